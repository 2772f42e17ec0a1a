"""The clients, against the mock: what people write, and what they get."""

from __future__ import annotations

import asyncio
import copy
import gc
import json
import logging
import os
import pickle
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, NOT_GIVEN, AsyncAIMLAPI, omit, types
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api import models, params
from tests.wrapper.conftest import ASK, COMPLETION, Both, Wire, answer, fail_with_headers

Json = Any
KEY = "sk-secret-0123456789"


# --- the options ---


def test_without_a_key() -> None:
    with pytest.raises(aimlkit.AIMLAPIError, match="pass api_key=, or set AIML_API_KEY or AIMLAPI_API_KEY"):
        AIMLAPI()
    with pytest.raises(aimlkit.AIMLAPIError, match="no API key"):
        AsyncAIMLAPI(api_key="  ")


@pytest.mark.parametrize("name", ["AIML_API_KEY", "AIMLAPI_API_KEY"])
def test_the_key_of_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, KEY)
    assert AIMLAPI().api_key == KEY
    assert AIMLAPI(api_key="other").api_key == "other"


@pytest.mark.parametrize("key", ["a\nb", "a\0", "schlüssel", "a\x7f"])
def test_a_key_that_is_none_is_not_shown(key: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError) as raised:
        AIMLAPI(api_key=key)
    assert key not in str(raised.value)


def test_a_key_read_from_a_file_ends_with_its_line() -> None:
    assert AIMLAPI(api_key=f" {KEY}\n").api_key == KEY


@pytest.mark.parametrize("name", ["AIML_API_BASE", "AIMLAPI_API_BASE"])
def test_the_base_url(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert str(AIMLAPI(api_key=KEY).base_url) == "https://api.aimlapi.com/v1"
    monkeypatch.setenv(name, "https://other.test/v2/")
    assert str(AIMLAPI(api_key=KEY).base_url) == "https://other.test/v2"
    assert str(AIMLAPI(api_key=KEY, base_url=httpx.URL("http://x")).base_url) in ("http://x", "http://x/")


@pytest.mark.parametrize("url", ["api.test/v1", "ftp://api.test", "https://", ""])
def test_a_base_url_that_is_none(url: str) -> None:
    with pytest.raises(aimlkit.AIMLAPIError, match="base_url is no address"):
        AIMLAPI(api_key=KEY, base_url=url)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"max_retries": -1}, ValueError),
        ({"max_retries": None}, TypeError),
        ({"max_retries": 1.5}, TypeError),
        ({"timeout": 0}, ValueError),
        ({"timeout": -1}, ValueError),
        ({"timeout": float("nan")}, ValueError),
        ({"timeout": float("inf")}, ValueError),
        ({"max_spend_usd": -1}, ValueError),
        ({"max_spend_usd": float("nan")}, ValueError),
        ({"max_spend_usd": "1"}, TypeError),
        ({"timeout": "5"}, ValueError),
        ({"api_key": 5}, TypeError),
        ({"http_client": httpx.AsyncClient()}, TypeError),
        ({"max_retires": 3}, TypeError),
        ({"default_headers": {"X": None}}, TypeError),
    ],
)
def test_options_that_are_none(options: Json, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"{next(iter(options))}|the header 'X'"):
        client: Json = AIMLAPI(**{"api_key": KEY, **options})
        client.chat.completions.create(**ASK)


def test_a_base_url_with_a_path_and_a_query(wire: Wire) -> None:
    wire.scripts.append([answer()])
    with AIMLAPI(api_key=KEY, base_url=wire.base_url + "/deep/?a=1", default_query={"b": 2}) as client:
        client.chat.completions.create(**ASK, extra_query={"c": "3"})
    assert wire.requests[0].startswith(b"POST /v1/deep/chat/completions?a=1&b=2&c=3 HTTP/1.1")


# --- calls ---


def test_chat(both: Both) -> None:
    completion = both.chat()
    assert type(completion).__name__ == "ChatCompletion"
    assert completion.text == completion.choices[0].message.content
    assert "mock" in completion.text
    assert completion.tool_calls == []
    assert completion.usage.total_tokens > 0
    assert completion.cost_usd == completion.meta.usage.usd_spent > 0
    assert (completion.retries, completion.choices[0].message.audio) == (0, None)


