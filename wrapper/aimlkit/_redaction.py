"""Redaction: the API key is in no repr, log line, pickle, exception or traceback.

Only a `SecretString` of a client has the key, and a request that may still be sent. `_attempts` redacts a request when it
will not be sent again; `_raw` and `resources/_base` redact its redirects as well, and `streaming/_reader` the errors of
a stream. `_replies` and `streaming/_reader` redact what a server echoes in an error,
`_transport_errors` drops the tracebacks of httpx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, cast
from urllib.parse import quote

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimlkit._omit import Omit

_SECRET_HEADERS = ("authorization", "proxy-authorization", "x-api-key", "api-key", "cookie")
_SECRET_HEADERS_RAW = frozenset(name.encode() for name in _SECRET_HEADERS)
_REDACTED = "***"

# The length of the shortest key that is replaced in a response.
_MIN_KEY_LENGTH = 9

CANNOT_BE_COPIED = "a client holds an API key and cannot be pickled or copied; use its copy() method instead"


class SecretString(str):
    """A string that shows itself in no repr and cannot be pickled: an API key, or a header with one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{_REDACTED}'"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(CANNOT_BE_COPIED)


# --- requests ---


def hide_secret_headers(headers: Mapping[str, str | Omit] | None) -> Mapping[str, str | Omit] | None:
    """Return headers with the secret ones as `SecretString`."""
    if headers is None:
        return None
    return {
        name: SecretString(value) if isinstance(value, str) and name.lower() in _SECRET_HEADERS else value
        for name, value in headers.items()
    }


def redact_request(request: httpx.Request) -> None:
    """Replace the secret headers of a request that has been sent."""
    for name, _ in request.headers.raw:
        if name.lower() in _SECRET_HEADERS_RAW:
            request.headers[name.decode()] = _REDACTED


def redact_response(response: httpx.Response) -> None:
    """Replace the secret headers of the requests that led to a response, and what it echoes of them in its headers."""
    for each in (*response.history, response):
        EchoRedactor(_key_of(each.request)).redact_head(each)
        each.next_request = None
    for each in (*response.history, response):
        redact_request(each.request)


def redact_error(error: BaseException) -> None:
    """Replace the secret headers of all requests that an exception, its causes and their responses refer to."""
    for each in exception_chain(error):
        if isinstance(response := getattr(each, "response", None), httpx.Response):
            redact_response(response)
        # httpx raises RuntimeError if an exception has no request.
        if isinstance(request := each.__dict__.get("request", each.__dict__.get("_request")), httpx.Request):
            redact_request(request)


# --- responses ---


class EchoRedactor:
    """Replaces the key in what a server sends: some servers echo it in an error."""

    def __init__(self, key: str) -> None:
        # The key as it is, and as it is encoded in a URL. A short one could be a part of any text.
        forms = {key, quote(key), quote(key, safe="")} if len(key) >= _MIN_KEY_LENGTH else set[str]()
        self._forms = [*map(SecretString, sorted(forms, key=len, reverse=True))]

    def redact(self, text: str) -> str:
        """Return `text` without the key."""
        for form in self._forms:
            text = text.replace(form, _REDACTED)
        return text

    def redact_bytes(self, content: bytes) -> bytes:
        """Return `content` without the key."""
        for form in self._forms:
            content = content.replace(form.encode(), _REDACTED.encode())
        return content

    def redact_head(self, response: httpx.Response) -> None:
        """Replace the key in the headers and the reason phrase of a response."""
        for name, value in response.headers.multi_items():
            if self.redact(value) != value:
                response.headers[name] = self.redact(value)
        phrase: object = response.extensions.get("reason_phrase")
        if isinstance(phrase, bytes):
            response.extensions["reason_phrase"] = self.redact_bytes(phrase)


def redact_echo(response: httpx.Response) -> None:
    """Replace the key in an error response that has been read."""
    redactor = EchoRedactor(_key_of(response.request))
    redactor.redact_head(response)
    response.next_request = None
    response._content = redactor.redact_bytes(response.content)  # pyright: ignore[reportPrivateUsage]  # no public equivalent


def _key_of(request: httpx.Request) -> str:
    authorization: str = request.headers.get("authorization", "")
    return authorization.rpartition(" ")[2]


# --- exceptions ---


def drop_tracebacks(error: BaseException) -> None:
    """Remove the tracebacks of an exception of httpx and its causes: their local variables have the key."""
    for each in exception_chain(error):
        each.__traceback__ = None


def exception_chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, its causes and contexts, and the members of groups, each once."""
    seen: set[int] = set()
    remaining: list[BaseException | None] = [error]
    while remaining:
        each = remaining.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        remaining += (each.__cause__, each.__context__)
        if isinstance(each, BaseExceptionGroup):
            remaining += cast("BaseExceptionGroup[BaseException]", each).exceptions
