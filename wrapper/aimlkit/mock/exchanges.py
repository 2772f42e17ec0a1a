"""An exchange: a request and its response, as they were on the wire."""

from dataclasses import dataclass

from aimlkit.mock.http_response import Headers

EVENT_STREAM = b"text/event-stream"


@dataclass(frozen=True)
class Request:
    """A request: its head, and its whole body."""

    method: str
    path: str
    query: str  # as it is in the URL
    headers: Headers
    content: bytes

    @property
    def target(self) -> str:
        """The path with the query."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True)
class Exchange:
    """A request and its response. `content` is the body of the response, without a content coding."""

    request: Request
    status: int
    headers: Headers
    content: bytes
    is_complete: bool = True  # False if the body ended early
    has_all_headers: bool = False  # True if `headers` are all that the response had

    @property
    def is_stream(self) -> bool:
        """True if the response consists of server-sent events."""
        return is_event_stream(self.headers)


def header(headers: Headers, name: bytes) -> bytes:
    """Return the value of a header; empty if there is none."""
    return next((value for key, value in headers if key.lower() == name), b"")


def is_event_stream(headers: Headers) -> bool:
    """Return whether a response with these headers consists of server-sent events."""
    return header(headers, b"content-type").lower().startswith(EVENT_STREAM)
