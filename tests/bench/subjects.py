"""The same work done by bare httpx or httpx2 and json, by aimlkit over either, and by openai, with its CPU time.

`python -m tests.bench.subjects NAME URL` reads lines such as `chat 100`. For each, it prints the CPU time in
seconds per call, or per event of a stream, and the number of these.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any, Protocol

from tests.models import CHAT_MODEL, RESPONSES_MODEL

KEY = "key"
CHAT: dict[str, Any] = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hello"}]}
RESPONSE: dict[str, Any] = {"model": RESPONSES_MODEL, "input": "Hello"}
AT_ONCE = 64
CONCURRENT = (16, 100, 500)


class Subject(Protocol):
    """The tasks that are measured. Each returns its number of calls or events."""

    def chat(self) -> int:
        """Create a chat completion and read its text."""

    def response(self) -> int:
        """Create a response and read its text."""

    def chat_events(self) -> int:
        """Stream a chat completion and read the text of each event."""

    def response_events(self) -> int:
        """Stream a response and read the text of each event."""

    async def achat_events(self) -> int:
        """Stream a chat completion on an event loop."""

    async def achat(self) -> int:
        """Create a chat completion on an event loop and read its text."""


class Httpx:
    """Bare httpx or httpx2, and json."""

    def __init__(self, url: str, family: str) -> None:
        httpx: Any = import_module(family)  # Each process has only what it measures.
        headers = {"Authorization": f"Bearer {KEY}"}
        self.client = httpx.Client(base_url=url, headers=headers, timeout=600)
        limits = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
        self.aclient = httpx.AsyncClient(base_url=url, headers=headers, timeout=600, limits=limits)

    def chat(self) -> int:
        response = json.loads(self.client.post("/v1/chat/completions", json=CHAT).content)
        assert response["choices"][0]["message"]["content"]
        return 1

    def response(self) -> int:
        response = json.loads(self.client.post("/v1/responses", json=RESPONSE).content)
        assert response["output_text"]
        return 1

    def chat_events(self) -> int:
        count = 0
        body = {**CHAT, "stream": True}
        with self.client.stream("POST", "/v1/chat/completions", json=body) as response:
            for line in response.iter_lines():
                if line.startswith("data: ") and line != "data: [DONE]":
                    event = json.loads(line[6:])
                    count += event["choices"][0]["delta"].get("content") is not None
        return count

    def response_events(self) -> int:
        count = 0
        body = {**RESPONSE, "stream": True}
        with self.client.stream("POST", "/v1/responses", json=body) as response:
            for line in response.iter_lines():
                if line.startswith("data: ") and line != "data: [DONE]":
                    event = json.loads(line[6:])
                    count += event["type"] == "response.output_text.delta" and event["delta"] != ""
        return count

    async def achat_events(self) -> int:
        count = 0
        body = {**CHAT, "stream": True}
        async with self.aclient.stream("POST", "/v1/chat/completions", json=body) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: ") and line != "data: [DONE]":
                    event = json.loads(line[6:])
                    count += event["choices"][0]["delta"].get("content") is not None
        return count

    async def achat(self) -> int:
        response = json.loads((await self.aclient.post("/v1/chat/completions", json=CHAT)).content)
        assert response["choices"][0]["message"]["content"]
        return 1


class Packaged:
    """aimlkit and openai, which have the same interface."""

    def __init__(self, client: Any, aclient: Any) -> None:
        self.client = client
        self.aclient = aclient

    def chat(self) -> int:
        assert self.client.chat.completions.create(**CHAT).choices[0].message.content
        return 1

    def response(self) -> int:
        assert self.client.responses.create(**RESPONSE).output_text
        return 1

    def chat_events(self) -> int:
        count = 0
        for chunk in self.client.chat.completions.create(**CHAT, stream=True):
            count += chunk.choices[0].delta.content is not None
        return count

    def response_events(self) -> int:
        count = 0
        for event in self.client.responses.create(**RESPONSE, stream=True):
            count += event.type == "response.output_text.delta" and event.delta != ""
        return count

    async def achat_events(self) -> int:
        count = 0
        async for chunk in await self.aclient.chat.completions.create(**CHAT, stream=True):
            count += chunk.choices[0].delta.content is not None
        return count

    async def achat(self) -> int:
        assert (await self.aclient.chat.completions.create(**CHAT)).choices[0].message.content
        return 1


def subject(name: str, url: str) -> Subject:
    """Return the subject called `name`."""
    options: dict[str, Any] = {"api_key": KEY, "base_url": f"{url}/v1", "timeout": 600}
    match name:
        case "aimlkit":
            import aimlkit  # noqa: PLC0415

            return Packaged(aimlkit.AIMLAPI(**options), aimlkit.AsyncAIMLAPI(**options))
        case "aimlkit (2)":
            import aimlkit  # noqa: PLC0415

            return Packaged(
                aimlkit.AIMLAPI(**options, http_client=aimlkit.DefaultHttpx2Client()),
                aimlkit.AsyncAIMLAPI(**options, http_client=aimlkit.DefaultAsyncHttpx2Client()),
            )
        case "openai":
            import openai  # noqa: PLC0415

            return Packaged(openai.OpenAI(**options), openai.AsyncOpenAI(**options))
        case _:
            return Httpx(url, name)


def seconds(work: Callable[[], int], times: int) -> tuple[float, int]:
    """Return the CPU time per call or event, and the number of these."""
    gc.collect()
    began = time.process_time()
    done = sum(work() for _ in range(times))
    return (time.process_time() - began) / done, done


def streams(
    work: Callable[[], Awaitable[int]], runner: asyncio.Runner, *, at_once: bool
) -> Callable[[], int]:
    """Return a task of many streams on one event loop, at the same time or one after the other."""

    async def all_of_them() -> int:
        if at_once:
            return sum(await asyncio.gather(*(work() for _ in range(AT_ONCE))))
        return sum([await work() for _ in range(AT_ONCE)])

    return lambda: runner.run(all_of_them())


def concurrent(work: Callable[[], Awaitable[int]], runner: asyncio.Runner, number: int) -> Callable[[], int]:
    """Return a task that makes calls on one event loop, `number` of them concurrently."""

    async def two_in_turn() -> int:
        return await work() + await work()

    async def all_of_them() -> int:
        return sum(await asyncio.gather(*(two_in_turn() for _ in range(number))))

    return lambda: runner.run(all_of_them())


def main(name: str, url: str) -> None:
    """Run and measure the tasks on standard input."""
    it = subject(name, url)
    with asyncio.Runner() as runner:
        tasks = {
            "chat": it.chat,
            "response": it.response,
            "chat_events": it.chat_events,
            "response_events": it.response_events,
            "alone": streams(it.achat_events, runner, at_once=False),
            "at_once": streams(it.achat_events, runner, at_once=True),
            **{f"calls_{number}": concurrent(it.achat, runner, number) for number in CONCURRENT},
        }
        for line in sys.stdin:
            task, times = line.split()
            print(*seconds(tasks[task], int(times)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