def test_responses(both: Both) -> None:
    response = both.respond()
    assert type(response).__name__ == "Response"
    assert "mock" in response.output_text
    assert response.cost_usd > 0
    assert response.to_dict()["output_text"] == response.output_text


def test_tool_calls(both: Both) -> None:
    parameters = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    tool = {"name": "get_weather", "parameters": parameters, "strict": True}
    asked = [{"role": "user", "content": "The weather?"}]
    completion = both.chat(messages=asked, tools=[{"type": "function", "function": tool}])
    assert completion.text is None
    assert completion.tool_calls[0].function.name == "get_weather"
    response = both.respond(input="The weather?", tools=[{"type": "function", **tool}])
    assert response.tool_calls[0].name == "get_weather"
    assert response.output_text == ""


@pytest.mark.parametrize(
    ("output", "text"),
    [
        (
            [{"type": "message", "content": [{"type": "output_text", "text": "a"}, {"type": "refusal"}]}] * 2,
            "aa",
        ),
        ([{"type": "message", "content": None}, {"type": "new"}, None, 5, {"content": {"a": 1}}], ""),
        (None, ""),
        ("odd", ""),
    ],
)
def test_output_text_is_put_together_where_it_is_absent(output: Json, text: str) -> None:
    assert aimlkit.Response.from_dict({"output": output}).output_text == text
    assert aimlkit.Response.from_dict({"output": output, "output_text": None}).output_text == text
    assert aimlkit.Response.from_dict({"output": output, "output_text": "sent"}).output_text == "sent"


def test_not_given_is_not_sent(both: Both, aimlkit_mock: MockServer) -> None:
    both.chat(seed=NOT_GIVEN, stop=omit, timeout=NOT_GIVEN, stream=NOT_GIVEN, extra_headers=None)
    assert aimlkit_mock.requests[0].body == ASK
    both.chat(stream=None)
    assert aimlkit_mock.requests[1].body == ASK


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("max_completion_token", "did you mean max_completion_tokens?"),
        ("mesages", "messages"),
        ("xyzzy", "extra_body="),
    ],
)
def test_a_parameter_that_the_contract_does_not_know(both: Both, name: str, hint: str) -> None:
    with pytest.raises(TypeError, match=f"takes no parameter '{name}'") as raised:
        both.chat(**{name: 1})
    assert hint in str(raised.value)


def test_what_is_no_parameter_of_other_calls(both: Both, aimlkit_mock: MockServer) -> None:
    """Nothing is sent, and so nothing paid."""
    with pytest.raises(TypeError, match=r"stream= is for create\(\)"):
        both.call(lambda client: client.chat.completions.run_tools, **{**ASK, "stream": True})
    with pytest.raises(TypeError, match=r"stream= is for create\(\)"):
        both.call(lambda client: client.responses.parse, model="o3-mini", input="Hi", stream=True)
    with pytest.raises(TypeError, match=r"create\(\) alone"):
        both.call(lambda client: client.chat.completions.with_raw_response.parse, **ASK)
    with pytest.raises(TypeError, match=r"create\(\) alone"):
        both.call(lambda client: client.with_raw_response.chat.conversation(model="o3-mini").send, said="Hi")
    with pytest.raises(TypeError, match=r"create\(\) alone"):
        both.call(
            lambda client: client.with_raw_response.responses.conversation(model="o3-mini").send, said="Hi"
        )
    with pytest.raises(TypeError, match="the class Both cannot be sent"):
        both.chat(response_format=Both)
    assert aimlkit_mock.requests == []


def test_the_hint_for_an_option() -> None:
    with pytest.raises(TypeError, match="a client has no option 'max_retires'; did you mean max_retries"):
        AIMLAPI(api_key=KEY, max_retires=3)  # type: ignore[call-arg]


def test_what_is_set_later_counts(client: Json, aimlkit_mock: MockServer) -> None:
    client.api_key = "another-key"
    assert "another" not in repr(vars(client))
    with pytest.raises(aimlkit.AuthenticationError):
        client.chat.completions.create(**ASK)
    client.base_url = "http://127.0.0.1:9"
    with pytest.raises(aimlkit.APIConnectionError):
        client.with_options(max_retries=0).chat.completions.create(**ASK)


