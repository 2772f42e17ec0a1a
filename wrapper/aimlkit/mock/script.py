"""What a test says about the next answers: what they are, and what goes wrong with them."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from jsonschema_rs import Draft202012Validator

from aimlkit.mock import violations
from aimlkit.mock.errors import Refused

Json = Any


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool. The arguments are JSON text as the model writes it, valid or not."""

    name: str
    arguments: str


@dataclass(frozen=True)
class Step:
    """What a script says about one answer. Without a word about what it is, it is the usual one.

    What it is, one of these:

    - `status`, with `headers` and `body`: exactly this. Text and bytes are sent as they are, another body as
      JSON; none is the service's error object for this status. (`headers` alone go with the usual answer.)
    - `text`, `refusal`, `tool_calls`: the model says this. `failure`: it fails, with this message.

    What goes wrong with it, where a piece is an event of a stream or the whole of another body:

    - `delay`: seconds before it begins; `pause`: seconds between pieces
    - `malformed`: the first piece ends in its middle
    - `cut_after_bytes`, `cut_after_pieces`: so much of the body, then the connection ends
    - `stall_after_pieces`: so much, then nothing, until the client leaves or the server stops
    """

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json = None
    text: str | None = None
    refusal: str | None = None
    tool_calls: Sequence[Call] | None = None
    failure: str | None = None
    delay: float = 0
    pause: float = 0
    malformed: bool = False
    cut_after_bytes: int | None = None
    cut_after_pieces: int | None = None
    stall_after_pieces: int | None = None

    def __post_init__(self) -> None:
        said = [
            n for n in ("status", "text", "refusal", "tool_calls", "failure") if getattr(self, n) is not None
        ]
        if len(said) > 1:
            raise ValueError(f"one answer cannot be all of {', '.join(said)}")
        if self.body is not None and self.status is None:
            raise ValueError("a body needs its status")

    @property
    def content(self) -> bytes | None:
        """The body as bytes; None is the service's error object."""
        if isinstance(self.body, bytes) or self.body is None:
            return b"" if self.body is None and self.status is not None and self.status < 400 else self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()

    @property
    def phrase(self) -> str:
        """What the status is called."""
        known = {s.value: s.phrase for s in HTTPStatus}
        return known.get(self.status or 0, "An error")


_COUNT = {"type": "integer", "minimum": 0}
_SECONDS = {"type": "number", "minimum": 0, "maximum": 3600}
_STEP = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "status": {"type": "integer", "minimum": 200, "maximum": 599},
        "headers": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z0-9-]+$"},
            "additionalProperties": {"type": "string", "pattern": r"^[\x20-\x7e]*$"},
        },
        "body": {},
        "body_base64": {"type": "string", "contentEncoding": "base64"},
        "text": {"type": "string"},
        "refusal": {"type": "string"},
        "tool_calls": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "arguments"],
                "properties": {"name": {"type": "string"}, "arguments": {"type": ["string", "object"]}},
            },
        },
        "failure": {"type": "string"},
        "delay": _SECONDS,
        "pause": _SECONDS,
        "malformed": {"type": "boolean"},
        "cut_after_bytes": _COUNT,
        "cut_after_pieces": _COUNT,
        "stall_after_pieces": _COUNT,
    },
}
_SCRIPT = Draft202012Validator({"type": "array", "items": _STEP})


def read(steps: Json) -> list[Step]:
    """The steps that a JSON list holds. `body_base64` is for bytes that JSON cannot say."""
    if not _SCRIPT.is_valid(steps):
        raise Refused(400, violations.message(_SCRIPT.iter_errors(steps)))
    return [_step(number, fields) for number, fields in enumerate(steps)]


def _step(number: int, fields: dict[str, Json]) -> Step:
    fields = dict(fields)
    try:
        if (encoded := fields.pop("body_base64", None)) is not None:
            fields["body"] = base64.b64decode(encoded, validate=True)
        if calls := fields.get("tool_calls"):
            fields["tool_calls"] = [Call(call["name"], _arguments(call["arguments"])) for call in calls]
        return Step(**fields)
    except ValueError as error:
        raise Refused(400, f"/{number}: {error}") from error


def _arguments(arguments: Json) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments)
