"""Redaction: the API key is in no repr, log line, pickle, exception or traceback.

A request is redacted when it will not be sent again: in `_attempts` if it failed, in `_raw`, in `resources/_base` for
a stream, and in `streaming/_reader` if that fails. `_replies` redacts the bodies of errors, `_transport_errors` drops
the tracebacks of httpx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import httpx

_SECRET_HEADERS = ("authorization", "proxy-authorization", "x-api-key", "api-key", "cookie")
_REDACTED = "***"

# A shorter key is not replaced in a body: it could be a part of any text.
_MIN_KEY_LENGTH = 9


class SecretString(str):
    """A string that shows itself in no repr and cannot be pickled: an API key, or a header with one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{_REDACTED}'"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(
            "a client holds an API key and cannot be pickled or copied; create another one instead"
        )


def redact_request(request: httpx.Request) -> None:
    """Replace the secret headers of a request that has been sent."""
    for name in _SECRET_HEADERS:
        if name in request.headers:
            request.headers[name] = _REDACTED


def redact_response(response: httpx.Response) -> None:
    """Replace the secret headers of the requests that led to a response, redirects included."""
    redact_request(response.request)
    for earlier in response.history:
        redact_request(earlier.request)


def redact_content(content: bytes, request: httpx.Request) -> bytes:
    """Replace the key of `request` in the body of its response: some servers echo it in an error."""
    key = request.headers.get("authorization", "").rpartition(" ")[2].encode()
    return content.replace(key, _REDACTED.encode()) if len(key) >= _MIN_KEY_LENGTH else content


def drop_tracebacks(error: BaseException) -> None:
    """Remove the tracebacks of an exception of httpx and its causes: their local variables hold the key."""
    cause: BaseException | None = error
    while cause is not None:
        cause.__traceback__ = None
        cause = cause.__cause__ or cause.__context__