def test_options_that_are_not_given_stay(client: Json) -> None:
    first = client.with_options(timeout=3, max_retries=5, max_spend_usd=1)
    not_given = {"timeout": aimlkit.NOT_GIVEN, "max_spend_usd": aimlkit.NOT_GIVEN}
    other = first.with_options(**not_given, base_url=None, api_key=None)
    assert (other.timeout, other.max_retries, other.max_spend_usd) == (3, 5, 1)
    assert (other.base_url, other.api_key) == (client.base_url, client.api_key)


def test_a_parameter_that_is_missing(both: Both) -> None:
    with pytest.raises(TypeError, match="/chat/completions needs messages and model"):
        both.call(lambda client: client.chat.completions.create)
    with pytest.raises(TypeError, match="/responses needs input"):
        both.respond(input=aimlkit.NOT_GIVEN)
    assert both.call(lambda client: client.chat.completions.create, model="o3-mini", extra_body=ASK)


def test_an_option_of_the_client_is_none_of_a_call(both: Both) -> None:
    with pytest.raises(TypeError, match=r"client\.with_options\(max_retries=\.\.\.\)"):
        both.chat(max_retries=1)


@pytest.mark.parametrize(
    ("tool", "maker"), [(print, r"\.function_tool\("), (Both, "pydantic_function_tool")], ids=str
)
def test_a_function_that_is_no_tool_yet(both: Both, tool: Json, maker: str) -> None:
    with pytest.raises(TypeError, match=maker):
        both.chat(tools=[tool])


def test_an_address_without_its_path(both: Both, aimlkit_mock: MockServer) -> None:
    both.options["base_url"] = aimlkit_mock.url
    with pytest.raises(aimlkit.NotFoundError, match=r"\(a base_url ends with /v1\)"):
        both.chat()


def test_a_client_that_nobody_closes(aimlkit_mock: MockServer) -> None:
    """It closes itself when it is forgotten: Python warns of sockets that nobody closes."""
    client: Json = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)
    assert client.chat.completions.create(**ASK)
    [connection] = client._http()._transport._pool.connections
    del client
    gc.collect()
    assert connection.is_closed()


def test_extras(both: Both, aimlkit_mock: MockServer) -> None:
    both.chat(extra_body={"top_k": 3, "seed": 4}, seed=2, extra_headers={"X-A": "b", "User-Agent": omit})
    [received] = aimlkit_mock.requests
    assert received.body == {**ASK, "seed": 4, "top_k": 3}
    assert received.headers["x-a"] == "b"
    assert "aimlkit" not in received.headers.get("user-agent", "")


def test_headers(client: Json, aimlkit_mock: MockServer) -> None:
    client.with_options(default_headers={"X-A": "1", "x-b": "2"}).chat.completions.create(
        **ASK, extra_headers={"x-a": "3"}
    )
    headers = aimlkit_mock.requests[0].headers
    assert (headers["x-a"], headers["x-b"]) == ("3", "2")
    assert headers["user-agent"] == f"aimlkit/{aimlkit.__version__}"
    assert headers["content-type"] == "application/json"


def test_what_answers_hold_can_be_sent_back(both: Both) -> None:
    first = both.chat()
    again = both.chat(
        messages=[*ASK["messages"], first.choices[0].message, {"role": "user", "content": "And?"}]
    )
    assert again.text
    response = both.respond(input="Hi")
    assert both.respond(input=[{"role": "user", "content": "Hi"}, *response.output]).output_text


def test_text_that_is_no_utf8_is_sent_as_json_says_it(both: Both, wire: Wire) -> None:
    both.options |= {"base_url": wire.base_url}
    wire.scripts.append([answer()])
    both.chat(messages=[{"role": "user", "content": "\ud800é"}])
    assert rb"\ud800\u00e9" in wire.requests[0]


@pytest.mark.parametrize(
    ("value", "error"), [(object(), TypeError), (float("nan"), ValueError), (b"a", TypeError)]
)
def test_what_json_cannot_say(both: Both, value: Json, error: type[Exception]) -> None:
    with pytest.raises(error):
        both.chat(seed=value)


