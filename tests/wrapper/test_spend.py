"""The spend of a client: it adds up the cost of responses, and limits it."""

from __future__ import annotations

import asyncio
import gc
import json
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, SpendUnknownError, SpendUnknownWarning
from aimlkit._spend import SpendTracker
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, COMPLETION, EVENT_STREAM, chat_chunk, encode_events

Json = Any


def client_of(completion: Json, **options: Json) -> AIMLAPI:
    """Return a client whose requests all get this chat completion."""
    content = json.dumps(completion).encode()
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=content))
    return AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport), **options)


def test_spend_tracker_adds_costs_and_ignores_unknown_ones() -> None:
    tracker = SpendTracker()
    for cost_usd in (0.1, None, 0.2, 0.0):
        tracker.add(cost_usd)
    assert tracker.total == pytest.approx(0.3)


def test_response_states_its_cost(any_client: AnyClient) -> None:
    require_cost(CHAT_OPERATION)
    completion = any_client.create_chat_completion()
    assert completion.cost_usd == completion.meta.usage.usd_spent > 0
    assert any_client.create_response().cost_usd > 0


@pytest.mark.parametrize("usd", [None, "1", True, -1, float("nan"), float("inf"), [], {}])
def test_cost_usd_is_none_unless_it_is_a_plausible_number(usd: Json) -> None:
    require_cost(CHAT_OPERATION)
    client = client_of({**COMPLETION, "meta": {"usage": {"usd_spent": usd}}})
    assert client.chat.completions.create(**CHAT_PARAMS).cost_usd is None
    assert client.spend == 0


