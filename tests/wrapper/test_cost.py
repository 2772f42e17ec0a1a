"""The cost of a response: in its body, in the last event of its stream, or in its headers."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

import aimlkit
from aimlkit import AIMLAPI
from aimlkit.endpoints.responses import ResponsesEndpoint
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.headers import COST_USD, CREDITS
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    COMPLETION,
    EVENT_STREAM,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import RawServer
from tests.wrapper.test_spend import client_of_bytes

Json = Any

RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}
WITHOUT_COST = {name: value for name, value in COMPLETION.items() if name != "meta"}
COST = {"usage": {"usd_spent": 0.25, "credits_used": 500_000}}


def completion_with(meta: Json, headers: dict[str, str]) -> Json:
    """Return the completion of a response with this `meta` and these headers."""
    body = json.dumps({**WITHOUT_COST, "meta": meta}).encode()
    return client_of_bytes(body, "application/json", headers).chat.completions.create(**CHAT_PARAMS)


# --- body and headers ---


@pytest.mark.parametrize(
    ("meta", "headers", "usd", "credits_used"),
    [
        (COST, {}, 0.25, 500_000),
        (None, {COST_USD: "0.001240000", CREDITS: "2480"}, 0.00124, 2480),
        ({"usage": None}, {COST_USD: "0.5"}, 0.5, None),
        ({}, {CREDITS: "7"}, None, 7),
        (COST, {COST_USD: "0.5", CREDITS: "7"}, 0.25, 500_000),
        ({"usage": {"usd_spent": 0.25}}, {COST_USD: "0.5", CREDITS: "7"}, 0.25, 7),
        ({"usage": {"usd_spent": "much"}}, {COST_USD: "0.5"}, 0.5, None),
        ({"usage": {"usd_spent": 0, "credits_used": 0}}, {COST_USD: "0.5", CREDITS: "7"}, 0, 0),
        (None, {COST_USD: "0", CREDITS: "0"}, 0, 0),
        (None, {COST_USD: "free", CREDITS: ""}, None, None),
        (None, {COST_USD: "nan", CREDITS: "inf"}, None, None),
        (None, {COST_USD: "-1", CREDITS: "-1"}, None, None),
        (None, {COST_USD: "9" * 5000, CREDITS: "9" * 5000}, None, None),
    ],
)
def test_cost_is_read_from_the_body_else_from_the_headers(
    meta: Json, headers: dict[str, str], usd: float | None, credits_used: float | None
) -> None:
    if (meta or {}).get("usage"):
        require_cost(CHAT_OPERATION)
    completion = completion_with(meta, headers)
    assert (completion.cost_usd, completion.credits_used) == (usd, credits_used)


def test_cost_in_headers_counts_as_spent(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_client.options["max_spend_usd"] = 5
    raw_server.enqueue(http_response(WITHOUT_COST, x_aimlapi_usd_spent="0.25", x_aimlapi_credits_used="7"))
    completion = raw_client.create_chat_completion()
    assert (completion.cost_usd, completion.credits_used) == (0.25, 7)
    assert "meta" not in completion.to_dict()


@pytest.mark.parametrize("credits_used", [None, "1", True, -1, float("nan"), float("inf"), [], {}])
def test_credits_used_is_none_unless_it_is_a_plausible_number(credits_used: Json) -> None:
    require_cost(CHAT_OPERATION)
    assert completion_with({"usage": {"credits_used": credits_used}}, {}).credits_used is None


def test_parsed_response_has_the_cost_in_the_headers() -> None:
    headers = {COST_USD: "0.25", CREDITS: "7"}
    client = client_of_bytes(json.dumps(WITHOUT_COST).encode(), "application/json", headers)
    parsed = client.chat.completions.parse(**CHAT_PARAMS)
    assert (parsed.cost_usd, parsed.credits_used) == (client.spend, 7) == (0.25, 7)


@needs(RESPONSES_OPERATION)
@pytest.mark.parametrize("stream", [False, True])
def test_cost_is_in_the_headers_if_the_contract_describes_none(
    monkeypatch: pytest.MonkeyPatch, *, stream: bool
) -> None:
    spec = ResponsesEndpoint.spec._replace(cost_path=None, credits_path=None)
    monkeypatch.setattr(ResponsesEndpoint, "spec", spec)
    headers = {COST_USD: "0.25", CREDITS: "7"}
    body = encode_events(CREATED, COMPLETED) if stream else json.dumps(COMPLETED["response"]).encode()
    content_type = EVENT_STREAM if stream else "application/json"
    client = client_of_bytes(body, content_type, headers, max_spend_usd=5, spend_unknown="error")
    created: Json = client.responses.create(**RESPONSES_PARAMS, stream=stream)
    if stream:
        created.until_done()
    assert (created.cost_usd, created.credits_used, client.spend) == (0.25, 7, 0.25)


# --- streams against the mock ---


def test_stream_of_a_chat_completion_has_its_cost(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    require_cost(CHAT_OPERATION)
    whole = client.chat.completions.create(**CHAT_PARAMS)
    with client.chat.completions.stream(**CHAT_PARAMS) as stream:
        final = stream.get_final_completion()
        snapshot = stream.current_completion_snapshot
    plain = client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
    for each in (stream, final, snapshot, plain):
        assert (each.cost_usd, each.credits_used) == (whole.cost_usd, whole.credits_used)
    assert client.spend == pytest.approx(3 * (whole.cost_usd or math.nan))


def test_stream_of_a_response_has_its_cost(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    require_cost(RESPONSES_OPERATION)
    aimlkit_mock.enqueue(*[MockResponse(text="Hello", cost_usd=0.25)] * 2)
    with client.responses.stream(**RESPONSES_PARAMS) as stream:
        final = stream.get_final_response()
        snapshot = stream.current_response_snapshot
    plain = client.responses.create(**RESPONSES_PARAMS, stream=True).until_done()
    for each in (stream, final, snapshot, plain):
        assert (each.cost_usd, each.credits_used) == (0.25, 500_000)
    assert client.spend == 0.5


# --- streams of other servers ---

DONE = "[DONE]"
CREATED = {"type": "response.created", "response": {"id": "resp1", "status": "in_progress"}}
COMPLETED = {"type": "response.completed", "response": {"id": "resp1", "status": "completed"}}


def cost_of(usd: float) -> Json:
    return {"usage": {"usd_spent": usd, "credits_used": usd * 2_000_000}}


#: Streams of chat that state the cost of 0.25 in different places.
CHAT_STREAMS: dict[str, list[Json]] = {
    "last chunk": [chat_chunk("a"), chat_chunk("b", meta=COST), DONE],
    "usage chunk": [chat_chunk("a"), {"id": "c1", "choices": [], "usage": {}, "meta": COST}, DONE],
    "chunk of its own": [chat_chunk("a"), {"id": "c1", "choices": [], "meta": COST}, DONE],
    "event of its own": [chat_chunk("a"), {"meta": COST}, DONE],
    "after the end mark": [chat_chunk("a"), DONE, {"meta": COST}],
    "growing": [*(chat_chunk("a", meta=cost_of(usd)) for usd in (0.0625, 0.125, 0.25)), DONE],
    "repeated": [*(chat_chunk("a", meta=COST) for _ in range(3)), DONE],
    "the last one counts": [chat_chunk("a", meta=cost_of(0.5)), chat_chunk("b", meta=COST), DONE],
    "null after it": [chat_chunk("a", meta=COST), chat_chunk("b", meta=None), DONE],
}
#: The same for streams of Responses.
RESPONSE_STREAMS: dict[str, list[Json]] = {
    "response": [CREATED, {**COMPLETED, "response": {"id": "resp1", "meta": COST}}],
    "last event": [CREATED, {**COMPLETED, "meta": COST}],
    "after the last event": [CREATED, COMPLETED, {"meta": COST}, DONE],
    "typed, after the last event": [CREATED, COMPLETED, {"type": "response.meta", "meta": COST}],
}


@pytest.mark.parametrize("events", CHAT_STREAMS.values(), ids=CHAT_STREAMS.keys())
@pytest.mark.parametrize("parts", ["at once", "one by one"])
def test_chat_stream_counts_its_cost_once_wherever_it_is(
    raw_client: AnyClient, raw_server: RawServer, events: list[Json], parts: str
) -> None:
    require_cost(CHAT_OPERATION)
    costs: list[Json] = []

    def record(client: Json) -> Json:
        async def create_async(**params: Json) -> Json:
            stream = await client.chat.completions.create(**params, stream=True)
            await stream.until_done()
            costs.append((stream.cost_usd, stream.credits_used, client.spend))

        def create(**params: Json) -> Json:
            stream = client.chat.completions.create(**params, stream=True).until_done()
            costs.append((stream.cost_usd, stream.credits_used, client.spend))

        return create_async if raw_client.is_async else create

    encoded = [encode_events(event) for event in events]
    body = encode_chunked(b"".join(encoded)) if parts == "at once" else encode_chunked(*encoded)
    raw_server.enqueue(STREAM_HEAD + body + b"0\r\n\r\n")
    raw_client.call(record, **CHAT_PARAMS)
    assert costs == [(0.25, 500_000, 0.25)]


@pytest.mark.parametrize(
    "events",
    [*CHAT_STREAMS.values(), *RESPONSE_STREAMS.values()],
    ids=[*CHAT_STREAMS.keys(), *RESPONSE_STREAMS.keys()],
)
def test_final_response_of_a_stream_has_its_cost_wherever_it_is(events: list[Json]) -> None:
    require_cost(RESPONSES_OPERATION if events in RESPONSE_STREAMS.values() else CHAT_OPERATION)
    client = client_of_bytes(encode_events(*events), EVENT_STREAM, max_spend_usd=5, spend_unknown="error")
    final: Json
    if events in RESPONSE_STREAMS.values():
        final = client.responses.stream(**RESPONSES_PARAMS).get_final_response()
    else:
        final = client.chat.completions.stream(**CHAT_PARAMS).get_final_completion()
    assert (final.cost_usd, final.credits_used, client.spend) == (0.25, 500_000, 0.25)


def test_cost_in_the_headers_of_a_stream_counts_unless_an_event_states_it() -> None:
    require_cost(CHAT_OPERATION)
    headers = {COST_USD: "0.125", CREDITS: "7"}
    for meta, usd in ((None, 0.125), (COST, 0.25)):
        body = encode_events(chat_chunk("a", meta=meta), DONE)
        client = client_of_bytes(body, EVENT_STREAM, headers, max_spend_usd=5, spend_unknown="error")
        stream = client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
        assert stream.cost_usd == client.spend == usd


@pytest.mark.parametrize("helper", [False, True])
def test_error_of_a_stream_has_the_cost_that_was_stated(*, helper: bool) -> None:
    require_cost(CHAT_OPERATION)
    body = encode_events(chat_chunk("a", meta=COST), chat_chunk("b"), {"error": {"message": "No."}})
    client = client_of_bytes(body, EVENT_STREAM)
    method: Json = client.chat.completions.stream if helper else client.chat.completions.create
    options: Json = {} if helper else {"stream": True}
    with pytest.raises(aimlkit.APIStreamError) as raised:
        method(**CHAT_PARAMS, **options).until_done()
    assert raised.value.partial is not None
    assert (raised.value.partial.cost_usd, raised.value.partial.credits_used) == (0.25, 500_000)
    assert client.spend == 0.25


@pytest.mark.parametrize(
    "late", ["{", "[]", "null", json.dumps({"meta": 3}), json.dumps({"meta": {}}), "x" * 300]
)
def test_events_after_the_last_one_are_harmless(late: str) -> None:
    require_cost(RESPONSES_OPERATION)
    body = encode_events(CREATED, {**COMPLETED, "meta": COST}, late)
    client = client_of_bytes(body, EVENT_STREAM, size_limits=aimlkit.SizeLimits(event=250))
    events: Json = [*client.responses.create(**RESPONSES_PARAMS, stream=True)]
    assert [event.type for event in events] == ["response.created", "response.completed"]
    assert client.spend == 0.25


# --- exceptions about a response that was paid for ---

HEADERS = {COST_USD: "0.125", CREDITS: "250000"}
#: Bodies that cannot be used, with their media type, whether a stream was requested, the text, and the cost.
UNUSABLE: dict[str, tuple[bytes, str, bool, str | None, float]] = {
    "html": (b"<html>", "text/html", False, None, 0.125),
    "no json": (b'{"id": ', "application/json", False, None, 0.125),
    "array": (b"[]", "application/json", False, None, 0.125),
    "json instead of a stream": (json.dumps(COMPLETION).encode(), "application/json", True, "Hello", 0.25),
    "the same without cost": (json.dumps(WITHOUT_COST).encode(), "application/json", True, "Hello", 0.125),
    "json labelled as a stream": (json.dumps(COMPLETION).encode(), EVENT_STREAM, True, "Hello", 0.25),
    "html labelled as a stream": (b"<html>", EVENT_STREAM, True, None, 0.125),
    "too large": (b" " * 2000, "application/json", False, None, 0.125),
}


@pytest.mark.parametrize("case", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_error_about_an_unusable_response_has_its_text_and_cost(
    raw_client: AnyClient, raw_server: RawServer, case: tuple[bytes, str, bool, str | None, float]
) -> None:
    body, content_type, stream, text, cost_usd = case
    if cost_usd == COST["usage"]["usd_spent"]:
        require_cost(CHAT_OPERATION)
    head: Json = {"x_aimlapi_usd_spent": HEADERS[COST_USD], "x_aimlapi_credits_used": HEADERS[CREDITS]}
    raw_server.enqueue(http_response(body, content_type=content_type, **head))
    raw_client.options.update(max_spend_usd=5, size_limits=aimlkit.SizeLimits(response=1000))
    with pytest.raises(aimlkit.APIError) as raised:
        raw_client.create_chat_completion(stream=stream)
    assert (raised.value.text or None, raised.value.cost_usd) == (text, cost_usd)
    assert raised.value.credits_used == (10 if cost_usd == 0.25 else 250_000)


def test_json_labelled_as_a_stream_is_read_to_its_end(raw_client: AnyClient, raw_server: RawServer) -> None:
    require_cost(CHAT_OPERATION)
    body = json.dumps(COMPLETION).encode()
    raw_server.enqueue(STREAM_HEAD + encode_chunked(body[:20], body[20:90], body[90:]) + b"0\r\n\r\n")
    with pytest.raises(aimlkit.APIStreamError, match="expected a stream of events") as raised:
        raw_client.create_chat_completion(stream=True)
    assert (raised.value.text, raised.value.cost_usd, raised.value.credits_used) == ("Hello", 0.25, 10)


def test_cost_of_an_unusable_response_counts_once() -> None:
    require_cost(CHAT_OPERATION)
    for content_type in ("application/json", EVENT_STREAM):
        body = json.dumps(COMPLETION).encode()
        client = client_of_bytes(body, content_type, HEADERS, max_spend_usd=5, spend_unknown="error")
        for _ in range(2):
            with pytest.raises(aimlkit.APIError):
                client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
        assert client.spend == 0.5


@pytest.mark.parametrize("broken", [{"content_encoding": "gzip"}, {"content_length": "9999"}])
def test_error_about_a_body_that_cannot_be_read_has_the_cost_in_the_headers(
    raw_client: AnyClient, raw_server: RawServer, broken: Json
) -> None:
    raw_client.options["max_retries"] = 0
    raw_server.enqueue(http_response(b"{}", x_aimlapi_usd_spent="0.125", **broken), "close")
    with pytest.raises(aimlkit.APIError) as raised:
        raw_client.create_chat_completion()
    assert (raised.value.cost_usd, raised.value.credits_used) == (0.125, None)
