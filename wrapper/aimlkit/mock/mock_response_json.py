"""Mock responses as JSON, for tests that are not written in Python and enqueue them over HTTP."""

import base64
import binascii
from typing import cast

from jsonschema_rs import Draft202012Validator

from aimlkit.mock.class_schemas import class_schema, from_json
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.validation_messages import find_violations

MOCK_RESPONSE_SCHEMA = class_schema(MockResponse)
MOCK_RESPONSE_SCHEMA["properties"]["body_base64"] = {
    "type": "string",
    "contentEncoding": "base64",
    "description": "a body that JSON cannot express, in base64",
}
_MOCK_RESPONSES = Draft202012Validator({"type": "array", "items": MOCK_RESPONSE_SCHEMA})


def parse_mock_responses(value: object) -> list[MockResponse]:
    """Return the mock responses in a JSON list. Raises HTTPError with status 400 if it is invalid.

    The fields are those of MockResponse. A body that JSON cannot express is sent as `body_base64`.
    """
    violations = find_violations(_MOCK_RESPONSES, value)
    if violations is not None:
        raise HTTPError(400, violations)
    return [_parse_item(index, item) for index, item in enumerate(cast("list[JsonObject]", value))]


def parse_mock_response(fields: JsonObject) -> MockResponse:
    """Return the mock response in a JSON object that satisfies the schema. Raises ValueError if it is invalid."""
    fields = dict(fields)
    if "body_base64" in fields:
        try:
            fields["body"] = base64.b64decode(fields.pop("body_base64"), validate=True)
        except binascii.Error as error:
            raise ValueError(f"body_base64 is not base64: {error}") from error
    mock_response: MockResponse = from_json(MockResponse, fields)
    return mock_response


def _parse_item(index: int, item: JsonObject) -> MockResponse:
    try:
        return parse_mock_response(item)
    except ValueError as error:
        raise HTTPError(400, f"/{index}: {error}") from error