def test_raw(client: Json, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Request-Id": "r1", "X-A": "b"}))
    raw = client.chat.completions.with_raw_response.create(**ASK)
    assert (raw.status_code, raw.headers["x-a"], raw.request_id, raw.retries_taken) == (200, "b", "r1", 0)
    assert raw.parse().text == raw.json()["choices"][0]["message"]["content"]
    assert raw.parse().request_id == "r1"
    assert raw.http_response.request.headers["authorization"] == "***"
    stream = client.responses.with_raw_response.create(model="o3-mini", input="Hi", stream=True)
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert [event.type for event in stream.parse()][-1] == "response.completed"


def test_raw_async(aimlkit_mock: MockServer) -> None:
    async def ask() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            raw = await client.responses.with_raw_response.create(model="o3-mini", input="Hi")
            assert raw.parse().output_text
            stream = await client.chat.completions.with_raw_response.create(**ASK, stream=True)
            assert [chunk async for chunk in stream.parse()]

    asyncio.run(ask())


def test_retries(both: Both, aimlkit_mock: MockServer) -> None:
    soon = {"Retry-After-Ms": "1"}
    aimlkit_mock.enqueue(
        MockResponse(status=429, headers=soon),
        MockResponse(status=503, headers=soon),
        MockResponse(text="At last."),
    )
    assert both.chat().retries == 2
    aimlkit_mock.enqueue(MockResponse(status=429, headers=soon), MockResponse())
    assert both.respond(stream=True)[-1].type == "response.completed"
    assert len(aimlkit_mock.requests) == 5


def test_a_timeout_is_tried_again(both: Both, aimlkit_mock: MockServer) -> None:
    both.options |= {"timeout": 0.3}
    aimlkit_mock.enqueue(MockResponse(delay=60), MockResponse(text="At last."))
    completion = both.chat()
    assert (completion.text, completion.retries) == ("At last.", 1)


# --- copies and closing ---


def test_copies(client: Json) -> None:
    other = client.with_options(
        timeout=3, max_retries=7, default_headers={"a": "b"}, base_url="http://x.test"
    )
    assert (other.timeout, other.max_retries, str(other.base_url)) == (3, 7, "http://x.test")
    assert (client.max_retries, client.timeout) == (2, httpx.Timeout(600, connect=5))
    third = other.copy(default_headers={"c": "d"})
    assert third._headers["a"] == "b"
    assert "a" not in third.copy(default_headers={"a": NOT_GIVEN})._headers
    assert third.timeout == 3


def test_copies_share_the_connections_and_the_spend(client: Json, aimlkit_mock: MockServer) -> None:
    other = client.with_options(max_retries=0)
    first = client.chat.completions.create(**ASK)
    second = other.chat.completions.create(**ASK)
    assert client.spend == other.spend == pytest.approx(first.cost_usd + second.cost_usd)
    client.close()
    assert other.is_closed()


def test_an_http_client_of_the_users_own(aimlkit_mock: MockServer) -> None:
    with httpx.Client(headers={"X-A": "b"}, timeout=7) as http:
        client: Json = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, http_client=http)
        client.chat.completions.create(**ASK)
        assert aimlkit_mock.requests[0].headers["x-a"] == "b"
        assert client.timeout == httpx.Timeout(7)
        client.close()
        assert http.is_closed


def test_a_transport_of_the_users_own() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=COMPLETION))
    client: Json = AIMLAPI(api_key=KEY, http_client=httpx.Client(transport=transport))
    assert client.chat.completions.create(**ASK).text == "Hello"


# --- money ---


def test_spend(both: Both) -> None:
    completion = both.chat()
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=COMPLETION))
    client: Json = AIMLAPI(api_key=KEY, http_client=httpx.Client(transport=transport), max_spend_usd=0.5)
    assert client.spend == 0
    client.chat.completions.create(**ASK)
    client.chat.completions.create(**ASK)
    assert client.spend == 0.5
    with pytest.raises(
        aimlkit.SpendLimitError, match=r"\$0.5 are spent, and max_spend_usd is \$0.5"
    ) as raised:
        client.chat.completions.create(**ASK)
    assert (raised.value.spent, raised.value.limit) == (0.5, 0.5)
    assert client.with_options(max_spend_usd=None).chat.completions.create(**ASK).cost_usd == 0.25
    assert completion.cost_usd < 0.25


