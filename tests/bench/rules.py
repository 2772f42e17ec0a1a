"""Compare the CPU time of a request to the mock without rules, and with rules that do not match.

Both apps handle the same requests in this process, without a socket, in turns, so that other load on the machine affects
both. A server adds the same time to both.
"""

from __future__ import annotations

import asyncio
import json
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from aimlkit.mock import create_app
from aimlkit.mock.app import mock_state
from aimlkit.mock.rule_json import parse_rules
from tests.bench.requests import chat_request

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import Message

RULES, ROUNDS, REQUESTS = 100, 15, 200
GOAL = 1.75  # times the CPU time of a request without rules


def main() -> int:
    """Measure both apps, and print a line; a missed goal is reported, but is not a failure."""
    apps = [create_app(), with_rules(create_app())]
    for app in apps:
        cpu_time(app)  # a warm-up
    rounds = [[cpu_time(app) for app in apps] for _ in range(ROUNDS)]
    print(line(*(median(measured) for measured in zip(*rounds, strict=True))))
    return 0


def line(plain: float, with_rules: float) -> str:
    """Return the line for both times, in seconds per request."""
    ratio = with_rules / plain
    verdict = "met" if ratio <= GOAL else "MISSED"
    times = f"{plain * 1e6:.0f} µs without rules, {with_rules * 1e6:.0f} µs with {RULES}"
    return f"a chat request to the mock: {times}, ratio {ratio:.2f} (goal ≤ {GOAL:.2f}: {verdict})"


def with_rules(app: Starlette) -> Starlette:
    """Add the rules to an app."""
    state = mock_state(app)
    state.rules.add(*parse_rules(rules_that_do_not_match(), state.contract))
    return app


def rules_that_do_not_match() -> list[dict[str, Any]]:
    """Return rules, as JSON, that do not match the request, with the conditions that are used most."""
    conditions: list[Any] = [
        {"contains": "Oslo"},
        {"regex": "^Oslo"},
        {"system": "brief"},
        {"tools": ["get_weather"]},
        {"stream": True},
    ]
    return [{"match": conditions[n % len(conditions)], "reply": {"text": "a"}} for n in range(RULES)]


def cpu_time(app: Starlette) -> float:
    """Return the CPU time of a request, in seconds."""
    return asyncio.run(_cpu_time(app))


async def _cpu_time(app: Starlette) -> float:
    started = time.process_time()
    for _ in range(REQUESTS):
        status, body = await respond(app)
        if status != 200 or "mock" not in json.loads(body)["choices"][0]["message"]["content"]:
            raise RuntimeError(f"the mock responds with {status}: {body!r}")
    return (time.process_time() - started) / REQUESTS


async def respond(app: Starlette) -> tuple[int, bytes]:
    """Send the request to an app; return the status and the body of its response."""
    request = chat_request()
    sent: list[Message] = []
    headers = [(name.lower().encode(), value.encode()) for name, value in request.headers.items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "path": request.path,
        "raw_path": request.path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": request.body.encode(), "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])