def test_spend_includes_attempts_that_were_retried(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    clients: list[Json] = []
    headers = {"x-aimlapi-usd-spent": "0.25", "retry-after-ms": "1"}
    aimlkit_mock.enqueue(*[MockResponse(status=500, headers=headers)] * 2, MockResponse(cost_usd=0.5))

    def method(client: Json) -> Json:
        clients.append(client)
        return client.chat.completions.create

    completion = any_client.call(method, **CHAT_PARAMS)
    assert (completion.cost_usd, completion.retries) == (0.5, 2)
    assert clients[0].spend == 1


def test_unknown_cost_of_an_attempt_that_was_retried_warns(
    limited: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    cut_off = MockResponse(disconnect_after_bytes=9, without_cost=True)
    aimlkit_mock.enqueue(cut_off, MockResponse(cost_usd=0.5))
    with warns_about_unknown_cost():
        limited.with_options(max_retries=1).chat.completions.create(**CHAT_PARAMS)
    assert limited.spend == 0.5


def client_of_statuses(statuses: list[int], body: Json, headers: dict[str, str], **options: Json) -> AIMLAPI:
    """Return a client whose requests get `body` with each status in turn; 200 is a completion."""
    remaining = iter(statuses)

    def respond(request: httpx.Request) -> httpx.Response:
        status = next(remaining)
        content = json.dumps(COMPLETION if status == 200 else body).encode()
        return httpx.Response(status, content=content, headers={"retry-after-ms": "1", **headers})

    return AIMLAPI(api_key="a", http_client=httpx.Client(transport=httpx.MockTransport(respond)), **options)


FAILURE: Json = {"message": "No.", "statusCode": 500}
FAILURE_WITH_COST: Json = {**FAILURE, "meta": {"usage": {"usd_spent": 0.5, "credits_used": 7}}}


def test_failed_request_has_the_cost_in_its_body() -> None:
    require_cost(CHAT_OPERATION)
    client = client_of_statuses([500, 500, 200], FAILURE_WITH_COST, {})
    with pytest.raises(aimlkit.InternalServerError) as raised:
        client.with_options(max_retries=0).chat.completions.create(**CHAT_PARAMS)
    assert (raised.value.cost_usd, raised.value.credits_used) == (0.5, 7)
    assert client.spend == 0.5
    assert client.chat.completions.create(**CHAT_PARAMS).retries == 1
    assert client.spend == 1.25


@pytest.mark.parametrize(("body", "cost_usd"), [(FAILURE, 0.25), (FAILURE_WITH_COST, 0.5)])
def test_failed_request_has_the_cost_in_its_headers_unless_its_body_states_it(
    body: Json, cost_usd: float
) -> None:
    if body is FAILURE_WITH_COST:
        require_cost(CHAT_OPERATION)
    client = client_of_statuses([400], body, {"x-aimlapi-usd-spent": "0.25"})
    with pytest.raises(aimlkit.BadRequestError) as raised:
        client.chat.completions.create(**CHAT_PARAMS)
    assert raised.value.cost_usd == client.spend == cost_usd


def test_error_with_a_success_status_has_the_cost_in_its_body() -> None:
    require_cost(CHAT_OPERATION)
    body = json.dumps({"error": {"message": "No."}, "meta": FAILURE_WITH_COST["meta"]}).encode()
    for stream in (False, True):
        client = client_of_bytes(body, "application/json")
        with pytest.raises(aimlkit.APIError, match="No") as raised:
            client.chat.completions.create(**CHAT_PARAMS, stream=stream)
        assert raised.value.cost_usd == client.spend == 0.5


def test_error_in_a_stream_has_the_cost_that_it_states() -> None:
    require_cost(CHAT_OPERATION)
    body = encode_events(chat_chunk("a"), {"error": {"message": "No."}, "meta": FAILURE_WITH_COST["meta"]})
    client = client_of_bytes(body, EVENT_STREAM)
    with pytest.raises(aimlkit.APIStreamError, match="No") as raised:
        client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
    assert raised.value.cost_usd == client.spend == 0.5


def test_max_spend_usd_stops_retries() -> None:
    require_cost(CHAT_OPERATION)
    client = client_of_statuses([500, 500, 200], FAILURE_WITH_COST, {}, max_spend_usd=1, max_retries=5)
    with pytest.raises(aimlkit.InternalServerError) as raised:
        client.chat.completions.create(**CHAT_PARAMS)
    assert raised.value.retries == 1
    assert client.spend == 1
    with pytest.raises(aimlkit.SpendLimitError):
        client.chat.completions.create(**CHAT_PARAMS)


def test_unknown_cost_stops_retries_with_spend_unknown_error(
    limited: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    strict = limited.with_options(spend_unknown="error", max_retries=2)
    aimlkit_mock.enqueue(MockResponse(disconnect_after_bytes=9, without_cost=True))
    with warns_about_unknown_cost(), pytest.raises(aimlkit.APIConnectionError) as raised:
        strict.chat.completions.create(**CHAT_PARAMS)
    assert raised.value.retries == 0


def test_max_spend_usd_stops_further_requests() -> None:
    require_cost(CHAT_OPERATION)
    client = client_of(COMPLETION, max_spend_usd=0.5)
    assert client.spend == 0
    client.chat.completions.create(**CHAT_PARAMS)
    client.chat.completions.create(**CHAT_PARAMS)
    assert client.spend == 0.5
    with pytest.raises(aimlkit.SpendLimitError, match=r"spent \$0\.5 of max_spend_usd=\$0\.5") as raised:
        client.chat.completions.create(**CHAT_PARAMS)
    assert (raised.value.spent, raised.value.limit) == (0.5, 0.5)


def test_max_spend_usd_can_be_lifted_with_options() -> None:
    require_cost(CHAT_OPERATION)
    client = client_of(COMPLETION, max_spend_usd=0.1)
    client.chat.completions.create(**CHAT_PARAMS)
    unlimited = client.with_options(max_spend_usd=None)
    assert unlimited.chat.completions.create(**CHAT_PARAMS).cost_usd == 0.25


def test_spend_includes_streams(client: AIMLAPI) -> None:
    require_cost(RESPONSES_OPERATION)
    events: Json = [*client.responses.create(model=RESPONSES_MODEL, input="Hi", stream=True)]
    assert events[-1].type == "response.completed"
    assert client.spend == events[-1].response.meta.usage.usd_spent > 0


@pytest.mark.parametrize("options", [{}, {"stream_options": {"include_usage": True}}, {"n": 3}])
def test_spend_includes_streams_of_chat(client: AIMLAPI, options: Json) -> None:
    require_cost(CHAT_OPERATION)
    chunks: Json = [*client.chat.completions.create(**CHAT_PARAMS, stream=True, **options)]
    assert client.spend == chunks[-1].meta.usage.usd_spent > 0
    assert not any("meta" in chunk.to_dict() for chunk in chunks[:-1])
    assert client.spend == client.chat.completions.create(**CHAT_PARAMS, **options).cost_usd


def test_spend_is_shared_by_copies(client: AIMLAPI) -> None:
    copy = client.with_options(max_retries=0)
    costs = [each.chat.completions.create(**CHAT_PARAMS).cost_usd or 0 for each in (client, copy)]
    assert client.spend == copy.spend == pytest.approx(sum(costs))


def test_spend_is_exact_with_threads(aimlkit_mock: MockServer) -> None:
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:

        def create(_: int) -> float | None:
            return client.chat.completions.create(**CHAT_PARAMS).cost_usd

        with ThreadPoolExecutor(8) as threads:
            costs = [cost for cost in threads.map(create, range(64)) if cost]
        assert len(costs) == 64
        assert client.spend == pytest.approx(sum(costs))


# --- unknown costs ---

WITHOUT_COST = MockResponse(text="Hello", without_cost=True)
RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}


@pytest.fixture
def limited(aimlkit_mock: MockServer) -> Iterator[AIMLAPI]:
    """A client of the mock with a spending limit."""
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_spend_usd=5) as client:
        yield client


#: Calls whose response has no cost if the mock sends `WITHOUT_COST`, or that do not wait for it.
UNKNOWN_COSTS: dict[str, Callable[[AIMLAPI], object]] = {
    "completion": lambda client: client.chat.completions.create(**CHAT_PARAMS),
    "response": lambda client: client.responses.create(**RESPONSES_PARAMS),
    "raw response": lambda client: client.responses.with_raw_response.create(**RESPONSES_PARAMS),
    "background": lambda client: client.responses.create(**RESPONSES_PARAMS, background=True),
    "chunks": lambda client: client.chat.completions.create(**CHAT_PARAMS, stream=True).until_done(),
    "events": lambda client: client.responses.create(**RESPONSES_PARAMS, stream=True).until_done(),
    "stream": lambda client: client.chat.completions.stream(**CHAT_PARAMS).get_final_completion(),
    "closed stream": lambda client: client.responses.stream(**RESPONSES_PARAMS).close(),
    "stream that is left": lambda client: leave_stream(client.chat.completions.stream(**CHAT_PARAMS)),
}


def warns_about_unknown_cost() -> pytest.WarningsRecorder:
    """Return a context manager that fails unless its block warns."""
    return pytest.warns(SpendUnknownWarning, match="the cost of a response is unknown")


def leave_stream(stream: Json) -> None:
    """Read the first event of a stream in a `with` statement."""
    with stream:
        next(stream)


@pytest.mark.parametrize("call", UNKNOWN_COSTS.values(), ids=UNKNOWN_COSTS.keys())
def test_unknown_cost_warns_once_per_client_with_a_limit(
    limited: AIMLAPI, aimlkit_mock: MockServer, call: Callable[[AIMLAPI], object]
) -> None:
    aimlkit_mock.enqueue(*[WITHOUT_COST] * 3)
    with warns_about_unknown_cost() as warned:
        call(limited)
    assert [Path(warning.filename).name for warning in warned] == ["test_spend.py"]
    call(limited)
    call(limited.with_options(timeout=30))
    assert limited.spend == 0
    aimlkit_mock.enqueue(WITHOUT_COST)
    other = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_spend_usd=5)
    with warns_about_unknown_cost(), other:
        call(other)