@pytest.mark.parametrize("usd", [None, "1", True, -1, float("nan"), float("inf"), [], {}])
def test_a_cost_that_is_none(usd: Json) -> None:
    sent = {**COMPLETION, "meta": {"usage": {"usd_spent": usd}}}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=json.dumps(sent).encode()))
    client: Json = AIMLAPI(api_key=KEY, http_client=httpx.Client(transport=transport))
    assert client.chat.completions.create(**ASK).cost_usd is None
    assert client.spend == 0


def test_the_spend_of_streams(client: Json, aimlkit_mock: MockServer) -> None:
    [*_, last] = client.responses.create(model="o3-mini", input="Hi", stream=True)
    assert last.type == "response.completed"
    assert client.spend == last.response.meta.usage.usd_spent > 0


def test_spend_in_threads(aimlkit_mock: MockServer) -> None:
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        with ThreadPoolExecutor(8) as threads:
            costs = list(threads.map(lambda _: client.chat.completions.create(**ASK).cost_usd, range(64)))
        assert client.spend == pytest.approx(sum(cost for cost in costs if cost))


def test_tasks(aimlkit_mock: MockServer) -> None:
    async def ask() -> None:
        async with AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            answers = await asyncio.gather(
                *(client.responses.create(model="o3-mini", input=f"Number {n}?") for n in range(32))
            )
            assert all(f"Number {n}?" in answer.output_text for n, answer in enumerate(answers))

    asyncio.run(ask())


# --- the key ---


def test_the_key_is_shown_nowhere(aimlkit_mock: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "aimlkit")
    client: Json = AIMLAPI(api_key=KEY, base_url=aimlkit_mock.base_url, max_retries=0)
    with client, pytest.raises(aimlkit.AuthenticationError) as raised:
        client.chat.completions.create(**ASK)
    client = AIMLAPI(api_key=KEY, base_url="http://127.0.0.1:9", max_retries=0)
    with pytest.raises(aimlkit.APIConnectionError) as failed:
        client.chat.completions.create(**ASK)
    transport = httpx.MockTransport(fail_with_headers)
    client = AIMLAPI(api_key=KEY, http_client=httpx.Client(transport=transport), max_retries=0)
    with pytest.raises(aimlkit.APIConnectionError) as broken:
        client.chat.completions.create(**ASK)
    with pytest.raises(TypeError) as unknown:
        client.chat.completions.create(**ASK, nothing=1)
    with pytest.raises(ValueError, match="max_retries") as refused:
        AIMLAPI(api_key=KEY, max_retries=-1)
    shown = [
        repr(client),
        str(client),
        repr(vars(client)),
        repr(client.api_key),
        repr(client._headers),
        caplog.text,
    ]
    for error in (raised, failed, broken, unknown, refused):
        trace = traceback.TracebackException.from_exception(error.value, capture_locals=True)
        # The frames of this file hold the key themselves.
        shown += [line for line in trace.format() if "test_client.py" not in line]
        shown.append(repr(error.value))
    for error in (raised, failed, broken):
        shown += [str(pickle.dumps(error.value)), repr(error.value.request.headers.raw)]
    assert not [text for text in shown if KEY in text]


def test_a_client_cannot_be_pickled(client: Json) -> None:
    for attempt in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled"):
            attempt(client)


def test_errors_can_be_pickled(client: Json, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=404, body={"message": "No.", "requestId": "r1"}))
    with pytest.raises(aimlkit.NotFoundError) as raised:
        client.chat.completions.create(**ASK)
    error = pickle.loads(pickle.dumps(raised.value))
    assert type(error) is aimlkit.NotFoundError
    assert (str(error), error.request_id, error.status_code) == (str(raised.value), "r1", 404)
    assert error.response.json() == error.body
    limit = pickle.loads(pickle.dumps(aimlkit.SpendLimitError(1, 1)))
    assert limit.spent == 1


