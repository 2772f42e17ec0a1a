"""The engine of bulk runs: concurrency, rates, pauses, retries, spending limit and structured output."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from aimlkit import AuthenticationError, OutOfCreditsError, SpendLimitError
from aimlkit.bulk._checks import schema_format
from aimlkit.bulk._requests import BulkRequest
from aimlkit_api.headers import CLIENT_REQUEST_ID, COST_USD, RETRY_AFTER
from tests.models import CHAT_OPERATION, needs
from tests.wrapper.bulk.sessions import (
    FakeTime,
    chat_body,
    collect,
    completion,
    engine_for,
    requests,
    session_for,
)

pytestmark = needs(CHAT_OPERATION)

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}


def test_engine_yields_one_result_for_each_request() -> None:
    results = asyncio.run(collect(engine_for(lambda request: completion()), 50))
    assert sorted(result.custom_id for result in results) == sorted(f"r{n}" for n in range(50))
    assert {(result.status_code, result.error, result.text, result.cost_usd) for result in results} == {
        (200, None, "Yes.", 1.0)
    }


def test_engine_has_no_more_requests_in_flight_than_the_maximum() -> None:
    in_flight, peak = 0, 0

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal in_flight, peak
        in_flight += 1
        peak = max(peak, in_flight)
        for _ in range(5):  # Lets the other tasks run.
            await asyncio.sleep(0)
        in_flight -= 1
        return completion()

    assert len(asyncio.run(collect(engine_for(handler, max_concurrency=40), 300))) == 300  # type: ignore[arg-type]  # httpx takes both
    assert peak == 40


def test_engine_reads_no_more_requests_than_can_be_sent_before_results_are_read() -> None:
    read = 0

    async def source() -> AsyncIterator[BulkRequest]:
        nonlocal read
        for request in requests(100):
            read += 1
            yield request

    async def run() -> None:
        results = engine_for(lambda request: completion(), max_concurrency=3).results(source())
        await anext(results)
        for _ in range(50):
            await asyncio.sleep(0)
        await results.aclose()

    asyncio.run(run())
    assert read <= 5


def test_engine_keeps_to_the_requests_per_minute() -> None:
    time, sent = FakeTime(), list[float]()

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(time.now)
        return completion()

    asyncio.run(collect(engine_for(handler, time, max_concurrency=1, requests_per_minute=30), 6))
    assert sent == [0, 2, 4, 6, 8, 10]


def test_engine_keeps_to_the_tokens_per_minute() -> None:
    time, sent = FakeTime(), list[float]()

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(time.now)
        return completion()  # Has 100 tokens.

    asyncio.run(collect(engine_for(handler, time, max_concurrency=1, tokens_per_minute=600), 5))
    assert sent == pytest.approx([0, 10, 20, 30, 40])


def test_retry_after_pauses_all_requests() -> None:
    time, sent = FakeTime(), list[tuple[str, float]]()

    def handler(request: httpx.Request) -> httpx.Response:
        number = json.loads(request.content)["messages"][0]["content"]
        sent.append((number, time.now))
        if len(sent) == 1:
            return httpx.Response(429, headers={RETRY_AFTER: "30"})
        return completion()

    results = asyncio.run(collect(engine_for(handler, time, max_concurrency=1), 3))
    assert [result.error for result in results] == [None] * 3
    assert sent[0] == ("Number 0.", 0)
    assert all(at >= 30 for _, at in sent[1:])


@pytest.mark.parametrize("status", [429, 503])
def test_throttling_halves_the_concurrency(status: int) -> None:
    responses = [httpx.Response(status)]
    engine = engine_for(lambda request: responses.pop() if responses else completion(), max_concurrency=8)
    asyncio.run(collect(engine, 1))
    assert engine.limits.concurrency.limit == 4


def test_failed_attempts_are_retried_with_the_same_client_request_id() -> None:
    ids = Counter[str]()

    def handler(request: httpx.Request) -> httpx.Response:
        ids[request.headers[CLIENT_REQUEST_ID]] += 1
        if ids.total() % 2:
            raise httpx.ReadError("reset", request=request)
        return completion()

    engine = engine_for(handler, max_concurrency=1)
    results = asyncio.run(collect(engine, 3))
    assert [result.error for result in results] == [None] * 3
    assert engine.retries == 3
    assert ids == {result.client_request_id: 2 for result in results}


def test_client_request_ids_are_the_same_in_every_part_of_a_run() -> None:
    [first, second] = requests(2)
    assert first.client_request_id("run") == requests(1)[0].client_request_id("run")
    assert (
        len({first.client_request_id("run"), second.client_request_id("run"), first.client_request_id("b")})
        == 3
    )


def test_request_that_cannot_succeed_is_not_retried() -> None:
    engine = engine_for(lambda request: httpx.Response(400, json={"message": "no"}))
    [result] = asyncio.run(collect(engine, 1))
    assert (result.status_code, result.body, engine.retries) == (400, {"message": "no"}, 0)
    assert result.error
    assert result.error.code == "BadRequestError"
    assert result.cost_usd == 0


def test_engine_gives_up_after_the_maximum_number_of_retries() -> None:
    count = 0

    def handler(request: httpx.Request) -> httpx.Response:
        nonlocal count
        count += 1
        return httpx.Response(500)

    [result] = asyncio.run(collect(engine_for(handler, max_retries=2), 1))
    assert count == 3
    assert result.error
    assert result.error.code == "InternalServerError"


def test_spending_limit_stops_the_run_after_the_requests_in_flight() -> None:
    engine = engine_for(lambda request: completion(), max_concurrency=4, max_spend_usd=10)
    results = []

    async def run() -> None:
        async for result in engine.results(requests(100)):
            results.append(result)

    with pytest.raises(SpendLimitError):
        asyncio.run(run())
    assert 10 <= len(results) <= 14


@pytest.mark.parametrize(
    ("status", "message", "error_class"),
    [(401, "The key is invalid.", AuthenticationError), (403, "You have no credits.", OutOfCreditsError)],
)
def test_errors_of_the_account_stop_the_run(status: int, message: str, error_class: type[Exception]) -> None:
    count = 0

    def handler(request: httpx.Request) -> httpx.Response:
        nonlocal count
        count += 1
        return httpx.Response(status, json={"message": message})

    with pytest.raises(error_class):
        asyncio.run(collect(engine_for(handler, max_concurrency=2), 100))
    assert count <= 4


def test_stop_leaves_requests_that_wait_for_another_run() -> None:
    async def never(seconds: float) -> None:
        await asyncio.get_running_loop().create_future()

    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500)

    async def run() -> list[Any]:
        engine = engine_for(handler)
        engine._sleep = never
        asyncio.get_running_loop().call_later(0.05, engine.stop)
        return [result async for result in engine.results(requests(5))]

    assert asyncio.run(run()) == []


def test_exception_of_the_source_is_raised_after_the_requests_in_flight() -> None:
    async def source() -> AsyncIterator[BulkRequest]:
        yield requests(1)[0]
        raise OSError("the source failed")

    async def run() -> None:
        async for result in engine_for(lambda request: completion()).results(source()):
            results.append(result)

    results: list[Any] = []
    with pytest.raises(OSError, match="the source failed"):
        asyncio.run(run())
    assert len(results) == 1


def test_failed_response_is_a_failure_of_its_request() -> None:
    choice = {"index": 0, "message": {"role": "assistant", "content": None}, "finish_reason": "error"}
    body = {"object": "chat.completion", "choices": [choice], "error": {"message": "overloaded"}}
    [result] = asyncio.run(collect(engine_for(lambda request: httpx.Response(200, json=body)), 1))
    assert result.error
    assert (result.error.code, result.body) == ("ResponseFailedError", body)


def test_unknown_cost_is_reported_as_none() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        response = completion()
        del response.headers[COST_USD]
        return response

    [result] = asyncio.run(collect(engine_for(handler), 1))
    assert result.cost_usd is None


def test_structured_output_is_requested_and_parsed() -> None:
    sent: list[Any] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return completion('{"n": 5}')

    [result] = asyncio.run(collect(engine_for(handler, output_format=schema_format(SCHEMA)), 1))
    assert result.parsed == {"n": 5}
    assert sent[0]["response_format"]["json_schema"]["schema"] == SCHEMA


@pytest.mark.parametrize("invalid", ['{"n": "five"}', "no JSON"])
def test_invalid_output_is_retried_and_its_cost_is_counted(invalid: str) -> None:
    texts = ['{"n": 5}', invalid, invalid]
    engine = engine_for(
        lambda request: completion(texts.pop()), output_format=schema_format(SCHEMA), retry_invalid=2
    )
    [result] = asyncio.run(collect(engine, 1))
    assert (result.parsed, result.error, result.cost_usd) == ({"n": 5}, None, 3.0)


def test_output_that_stays_invalid_is_a_failure_with_its_response() -> None:
    engine = engine_for(
        lambda request: completion("no"), output_format=schema_format(SCHEMA), retry_invalid=1
    )
    [result] = asyncio.run(collect(engine, 1))
    assert result.error
    assert (result.error.code, result.text, result.cost_usd) == ("OutputValidationError", "no", 2.0)


def test_client_bulk_sends_the_requests_of_an_iterable() -> None:
    from aimlkit.bulk import AsyncBulk  # noqa: PLC0415

    async def run() -> list[Any]:
        bulk = AsyncBulk(session_for(lambda request: completion('{"n": 1}')))
        values = ({"custom_id": f"r{n}", **chat_body("Hi")} for n in range(10))
        return [result.parsed async for result in bulk(values, output_format=SCHEMA)]

    assert asyncio.run(run()) == [{"n": 1}] * 10


def test_client_bulk_checks_each_request_before_it_is_sent() -> None:
    from aimlkit.bulk import AsyncBulk  # noqa: PLC0415

    async def run() -> None:
        bulk = AsyncBulk(session_for(lambda request: completion()))
        async for _ in bulk([{"custom_id": "a", "body": {**chat_body("Hi"), "n": "many"}}]):
            pass

    with pytest.raises(ValueError, match="/n"):
        asyncio.run(run())


@pytest.mark.parametrize("is_async", [False, True])
def test_client_bulk_refuses_an_id_that_is_not_unique_before_it_is_sent(is_async: bool) -> None:
    from aimlkit.bulk import AsyncBulk  # noqa: PLC0415

    sent: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return completion()

    values = [{"custom_id": name, **chat_body("Hi")} for name in ("a", "b", "a", "c")]

    async def source() -> AsyncIterator[dict[str, Any]]:
        for value in values:
            yield value

    async def run() -> None:
        async for _ in AsyncBulk(session_for(handler))(source() if is_async else values):
            pass

    with pytest.raises(ValueError, match="custom_id 'a' is not unique"):
        asyncio.run(run())
    assert len(sent) == 2
