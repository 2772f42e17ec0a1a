"""Mock responses as JSON, for tests that are not written in Python and enqueue them over HTTP."""

import base64
import json
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

from aimlkit.mock.errors import HTTPError
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse, ToolCall
from aimlkit.mock.validation_messages import find_violations

_COUNT = {"type": "integer", "minimum": 0}
_SECONDS = {"type": "number", "minimum": 0, "maximum": 3600}
_MOCK_RESPONSE = {
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
        "cost_usd": {"type": "number", "minimum": 0},
        "without_cost": {"type": "boolean"},
        "delay": _SECONDS,
        "event_delay": _SECONDS,
        "malformed": {"type": "boolean"},
        "disconnect_after_bytes": _COUNT,
        "disconnect_after_events": _COUNT,
        "stall_after_events": _COUNT,
    },
}
_MOCK_RESPONSES = Draft202012Validator({"type": "array", "items": _MOCK_RESPONSE})


def parse_mock_responses(value: object) -> list[MockResponse]:
    """Return the mock responses in a JSON list. Raises HTTPError with status 400 if it is invalid.

    The fields are those of MockResponse. A body that JSON cannot express is sent as `body_base64`, and the
    arguments of a tool call may be an object in place of text.
    """
    violations = find_violations(_MOCK_RESPONSES, value)
    if violations is not None:
        raise HTTPError(400, violations)
    items = cast("list[JsonObject]", value)
    return [_parse_mock_response(index, item) for index, item in enumerate(items)]


def _parse_mock_response(index: int, item: JsonObject) -> MockResponse:
    fields: dict[str, Any] = dict(item)
    try:
        if "body_base64" in fields:
            fields["body"] = base64.b64decode(fields.pop("body_base64"), validate=True)
        if calls := fields.get("tool_calls"):
            fields["tool_calls"] = [ToolCall(c["name"], _arguments_text(c["arguments"])) for c in calls]
        return MockResponse(**fields)
    except ValueError as error:
        raise HTTPError(400, f"/{index}: {error}") from error


def _arguments_text(arguments: str | JsonObject) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments)