def test_a_redirect_to_another_host_does_not_take_the_key_along(raw: Both, wire: Wire) -> None:
    other = wire.base_url.replace("127.0.0.1", "localhost")
    moved = answer(b"", 307, location=f"{other}/elsewhere")
    wire.scripts.extend([[moved], [answer()]])
    assert raw.chat().text == "Hello"
    here, there = wire.requests
    assert b"Bearer secret-key" in here
    assert there.startswith(b"POST /v1/elsewhere")
    assert b"secret-key" not in there
    assert b"o3-mini" in there


# --- processes ---


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_after_use(aimlkit_mock: MockServer) -> None:
    program = f"""
import os
from aimlkit import AIMLAPI
client = AIMLAPI(api_key={aimlkit_mock.key!r}, base_url={aimlkit_mock.base_url!r}, max_retries=0)
ask = lambda n: client.responses.create(model="o3-mini", input=f"Number {{n}}?").output_text
ask(0)
spent = client.spend
children = []
for n in range(1, 4):
    if not (child := os.fork()):
        for _ in range(20):
            assert f"Number {{n}}?" in ask(n)
        assert client.spend > spent
        os._exit(0)
    children.append(child)
for _ in range(20):
    assert "Number 0?" in ask(0)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
client.close()
print("done")
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("done\n", "")


def test_import_is_lazy() -> None:
    program = """
