"""Requests that the mock received, recorded without credentials."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_text import parse_json

# Headers that may contain credentials; their values are never recorded.
SECRET_HEADERS = {b"authorization", b"proxy-authorization", b"x-api-key", b"api-key", b"cookie"}


@dataclass
class RecordedRequest:
    """A request that the mock received. Headers with credentials have the value `***`."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes = b""  # the raw body; empty if the request was rejected before it was read

    @cached_property
    def body(self) -> Any:  # whatever JSON the client sent; tests subscript it
        """The parsed JSON body; None if there is none."""
        try:
            return parse_json(self.content)
        except ValueError:
            return None


def redact_headers(headers: Headers) -> dict[str, str]:
    """Return ASGI headers as text, with credentials replaced by `***`."""
    return {
        name.decode("latin-1"): "***" if name.lower() in SECRET_HEADERS else value.decode("latin-1")
        for name, value in headers
    }
