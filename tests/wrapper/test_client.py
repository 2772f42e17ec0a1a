"""The clients: retries, connections, threads, tasks, forks and imports."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
from typing import Any

import httpx
import pytest

from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, COMPLETION

Json = Any
KEY = "sk-secret-0123456789"


# --- retries ---


def test_client_retries_errors(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    headers = {"Retry-After-Ms": "1"}
    aimlkit_mock.enqueue(MockResponse(status=429, headers=headers))
    aimlkit_mock.enqueue(MockResponse(status=503, headers=headers))
    aimlkit_mock.enqueue(MockResponse(text="At last."))
    completion = any_client.create_chat_completion()
    assert (completion.text, completion.retries) == ("At last.", 2)


def test_client_retries_errors_of_a_stream(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=429, headers={"Retry-After-Ms": "1"}))
    assert any_client.create_response(stream=True)[-1].type == "response.completed"
    assert len(aimlkit_mock.requests) == 2


def test_client_retries_a_timeout(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    any_client.options["timeout"] = 0.3
    aimlkit_mock.enqueue(MockResponse(delay=60))
    aimlkit_mock.enqueue(MockResponse(text="At last."))
    completion = any_client.create_chat_completion()
    assert (completion.text, completion.retries) == ("At last.", 1)


# --- connections ---


def test_client_copies_share_connections(client: AIMLAPI) -> None:
    copy = client.with_options(max_retries=0)
    assert copy.transport.http_client is client.transport.http_client
    client.close()
    assert copy.is_closed()


def test_client_uses_http_client_and_closes_it(aimlkit_mock: MockServer) -> None:
    with httpx.Client(headers={"X-A": "b"}) as http_client:
        client = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, http_client=http_client)
        client.chat.completions.create(**CHAT_PARAMS)
        assert aimlkit_mock.requests[0].headers["x-a"] == "b"
        client.close()
        assert http_client.is_closed


def test_client_works_with_any_transport() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=COMPLETION))
    client = AIMLAPI(api_key=KEY, http_client=httpx.Client(transport=transport))
    assert client.chat.completions.create(**CHAT_PARAMS).text == "Hello"


def test_connections_of_a_collected_client_are_closed_by_the_next_request(aimlkit_mock: MockServer) -> None:
    """Python warns of sockets that are collected before they are closed, and warnings are errors here."""

    def new_client() -> Json:
        return AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)

    client = new_client()
    assert client.chat.completions.create(**CHAT_PARAMS)
    [connection] = client.transport.http_client._transport._pool.connections
    del client
    assert not connection.is_closed()
    with new_client() as another_client:
        another_client.chat.completions.create(**CHAT_PARAMS)
    assert connection.is_closed()


def test_stream_keeps_its_client_alive(aimlkit_mock: MockServer) -> None:
    def open_stream() -> Json:
        client = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)
        return client.chat.completions.create(**CHAT_PARAMS, stream=True)

    stream = open_stream()
    gc.collect()
    assert "".join(stream.text_stream)


def test_client_is_shared_by_tasks(aimlkit_mock: MockServer) -> None:
    async def create_all() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            responses = await asyncio.gather(
                *(client.responses.create(model=RESPONSES_MODEL, input=f"Number {n}?") for n in range(32))
            )
        assert all(f"Number {n}?" in response.output_text for n, response in enumerate(responses))

    asyncio.run(create_all())


# --- processes ---


@needs(RESPONSES_OPERATION)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_client_works_after_a_fork(aimlkit_mock: MockServer) -> None:
    require_cost(RESPONSES_OPERATION)
    program = f"""
import os
from aimlkit import AIMLAPI
client = AIMLAPI(api_key={aimlkit_mock.key!r}, base_url={aimlkit_mock.base_url!r}, max_retries=0)

def echo(number):
    return client.responses.create(model={RESPONSES_MODEL!r}, input=f"Number {{number}}?").output_text

echo(0)
spent = client.spend
children = []
for number in range(1, 4):
    child = os.fork()
    if not child:
        for _ in range(20):
            assert f"Number {{number}}?" in echo(number)
        assert client.spend > spent
        os._exit(0)
    children.append(child)
for _ in range(20):
    assert "Number 0?" in echo(0)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
client.close()
print("done")
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("done\n", "")


@needs(CHAT_OPERATION)
def test_import_loads_modules_on_first_use() -> None:
    program = """
import sys
assert not {"httpx", "attrs", "aimlkit_api"} & set(sys.modules)
from aimlkit import AIMLAPI
AIMLAPI(api_key="a").chat.completions
deferred = {
    "aimlkit._tool_loop",
    "aimlkit._tool_stream",
    "aimlkit.resources._conversations",
    "aimlkit.resources.responses",
    "aimlkit.streaming",
    "aimlkit.structured",
    "aimlkit.tools",
    "aimlkit_api.models.response_stream_event",
    "aimlkit_api.params",
    "pydantic",
}
print(sorted(deferred & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@needs(CHAT_OPERATION)
def test_call_loads_no_pydantic() -> None:
    program = """
import sys, json, httpx
from aimlkit import AIMLAPI
respond = lambda request: httpx.Response(200, json={"choices": []})
client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=httpx.MockTransport(respond)))
client.chat.completions.create(model="any model", messages=[])
print("pydantic" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
