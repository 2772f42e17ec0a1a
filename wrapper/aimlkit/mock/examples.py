"""The handler of operations without one of their own: it responds with examples of the contract's schemas."""

import json

from aimlkit.mock.contract import JSON, ServedOperation, ValidRequest
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.http_response import HTTPResponse, json_response, raw_response
from aimlkit.mock.json_types import Schema
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.schema_examples import UnsatisfiableSchema, example_json
from aimlkit.mock.state import MockState

#: The body of a response that is not JSON, such as an image or speech.
BINARY_EXAMPLE = b"made up by aimlkit-mock\n"


async def respond(
    _request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> HTTPResponse:
    """Return the HTTP response: an example of the operation's response."""
    raise_failure(mock_response)
    if operation.response_type == JSON:
        return json_response(example_response(operation, state))
    content_type = [(b"content-type", operation.response_type.encode())] if operation.response_type else []
    content = BINARY_EXAMPLE if operation.response_type else b""
    return raw_response(content, operation.success_status, content_type)


def raise_failure(mock_response: MockResponse | None) -> None:
    """Raise HTTPError with status 500 if a mock response specifies that the operation fails."""
    if mock_response and mock_response.failure is not None:
        raise HTTPError(500, mock_response.failure)


def example_response(operation: ServedOperation, state: MockState) -> object:
    """Return an example of the operation's response: the same one on every call.

    Raises HTTPError with status 500 if its schema has no example.
    """
    return example(operation.response_schema, state)


def example(schema: Schema, state: MockState) -> object:
    """Return an example of a schema of the contract. Raises HTTPError with status 500 if there is none."""
    try:
        return json.loads(example_json(json.dumps(state.contract.self_contained(schema))))
    except UnsatisfiableSchema as error:
        raise HTTPError(500, f"the schema of the response: {error}") from error
