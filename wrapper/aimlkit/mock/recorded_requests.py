"""Requests that the mock received, recorded without credentials."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_text import parse_json

MAX_RECORDED = 1000
MAX_RECORDED_BYTES = 64 * 1024 * 1024

# Headers that may contain credentials; their values are never recorded.
SECRET_HEADERS = {b"authorization", b"proxy-authorization", b"x-api-key", b"api-key", b"cookie"}


@dataclass
class RecordedRequest:
    """A request that the mock received. Headers with credentials have the value `***`."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: str = ""  # as it is in the URL
    content: bytes = b""  # the raw body; empty if the request was rejected before it was read

    @cached_property
    def body(self) -> Any:  # whatever JSON the client sent; tests subscript it
        """The parsed JSON body; None if there is none."""
        try:
            return parse_json(self.content)
        except ValueError:
            return None

    @property
    def size(self) -> int:
        """The bytes of the head and the body."""
        head = sum(len(name) + len(value) for name, value in self.headers.items())
        return len(self.path) + len(self.query) + head + len(self.content)


class RecordedRequests:
    """The last requests: at most MAX_RECORDED, and MAX_RECORDED_BYTES."""

    def __init__(self) -> None:
        self._requests: deque[RecordedRequest] = deque()
        self._size = 0

    def __iter__(self) -> Iterator[RecordedRequest]:
        return iter(self._requests)

    def add(self, request: RecordedRequest) -> None:
        """Record a request, whose body has not been read yet."""
        self._requests.append(request)
        self._size += request.size
        self._drop_oldest()

    def set_content(self, request: RecordedRequest, content: bytes) -> None:
        """Set the body of a request; it is not recorded if the request has been dropped."""
        if any(each is request for each in reversed(self._requests)):
            request.content = content
            self._size += len(content)
            self._drop_oldest()

    def clear(self) -> None:
        """Remove all requests."""
        self._requests.clear()
        self._size = 0

    def _drop_oldest(self) -> None:
        while self._requests and (len(self._requests) > MAX_RECORDED or self._size > MAX_RECORDED_BYTES):
            self._size -= self._requests.popleft().size


def redact_headers(headers: Headers) -> dict[str, str]:
    """Return ASGI headers as text, with credentials replaced by `***`."""
    return {
        name.decode("latin-1"): "***" if name.lower() in SECRET_HEADERS else value.decode("latin-1")
        for name, value in headers
    }
