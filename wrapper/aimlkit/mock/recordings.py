"""Recordings: their settings, their content, and the removal of credentials from it. Their files are in recording_file."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

from aimlkit.mock.event_blocks import event_block, parse_event
from aimlkit.mock.exchanges import Exchange, Request
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_text import dump_json, parse_json
from aimlkit.mock.recorded_requests import SECRET_HEADERS

if TYPE_CHECKING:
    from aimlkit.mock.json_types import JsonObject

#: Whether requests are recorded: never; if there is no recording of them; if the folder was empty; always.
Mode: TypeAlias = Literal["none", "new", "once", "all"]
MODES: Sequence[Mode] = get_args(Mode)

#: Changes a JSON value, or text that is not JSON, before it is written or compared.
Redact: TypeAlias = Callable[[Any], Any]

MIN_SECRET = 6  # characters; ordinary words may contain a shorter one

#: Headers of requests and responses that are written. Those that the contract gives a role are added.
STORED_REQUEST_HEADERS = frozenset({"content-type"})
STORED_RESPONSE_HEADERS = frozenset({"content-type", "cache-control"})
_NEVER_STORED = {name.decode() for name in SECRET_HEADERS} | {"set-cookie", "proxy-authenticate"}


@dataclass(frozen=True)
class Recordings:
    """The settings of recordings.

    - `folder`: the folder with the files; it is created if it does not exist
    - `mode`: whether requests are recorded: "none", "new" (those without a recording), "once" (if the folder was empty)
      or "all" (replacing earlier recordings)
    - `upstream`: the address of the server that responds while requests are recorded
    - `upstream_key`: its API key, sent in place of the key of the mock; by default, that of the client is passed on
    - `redact`: changes each JSON body, the JSON of each event, and text that is not JSON, before it is stored or compared
    - `ignore`: names of fields of bodies, and of parameters, that do not have to match
    - `headers`: names of further response headers to store
    - `speed`: how fast streams are replayed: 1 as they were recorded; by default, at once
    """

    folder: str | Path
    mode: Mode = "none"
    upstream: str | None = None
    upstream_key: str | None = field(default=None, repr=False)
    redact: Redact | None = None
    ignore: Collection[str] = ()
    headers: Collection[str] = ()
    speed: float | None = None

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"the mode of recordings {self.mode!r} is not one of {', '.join(MODES)}")
        if self.mode != "none" and self.upstream is None:
            raise ValueError(f"recordings with the mode {self.mode!r} need an upstream")
        if self.speed is not None and not self.speed > 0:
            raise ValueError("the speed of recordings is not positive")
        if secret := _NEVER_STORED & {name.lower() for name in self.headers}:
            raise ValueError(f"the header {min(secret)} is never stored")


@dataclass(frozen=True)
class RecordedEvent:
    """An event of a stream, and its time in seconds after the head of the response."""

    at: float
    block: bytes


@dataclass(frozen=True)
class Recording:
    """A request and its response; in a file, without credentials, and with the stored headers only (see Cleaner)."""

    request: Request
    status: int
    headers: Headers
    seconds: float  # from the request to the head of the response
    body: bytes  # empty if it is a stream
    events: Sequence[RecordedEvent] | None = None  # None if it is not a stream
    is_complete: bool = True  # False if the client left before the end of the stream

    def with_body(self, body: bytes) -> "Recording":
        """Return a recording with this head, and the body of a response that is not a stream."""
        return replace(self, body=body)

    def with_events(self, events: Sequence[RecordedEvent], *, is_complete: bool) -> "Recording":
        """Return a recording with this head, and the events of a stream."""
        return replace(self, events=events, is_complete=is_complete)

    @property
    def exchange(self) -> Exchange:
        """The request and the response, without what is not stored."""
        content = b"".join(event.block for event in self.events) if self.events is not None else self.body
        return Exchange(self.request, self.status, self.headers, content, self.is_complete)


class Cleaner:
    """A cleaner of requests and recordings: it removes everything that must not be stored."""

    def __init__(self, settings: Recordings, contract_headers: Collection[str]) -> None:
        self._redact = settings.redact
        names = {*STORED_RESPONSE_HEADERS, *contract_headers, *settings.headers}
        self._response_headers = {name.lower() for name in names if name} - _NEVER_STORED

    def request(self, request: Request, secrets: Collection[str]) -> Request:
        """Return a request as it is stored."""
        return replace(
            request,
            path=_redact_secrets(request.path, secrets),
            query=_redact_secrets(request.query, secrets),
            headers=_stored_headers(request.headers, STORED_REQUEST_HEADERS, secrets),
            content=self._content(request.content, secrets),
        )

    def recording(self, recording: Recording, secrets: Collection[str]) -> Recording:
        """Return a recording as it is stored."""
        events = recording.events
        if events is not None:
            events = [RecordedEvent(event.at, self._block(event.block, secrets)) for event in events]
        return replace(
            recording,
            request=self.request(recording.request, secrets),
            headers=_stored_headers(recording.headers, self._response_headers, secrets),
            body=self._content(recording.body, secrets),
            events=events,
        )

    def _content(self, content: bytes, secrets: Collection[str]) -> bytes:
        """Return a body without secrets; the bytes stay the same if nothing has to be removed."""
        if not content:
            return content
        try:
            value = parse_json(content)
        except ValueError:
            return self._text(content, secrets)
        cleaned: object = _redact_secrets(value, secrets)
        if self._redact is not None:
            cleaned = self._redact(cleaned)
        return content if cleaned == value else dump_json(cleaned)

    def _text(self, content: bytes, secrets: Collection[str]) -> bytes:
        cleaned = str(_redact_secrets(content.decode("utf-8", "surrogateescape"), secrets))
        if self._redact is not None:
            cleaned = str(self._redact(cleaned))
        return cleaned.encode("utf-8", "surrogateescape")

    def _block(self, block: bytes, secrets: Collection[str]) -> bytes:
        try:
            event, data = parse_event(block)
        except ValueError:
            event = data = None
        if data is None:
            return self._text(block, secrets)
        content = data.encode("utf-8", "surrogatepass")
        cleaned = self._content(content, secrets)
        if cleaned == content:
            return str(_redact_secrets(block.decode(), secrets)).encode()
        return event_block(_redact_secrets(event, secrets), cleaned.decode("utf-8", "surrogatepass"))


def _stored_headers(headers: Headers, names: Collection[str], secrets: Collection[str]) -> Headers:
    return [
        (name.lower(), _redact_secrets(value.decode("latin-1"), secrets).encode("latin-1"))
        for name, value in headers
        if name.lower().decode("latin-1") in names
    ]


def _redact_secrets(value: Any, secrets: Collection[str]) -> Any:
    """Return JSON with `***` in place of secrets, in the names of fields, too."""
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            if len(secret) >= MIN_SECRET:
                value = value.replace(secret, "***")
        return value
    if isinstance(value, dict):
        items = cast("JsonObject", value).items()
        return {_redact_secrets(name, secrets): _redact_secrets(item, secrets) for name, item in items}
    if isinstance(value, list):
        return [_redact_secrets(item, secrets) for item in cast("list[object]", value)]
    return value


def redact_fields(names: Collection[str]) -> Redact:
    """Return a function that replaces the values of the fields with these names by `***`."""

    def redact(value: Any) -> Any:
        if isinstance(value, dict):
            fields = cast("JsonObject", value)
            return {name: "***" if name in names else redact(item) for name, item in fields.items()}
        if isinstance(value, list):
            return [redact(item) for item in cast("list[object]", value)]
        return value

    return redact
