"""Raw responses: a response with its status and headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from aimlkit._exceptions import client_request_id_in_headers, request_id_in_headers
from aimlkit._redaction import redact_response

if TYPE_CHECKING:
    import httpx

ParsedT = TypeVar("ParsedT")


class RawResponse(Generic[ParsedT]):
    """A response of `with_raw_response`: it has the attributes of `httpx.Response`, and `parse()`."""

    if TYPE_CHECKING:
        status_code: int
        headers: httpx.Headers
        content: bytes
        text: str

        def json(self) -> object:
            """Return the body as JSON."""

    def __init__(self, http_response: httpx.Response, parsed: ParsedT, retries: int) -> None:
        redact_response(http_response)
        self.http_response = http_response
        self.request_id = request_id_in_headers(http_response)
        self.client_request_id = client_request_id_in_headers(http_response)
        self.retries_taken = retries
        self._parsed = parsed

    def parse(self) -> ParsedT:
        """Return the result that the method has without `with_raw_response`: the response, or the stream."""
        return self._parsed

    def __getattr__(self, name: str) -> object:
        if name == "http_response":  # While it is being unpickled.
            raise AttributeError(name)
        return getattr(self.http_response, name)