import sys
import aimlkit
assert not {"httpx", "attrs", "aimlkit_api"} & set(sys.modules)
from aimlkit import AIMLAPI
AIMLAPI(api_key="a").chat.completions
lazy = {"aimlkit_api.params", "aimlkit._tools", "aimlkit._schemas", "aimlkit._streams"}
lazy |= {"aimlkit._conversations", "aimlkit_api.models.response_stream_event", "pydantic"}
print(sorted(lazy & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_public_names() -> None:
    for name in aimlkit.__all__:
        assert getattr(aimlkit, name) is not None or name in ("NOT_GIVEN", "omit")
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(aimlkit, "Nothing")  # noqa: B009
    assert "AIMLAPI" in dir(aimlkit)
    assert types.ChatCompletion is aimlkit.ChatCompletion
    assert types.ChatCompletionChunk is models.ChatCompletionChunk
    assert types.ChatCompletionMessageParam == params.ChatCompletionMessageParam
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(types, "Nothing")  # noqa: B009


# --- conversations ---


def test_a_chat_conversation(both: Both, aimlkit_mock: MockServer) -> None:
    def talk(client: Json) -> Json:
        conversation = client.chat.conversation(
            model="o3-mini", messages=[{"role": "developer", "content": "Be brief."}], seed=1
        )
        if not both.is_async:

            def say() -> Json:
                conversation.send("One?")
                with pytest.raises(aimlkit.BadRequestError):
                    conversation.send("Lost?", max_tokens=0)
                conversation.send({"role": "user", "content": "Two?"}, seed=2)
                return conversation

            return say

        async def asay() -> Json:
            await conversation.send("One?")
            with pytest.raises(aimlkit.BadRequestError):
                await conversation.send("Lost?", max_tokens=0)
            await conversation.send({"role": "user", "content": "Two?"}, seed=2)
            return conversation

        return asay

    conversation = both.call(talk)
    assert [message["role"] for message in conversation.messages] == [
        "developer",
        "user",
        "assistant",
        "user",
        "assistant",
    ]
    *_, last = aimlkit_mock.requests
    assert last.body["messages"] == conversation.messages[:-1]
    assert (last.body["seed"], aimlkit_mock.requests[0].body["seed"]) == (2, 1)


def test_a_response_conversation(both: Both, aimlkit_mock: MockServer) -> None:
    def talk(client: Json) -> Json:
        conversation = client.responses.conversation(model="openai/o3-pro")
        if not both.is_async:
            return lambda: (conversation.send("One?"), conversation.send("Two?"))

        async def asay() -> Json:
            return await conversation.send("One?"), await conversation.send(
                [{"role": "user", "content": "Two?"}]
            )

        return asay

    first, second = both.call(talk)
    one, two = (request.body for request in aimlkit_mock.requests)
    assert "previous_response_id" not in one
    assert two["previous_response_id"] == first.id
    assert one["store"] is two["store"] is True
    assert second.usage.input_tokens > first.usage.input_tokens


def test_a_conversation_streams(both: Both, aimlkit_mock: MockServer) -> None:
    """What was said is kept once the stream has ended, and not when it was left."""
    aimlkit_mock.enqueue(*(MockResponse(text=text) for text in ("One two", "Three four", "Five", "Six")))

    def talk(client: Json) -> Json:
        chat = client.chat.conversation(model="o3-mini")
        responses = client.responses.conversation(model="o3-mini")
        if not both.is_async:

            def say() -> Json:
                with chat.stream("A?") as stream:
                    next(stream.text_stream)
                assert chat.messages == []
                with chat.stream("B?") as stream:
                    assert "".join(stream.text_stream) == "Three four"
                for said in ("C?", "D?"):
                    with responses.stream(said) as stream:
                        stream.until_done()
                return chat, responses

            return say

        async def asay() -> Json:
            async with chat.stream("A?") as stream:
                await anext(stream.text_stream)
            assert chat.messages == []
            async with chat.stream("B?") as stream:
                assert "".join([text async for text in stream.text_stream]) == "Three four"
            for said in ("C?", "D?"):
                async with responses.stream(said) as stream:
                    await stream.until_done()
            return chat, responses

        return asay

    chat, _ = both.call(talk)
    assert [message["content"] for message in chat.messages] == ["B?", "Three four"]
    first, second = (request.body for request in aimlkit_mock.requests[2:])
    assert "previous_response_id" not in first
    assert second["previous_response_id"].startswith("resp_")


# --- answers by pydantic's names ---


def test_answers_have_the_methods_of_a_pydantic_model(both: Both, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(headers={"X-Request-Id": "r1"}))
    completion = both.chat()
    said = completion.to_dict()
    assert completion.model_dump() == completion.model_dump(mode="json") == said
    assert json.loads(completion.to_json()) == json.loads(completion.model_dump_json(indent=2)) == said
    assert "refusal" not in completion.choices[0].message.model_dump(exclude_none=True)
    other = completion.model_copy(update={"id": "other"}, deep=True)
    other.choices[0].message.content = "other"
    assert (other.id, other.text, completion.to_dict()) == ("other", "other", said)
    assert completion.model_copy() == completion
    assert other.request_id == completion.request_id == "r1"


def test_raw_responses_of_the_client(client: Json) -> None:
    raw = client.with_raw_response.chat.completions.create(**ASK)
    assert (raw.status_code, raw.parse().text) == (200, client.chat.completions.create(**ASK).text)
    assert client.with_raw_response.responses.create(model="o3-mini", input="Hi").parse().output_text
    with pytest.raises(AttributeError):
        raw.nothing  # noqa: B018


def test_types_are_where_people_look_for_them() -> None:
    from aimlkit.types.chat import ChatCompletionMessageParam  # noqa: PLC0415
    from aimlkit.types.responses import ResponseStreamEvent  # noqa: PLC0415

    assert ChatCompletionMessageParam == params.ChatCompletionMessageParam
    assert ResponseStreamEvent == models.ResponseStreamEvent
    assert aimlkit.types is types


@pytest.mark.parametrize(
    "told", [{"api_key": f"{KEY}\u200b"}, {"extra": "é"}, {"extra": "a\n"}, {"extra": 5}]
)
def test_the_key_is_in_no_variable_of_a_traceback(aimlkit_mock: MockServer, told: Json) -> None:
    options = {"api_key": KEY, "base_url": aimlkit_mock.base_url, **told}
    extra = options.pop("extra", None)
    try:
        client: Json = AIMLAPI(**options)
        client.chat.completions.create(**ASK, extra_headers={"User-Agent": extra})
    except (aimlkit.AIMLAPIError, TypeError) as error:
        assert KEY not in str(error)
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)][1:]
        assert frames
        assert not any(KEY in repr(value) for frame in frames for value in frame.f_locals.values())
    else:
        pytest.fail("it was sent")


def test_a_stream_keeps_its_client(aimlkit_mock: MockServer) -> None:
    def ask() -> Json:
        client: Json = AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)
        return client.chat.completions.create(**ASK, stream=True)

    stream = ask()
    gc.collect()
    assert "".join(stream.text_stream)
    assert aimlkit_mock.key not in str(stream.response.request.headers.raw)