@pytest.mark.parametrize("call", UNKNOWN_COSTS.values(), ids=UNKNOWN_COSTS.keys())
def test_unknown_cost_refuses_the_next_request_with_spend_unknown_error(
    limited: AIMLAPI, aimlkit_mock: MockServer, call: Callable[[AIMLAPI], object]
) -> None:
    strict = limited.with_options(spend_unknown="error")
    assert strict.chat.completions.create(**CHAT_PARAMS).cost_usd == strict.spend > 0
    aimlkit_mock.enqueue(WITHOUT_COST)
    with warns_about_unknown_cost():
        call(strict)
    sent = len(aimlkit_mock.requests)
    with pytest.raises(
        SpendUnknownError, match=r"unknown cost of a response .*: no request was sent"
    ) as raised:
        call(strict)
    assert (raised.value.spent, raised.value.limit) == (strict.spend, 5)
    assert isinstance(raised.value, aimlkit.SpendLimitError)
    assert len(aimlkit_mock.requests) == sent
    for lenient in (strict.with_options(spend_unknown="warn"), strict.with_options(max_spend_usd=None)):
        assert lenient.chat.completions.create(**CHAT_PARAMS).cost_usd


@pytest.mark.parametrize("call", UNKNOWN_COSTS.values(), ids=UNKNOWN_COSTS.keys())
def test_unknown_cost_has_no_effect_without_a_limit(
    client: AIMLAPI, aimlkit_mock: MockServer, call: Callable[[AIMLAPI], object]
) -> None:
    strict = client.with_options(spend_unknown="error")
    aimlkit_mock.enqueue(WITHOUT_COST, WITHOUT_COST)
    call(strict)
    call(strict)
    strict.max_spend_usd = 5
    with pytest.raises(SpendUnknownError):
        call(strict)
    strict.spend_unknown = "warn"
    with warns_about_unknown_cost():
        strict.chat.completions.create(**CHAT_PARAMS)


