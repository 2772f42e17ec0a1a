"""`parse_reply`: a response is what was requested, or an exception."""

from __future__ import annotations

import json
import math
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aimlkit
from aimlkit._body import replace_body
from aimlkit._replies import parse_reply
from tests.models import CHAT_OPERATION, needs
from tests.wrapper.flows import API_KEY, new_request, new_response
from tests.wrapper.payloads import COMPLETION

Json = Any


def test_parse_reply_returns_the_json_object() -> None:
    reply = parse_reply(new_response(), stream=False, retries=3)
    assert (reply.data, reply.retries) == (COMPLETION, 3)


def test_parse_reply_leaves_a_stream_unread() -> None:
    response = new_response(b"data: {}\n\n", content_type="text/event-stream")
    replace_body(response, deadline=math.inf).is_event_stream = True
    assert parse_reply(response, stream=True).data == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"<html>",
            "expected a JSON object, but the response is OK (the body is 6 bytes of application/json)",
        ),
        (b"", "expected a JSON object"),
        (b"[]", "expected a JSON object"),
        (b"null", "expected a JSON object"),
        (b'{"a": ', "expected a JSON object"),
        (b"\xff\xfe", "expected a JSON object"),
        (b"[" * 100_000, "expected a JSON object"),
        (b'{"error": {"message": "Out of order."}}', "an error, though its status is 200: Out of order."),
        (b'{"message": "No.", "statusCode": 500}', "an error, though its status is 200: No."),
        (b'{"object": "error", "message": "No."}', "an error, though its status is 200: No."),
        (b'{"error": {}, "statusCode": 1}', "no reason given"),
    ],
)
def test_parse_reply_raises_for_a_body_that_was_not_requested(content: bytes, message: str) -> None:
    with pytest.raises(aimlkit.APIResponseValidationError) as raised:
        parse_reply(new_response(content), stream=False)
    assert message in raised.value.message
    assert raised.value.status_code == 200


def test_parse_reply_raises_for_json_if_a_stream_was_requested() -> None:
    with pytest.raises(aimlkit.APIResponseValidationError, match="expected a stream of events"):
        parse_reply(new_response(), stream=True)


def test_parse_reply_raises_for_an_error_status() -> None:
    with pytest.raises(aimlkit.BadRequestError):
        parse_reply(new_response(status=400), stream=False)


def test_parse_reply_redacts_the_key_in_the_body_of_an_error() -> None:
    body = json.dumps({"message": f"{API_KEY} is not a key"}).encode()
    with pytest.raises(aimlkit.AuthenticationError) as raised:
        parse_reply(new_response(body, 401), stream=False)
    assert raised.value.body == {"message": "*** is not a key"}
    assert str(raised.value) == "Error code: 401 - *** is not a key"


@given(
    st.binary(max_size=60),
    st.integers(200, 599),
    st.sampled_from(["application/json", "text/html", "x", ""]),
    st.booleans(),
)
def test_parse_reply_raises_only_api_errors_for_any_bytes(
    content: bytes, status: int, content_type: str, stream: bool
) -> None:
    headers = {"content-type": content_type}
    response = httpx.Response(status, content=content, headers=headers, request=new_request())
    try:
        parse_reply(response, stream=stream)
    except aimlkit.APIError as error:
        assert error.message


FIELDS = ["error", "message", "statusCode", "choices", "meta", "usage", "usd_spent", "requestId"]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner),
)


@needs(CHAT_OPERATION)
@given(JSON_VALUES)
def test_parse_reply_raises_only_api_errors_for_any_json(value: Json) -> None:
    try:
        reply = parse_reply(new_response(json.dumps(value).encode()), stream=False)
    except aimlkit.APIError as error:
        assert error.message
        return
    completion = aimlkit.ChatCompletion.from_dict(reply.data)
    assert completion.cost_usd is None or completion.cost_usd >= 0
    assert completion.tool_calls is not None
    assert isinstance(completion.text, str | None)


def test_parse_reply_accepts_a_body_whose_object_is_null() -> None:
    body = {**COMPLETION, "object": None}
    assert parse_reply(new_response(json.dumps(body).encode()), stream=False).data == body
