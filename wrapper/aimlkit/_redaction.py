"""Redaction: the API key is in no repr, log line, pickle, exception or traceback.

Only a `SecretString` of a client has the key, and a request that may still be sent. `_request_flow` redacts a request when it
will not be sent again; `_raw` and `resources/_base` redact its redirects as well, and `streaming/_reader` the errors of
a stream. `_replies` and `streaming/_reader` redact the keys that a server echoes in an error,
`_transport_errors` drops the tracebacks of httpx, and `_httpx2` redacts the requests that it copies. Exceptions that are
not of this package, such as KeyboardInterrupt, lose the frames of the network: the local variables there have the headers
of the request.
"""

from __future__ import annotations

import inspect
import json
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, cast
from urllib.parse import quote

import httpx

from aimlkit._http_families import in_all_families

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx2

    from aimlkit._omit import Omit

_SECRET_HEADERS = ("authorization", "proxy-authorization", "x-api-key", "api-key", "cookie")
_SECRET_HEADERS_RAW = frozenset(name.encode() for name in _SECRET_HEADERS)
_REDACTED = "***"

# The extension of a request that has the earlier keys of its client, until it is redacted.
_EARLIER_KEYS = "aimlkit_earlier_keys"

# The length of the shortest key that is replaced in a response.
_MIN_KEY_LENGTH = 9

# Code that sends requests: the local variables of its frames contain their headers, and so the API key.
_NETWORK_PACKAGES = frozenset(
    {
        *("httpx", "httpx2", "httpcore", "httpcore2", "httpx_aiohttp", "aiohttp"),
        *("h11", "h2", "hpack", "anyio", "asyncio", "trio", "ssl", "socket"),
    }
)
_NETWORK_MODULES = frozenset(
    {
        "aimlkit._transport",
        "aimlkit._body",
        "aimlkit._deadline",
        "aimlkit._event_loops",
        "aimlkit._httpcore",
        "aimlkit._httpx2",
        "aimlkit._split_pools",
        "aimlkit._redirects",
    }
)

CANNOT_BE_COPIED = "a client holds an API key and cannot be pickled or copied; use its copy() method instead"