def test_dropped_stream_has_an_unknown_cost(limited: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*[MockResponse(text="Hello", stall_after_events=2)] * 2)
    next(limited.chat.completions.create(**CHAT_PARAMS, stream=True))
    gc.collect()
    with warns_about_unknown_cost(), pytest.warns(ResourceWarning, match="dropped"):
        limited.chat.completions.create(**CHAT_PARAMS)
    strict = limited.with_options(spend_unknown="error")
    with pytest.raises(SpendUnknownError):
        strict.chat.completions.create(**CHAT_PARAMS)


def test_open_stream_has_no_unknown_cost_yet(limited: AIMLAPI, aimlkit_mock: MockServer) -> None:
    require_cost(CHAT_OPERATION)
    strict = limited.with_options(spend_unknown="error")
    with strict.chat.completions.stream(**CHAT_PARAMS) as stream:
        next(stream)
        assert strict.chat.completions.create(**CHAT_PARAMS).cost_usd
        assert stream.cost_usd is None
        stream.until_done()
        assert stream.cost_usd
    assert strict.chat.completions.create(**CHAT_PARAMS).cost_usd


def test_unknown_cost_with_the_async_client(aimlkit_mock: MockServer) -> None:
    require_cost(RESPONSES_OPERATION)

    async def create() -> None:
        options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
        async with AsyncAIMLAPI(**options, max_spend_usd=5, spend_unknown="error") as client:
            await client.responses.create(**RESPONSES_PARAMS)
            with warns_about_unknown_cost() as warned:
                async with client.chat.completions.stream(**CHAT_PARAMS) as stream:
                    await anext(stream)
            assert [Path(warning.filename).name for warning in warned] == ["test_spend.py"]
            with pytest.raises(SpendUnknownError):
                await client.responses.create(**RESPONSES_PARAMS)

    asyncio.run(create())


def test_cut_stream_has_an_unknown_cost(limited: AIMLAPI, aimlkit_mock: MockServer) -> None:
    strict = limited.with_options(spend_unknown="error")
    aimlkit_mock.enqueue(MockResponse(text="Hello", disconnect_after_events=2))
    with pytest.raises(aimlkit.StreamCutError):
        strict.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()
    with pytest.raises(SpendUnknownError):
        strict.chat.completions.create(**CHAT_PARAMS)


@pytest.mark.parametrize("stream", [False, True])
def test_failed_response_costs_nothing(limited: AIMLAPI, aimlkit_mock: MockServer, *, stream: bool) -> None:
    """The provider charges nothing for a request that failed."""
    require_cost(RESPONSES_OPERATION)
    strict = limited.with_options(spend_unknown="error")
    aimlkit_mock.enqueue(MockResponse(failure="No."), MockResponse(status=400))
    result: Json = strict.responses.create(**RESPONSES_PARAMS, stream=stream)
    if stream:
        assert [event.type for event in result][-1] == "response.failed"
    with pytest.raises(aimlkit.BadRequestError):
        strict.responses.create(**RESPONSES_PARAMS, stream=stream)
    assert strict.responses.create(**RESPONSES_PARAMS).cost_usd == strict.spend


def test_stream_that_ends_with_an_error_costs_nothing() -> None:
    body = encode_events(chat_chunk("a"), {"error": {"message": "No."}})
    strict = client_of_bytes(body, EVENT_STREAM, max_spend_usd=5, spend_unknown="error")
    for _ in range(2):
        with pytest.raises(aimlkit.APIStreamError, match="No"):
            strict.chat.completions.create(**CHAT_PARAMS, stream=True).until_done()


def client_of_bytes(
    content: bytes, content_type: str, headers: dict[str, str] | None = None, **options: Json
) -> AIMLAPI:
    """Return a client whose requests all get this body."""

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=content, headers={"content-type": content_type, **(headers or {})})

    return AIMLAPI(api_key="a", http_client=httpx.Client(transport=httpx.MockTransport(respond)), **options)


def test_unusable_response_has_the_cost_in_its_headers() -> None:
    strict = client_of_bytes(
        b"<html>", "text/html", {"x-aimlapi-usd-spent": "0.25"}, max_spend_usd=5, spend_unknown="error"
    )
    for _ in range(2):
        with pytest.raises(aimlkit.APIResponseValidationError):
            strict.chat.completions.create(**CHAT_PARAMS)
    assert strict.spend == 0.5


