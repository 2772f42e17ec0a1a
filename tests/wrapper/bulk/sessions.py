"""Sessions and requests for the tests of bulk runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from aimlkit import AsyncAIMLAPI
from aimlkit._session import AsyncSession
from aimlkit.bulk._engine import Engine
from aimlkit.bulk._options import BulkOptions
from aimlkit.bulk._requests import BulkRequest
from aimlkit.bulk._results import BulkResult
from aimlkit_api.headers import COST_USD
from tests.models import CHAT_MODEL

Json = Any
Handler = Callable[[httpx.Request], httpx.Response]


def chat_body(prompt: str) -> Json:
    """Return the body of a chat request."""
    return {"model": CHAT_MODEL, "messages": [{"role": "user", "content": prompt}]}


def write_requests(file: Path, count: int) -> None:
    """Write chat requests with the ids `r0`, `r1`, … and the prompts `Number 0.`, `Number 1.`, …"""
    lines = (json.dumps({"custom_id": f"r{n}", "body": chat_body(f"Number {n}.")}) for n in range(count))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_lines(file: Path) -> list[Json]:
    """Return the JSON of each line of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def completion(text: str = "Yes.", headers: Mapping[str, str] | None = None) -> httpx.Response:
    """Return a chat completion that costs one dollar and has 100 tokens."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 60, "completion_tokens": 40, "total_tokens": 100}
    body = {"id": "c", "object": "chat.completion", "choices": [choice], "usage": usage}
    return httpx.Response(200, json=body, headers={COST_USD: "1", **(headers or {})})


def session_for(handler: Handler) -> AsyncSession:
    """Return a session whose requests `handler` answers."""
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return AsyncAIMLAPI(api_key="secret-key", base_url="http://test/v1", http_client=http_client)._session


def requests(count: int) -> Sequence[BulkRequest]:
    """Return requests with the ids `r0`, `r1`, …"""
    return [
        BulkRequest.from_json({"custom_id": f"r{n}", "body": chat_body(f"Number {n}.")}) for n in range(count)
    ]


class FakeTime:
    """A clock that only sleeping advances."""

    def __init__(self) -> None:
        self.now = 0.0
        self.sleeps: list[float] = []

    def clock(self) -> float:
        """Return the time in seconds."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Advance the time."""
        self.sleeps.append(seconds)
        self.now += seconds


def engine_for(handler: Handler, time: FakeTime | None = None, **options: Any) -> Engine:
    """Return an engine whose requests `handler` answers; its backoff is always the longest possible."""
    time = time or FakeTime()
    return Engine(
        session_for(handler),
        BulkOptions(**options),
        "run",
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 1.0,
    )


async def collect(engine: Engine, count: int) -> list[BulkResult[Any]]:
    """Return the results of so many requests."""
    return [result async for result in engine.results(requests(count))]