class SecretString(str):
    """A string that no repr shows and that cannot be pickled: an API key, or a header with one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{_REDACTED}'"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(CANNOT_BE_COPIED)


# --- requests ---


def hide_secret_headers(headers: Mapping[str, str | Omit]) -> Mapping[str, str | Omit]:
    """Return headers with the secret ones as `SecretString`."""
    return {
        name: SecretString(value)
        if isinstance(value, str) and str(name).lower() in _SECRET_HEADERS
        else value
        for name, value in headers.items()
    }


def set_api_key(request: httpx.Request, key: SecretString, earlier: tuple[SecretString, ...]) -> None:
    """Set the key of a request, and the `earlier` keys that are also redacted in its response."""
    request.headers["authorization"] = SecretString(f"Bearer {key}")
    request.extensions = {**request.extensions, _EARLIER_KEYS: earlier}


def redact_request(request: httpx.Request | httpx2.Request) -> None:
    """Replace the secret headers of a request that has been sent."""
    request.extensions.pop(_EARLIER_KEYS, None)
    for name, _ in request.headers.raw:
        if name.lower() in _SECRET_HEADERS_RAW:
            request.headers[name.decode()] = _REDACTED


def redact_response(response: httpx.Response | httpx2.Response) -> None:
    """Replace the secret headers of the requests that led to a response, and the keys that its headers echo."""
    for each in (*response.history, response):
        EchoRedactor(*_keys_of(each.request)).redact_head(each)
        each.next_request = None
    for each in (*response.history, response):
        redact_request(each.request)


def redact_error(error: BaseException) -> None:
    """Replace the secret headers of all requests that an exception, its causes and their responses refer to."""
    for each in exception_chain(error):
        response = each.__dict__.get("response")
        if isinstance(response, in_all_families(httpx.Response)):
            redact_response(response)
        # The property `request` of httpx raises RuntimeError if an exception has no request.
        request = each.__dict__.get("request", each.__dict__.get("_request"))
        if isinstance(request, in_all_families(httpx.Request)):
            redact_request(request)


# --- responses ---


class EchoRedactor:
    """Redacts keys in responses: some servers echo them in an error."""

    def __init__(self, *keys: str) -> None:
        # A key as it is, and as it is encoded in a URL. A short key is ignored, because it could occur in any text.
        long_keys = [key for key in keys if len(key) >= _MIN_KEY_LENGTH]
        forms = {form for key in long_keys for form in (key, quote(key), quote(key, safe=""))}
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

    def redact_json(self, content: str | bytes) -> str | None:
        """Return JSON with the key, escaped or not, removed from its strings; None if it has no key or is not JSON."""
        try:
            text = json.dumps(json.loads(content), ensure_ascii=False)
        except (ValueError, RecursionError):
            return None
        redacted = self.redact(text)
        return None if redacted == text else redacted

    def redact_head(self, response: httpx.Response | httpx2.Response) -> None:
        """Replace the key in the headers and the reason phrase of a response."""
        for name, value in response.headers.multi_items():
            if self.redact(value) != value:
                response.headers[name] = self.redact(value)
        phrase: object = response.extensions.get("reason_phrase")
        if isinstance(phrase, bytes):
            response.extensions["reason_phrase"] = self.redact_bytes(phrase)


def redact_echo(response: httpx.Response, redactor: EchoRedactor | None = None) -> None:
    """Replace the key in an error response that has been read: that of its request, or those of `redactor`."""
    redactor = redactor or EchoRedactor(*_keys_of(response.request))
    redactor.redact_head(response)
    response.next_request = None
    json_text = redactor.redact_json(response.content)
    content = (
        redactor.redact_bytes(response.content)
        if json_text is None
        else json_text.encode(errors="surrogatepass")
    )
    response._content = content  # pyright: ignore[reportPrivateUsage]  # no public equivalent


def redact_text(text: str, request: httpx.Request) -> str:
    """Return text from a response without the key of `request`, which may still be sent."""
    return EchoRedactor(*_keys_of(request)).redact(text)


def _keys_of(request: httpx.Request | httpx2.Request) -> tuple[str, ...]:
    """Return the key of a request, and the earlier ones of its client."""
    authorization: str = request.headers.get("authorization", "")
    earlier: tuple[SecretString, ...] = request.extensions.get(_EARLIER_KEYS, ())
    return (authorization.rpartition(" ")[2], *earlier)


# --- exceptions ---


def drop_tracebacks(error: BaseException) -> None:
    """Remove the tracebacks of an exception of httpx and its causes: their local variables have the key."""
    for each in exception_chain(error):
        each.__traceback__ = None


def is_raised_by_network(error: BaseException) -> bool:
    """Return whether the innermost frame of a traceback belongs to httpx or to a package that it uses."""
    traceback = error.__traceback__
    if traceback is None:
        return False
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return _package_of(traceback) in _NETWORK_PACKAGES


def drop_network_frames(error: BaseException) -> None:
    """Remove the frames of sending a request from the tracebacks of an exception that is not of this package.

    It is a cancellation, an interrupt, or an error in a transport or an event hook of the user, whose own frames stay.
    """
    for each in exception_chain(error):
        each.__traceback__ = _without_network_frames(each.__traceback__)


def _without_network_frames(traceback: TracebackType | None) -> TracebackType | None:
    entries: list[TracebackType] = []
    while traceback is not None:
        if _module_of(traceback) not in _NETWORK_MODULES and _package_of(traceback) not in _NETWORK_PACKAGES:
            entries.append(traceback)
        traceback = traceback.tb_next
    remaining: TracebackType | None = None
    for entry in reversed(entries):
        remaining = TracebackType(remaining, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return remaining


def _module_of(traceback: TracebackType) -> str:
    return str(traceback.tb_frame.f_globals.get("__name__"))


def _package_of(traceback: TracebackType) -> str:
    return _module_of(traceback).partition(".")[0]


def exception_chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, its causes and contexts, and the members of groups, each once.

    Leave out an exception that a caller is handling: Python makes it the context of everything that is raised in the
    caller's `except` block, but it does not concern this package. Its traceback begins in a frame that is still running.
    """
    running = _running_frames()
    seen: set[int] = set()
    remaining: list[BaseException | None] = [error]
    while remaining:
        each = remaining.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        if each is not error and each.__traceback__ and id(each.__traceback__.tb_frame) in running:
            continue
        yield each
        remaining += (each.__cause__, each.__context__)
        if isinstance(each, BaseExceptionGroup):
            remaining += cast("BaseExceptionGroup[BaseException]", each).exceptions


def _running_frames() -> set[int]:
    """Return the ids of the frames that are running: references to the frames themselves would be reference cycles."""
    frames: set[int] = set()
    frame = inspect.currentframe()
    while frame is not None:
        frames.add(id(frame))
        frame = frame.f_back
    return frames