@pytest.mark.parametrize(
    ("body", "error_class"), [(b"<html>", SpendUnknownError), (b'{"error": "No."}', aimlkit.APIError)]
)
def test_unusable_response_without_a_cost_is_unknown_unless_it_is_an_error(
    body: bytes, error_class: type[Exception]
) -> None:
    strict = client_of_bytes(body, "text/html", max_spend_usd=5, spend_unknown="error")
    with pytest.raises(aimlkit.APIResponseValidationError):
        strict.chat.completions.create(**CHAT_PARAMS)
    with pytest.raises(error_class):
        strict.chat.completions.create(**CHAT_PARAMS)


@pytest.mark.parametrize("body", [b"<html>", b"data: {\n\n", b"[]"])
@pytest.mark.parametrize("content_type", ["application/json", EVENT_STREAM])
@pytest.mark.parametrize("stream", [False, True])
def test_unusable_response_without_a_cost_warns_with_its_request(
    body: bytes, content_type: str, *, stream: bool
) -> None:
    client = client_of_bytes(body, content_type, max_spend_usd=5)
    with warns_about_unknown_cost(), pytest.raises(aimlkit.APIError):
        result: Json = client.chat.completions.create(**CHAT_PARAMS, stream=stream)
        result.until_done()


def test_warning_as_an_error_has_the_response(limited: AIMLAPI, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(WITHOUT_COST)
    with warnings.catch_warnings():
        warnings.simplefilter("error", SpendUnknownWarning)
        with pytest.raises(SpendUnknownWarning) as raised:
            limited.chat.completions.create(**CHAT_PARAMS)
        assert raised.value.response is not None
        assert isinstance(raised.value.response, aimlkit.ChatCompletion)
        assert raised.value.response.text == "Hello"
        assert limited.chat.completions.create(**CHAT_PARAMS).cost_usd == limited.spend


@pytest.mark.parametrize("is_async", [False, True])
def test_warning_as_an_error_has_the_response_of_a_stream(
    aimlkit_mock: MockServer, *, is_async: bool
) -> None:
    options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url, "max_spend_usd": 5}

    async def stream_async() -> None:
        async with AsyncAIMLAPI(**options) as client, client.responses.stream(**RESPONSES_PARAMS) as stream:
            await stream.get_final_response()

    aimlkit_mock.enqueue(WITHOUT_COST)
    with warnings.catch_warnings():
        warnings.simplefilter("error", SpendUnknownWarning)
        with pytest.raises(SpendUnknownWarning) as raised:
            if is_async:
                asyncio.run(stream_async())
            else:
                with AIMLAPI(**options) as client, client.responses.stream(**RESPONSES_PARAMS) as stream:
                    stream.get_final_response()
    assert isinstance(raised.value.response, aimlkit.Response)
    assert raised.value.response.output_text == "Hello"


@pytest.mark.parametrize("content", [b"<html>", b"data: {\n\n", encode_events(chat_chunk("a"))])
@pytest.mark.parametrize("stream", [False, True])
def test_warning_as_an_error_does_not_replace_another_error(content: bytes, *, stream: bool) -> None:
    client = client_of_bytes(content, EVENT_STREAM, max_spend_usd=5)
    with warnings.catch_warnings():
        warnings.simplefilter("error", SpendUnknownWarning)
        with pytest.raises(aimlkit.APIError) as raised:
            result: Json = client.chat.completions.create(**CHAT_PARAMS, stream=stream)
            result.until_done()
    assert [note.partition(":")[0] for note in raised.value.__notes__] == ["SpendUnknownWarning"]


@pytest.mark.parametrize("is_async", [False, True])
def test_warning_as_an_error_does_not_replace_an_error_in_the_block(
    aimlkit_mock: MockServer, *, is_async: bool
) -> None:
    options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url, "max_spend_usd": 5}

    async def stream_async() -> None:
        async with AsyncAIMLAPI(**options) as client, client.responses.stream(**RESPONSES_PARAMS):
            raise KeyError

    with warnings.catch_warnings():
        warnings.simplefilter("error", SpendUnknownWarning)
        with pytest.raises(KeyError):
            if is_async:
                asyncio.run(stream_async())
            else:
                with AIMLAPI(**options) as client, client.responses.stream(**RESPONSES_PARAMS):
                    raise KeyError


@pytest.mark.parametrize("value", ["ignore", "", None, True, "Warn"])
def test_spend_unknown_is_warn_or_error(value: Json) -> None:
    with pytest.raises(ValueError, match="spend_unknown must be 'warn' or 'error'; it is"):
        AIMLAPI(api_key="a", spend_unknown=value)
    client = AIMLAPI(api_key="a")
    assert client.spend_unknown == "warn"
    with pytest.raises(ValueError, match="spend_unknown must be"):
        client.spend_unknown = value
    assert client.with_options(spend_unknown="error").with_options(timeout=1).spend_unknown == "error"
