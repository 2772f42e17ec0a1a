"""Properties: valid requests get valid responses, invalid ones get 400."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.instances import nearly
from tests.mock.client import CHAT, RESPONSES, SCHEMAS, MockClient, assert_valid, event_data
from tests.mock.request_strategies import is_valid_request, valid_requests

# What the contract cannot express: JSON Schemas without examples, and ids that are not stored.
UNSATISFIABLE_SCHEMA = ("/tools/", "/response_format/", "/text/")
UNKNOWN_RESPONSE = ("/previous_response_id: ",)


def assert_served(mock_client: MockClient, path: str, request: Any) -> None:
    """Send a valid request; fail unless the response is valid, too."""
    response = mock_client.http.post(path, json=request)
    response_schema, event_schema = SCHEMAS[path]
    if response.status_code != 200:
        message = assert_valid("Error", response.json())["message"]
        assert response.status_code in {400, 404}, response.text
        reasons = UNSATISFIABLE_SCHEMA if response.status_code == 400 else UNKNOWN_RESPONSE
        assert message.startswith(reasons), message
    elif request.get("stream"):
        for data in event_data(path, response.text):
            assert_valid(event_schema, json.loads(data), strict=False)
    else:
        assert_valid(response_schema, response.json(), strict=False)


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@settings(max_examples=examples(20))
@given(data=st.data())
def test_valid_request_gets_a_valid_response(mock_client: MockClient, path: str, data: st.DataObject) -> None:
    assert_served(mock_client, path, data.draw(valid_requests(path)))


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@settings(max_examples=examples(20))
@given(data=st.data())
def test_invalid_request_gets_400(mock_client: MockClient, path: str, data: st.DataObject) -> None:
    request = data.draw(nearly(valid_requests(path)))
    if is_valid_request(path)(request):
        assert_served(mock_client, path, request)
        return
    error = mock_client.assert_error(
        400, path, content=json.dumps(request).encode(), headers={"Content-Type": "application/json"}
    )
    message = error.json()["message"]
    assert message.startswith("/") or not isinstance(request, dict), message
