"""`run_tools(stream=True)`, the history of runs, and conversations that run tools; with both clients and both APIs."""

from __future__ import annotations

import asyncio
import json
import pickle
from typing import Any

import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, ToolResultEvent, function_tool
from aimlkit._models import ChatCompletion
from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, require_cost
from tests.wrapper.any_client import busy_connections
from tests.wrapper.weather import CHAT_REQUEST, RESPONSES_REQUEST

Json = Any

CALL = ToolCall("get_weather", '{"city": "Oslo"}')
RESULT = "4 degrees in Oslo"


def get_weather(city: str) -> str:
    """Return the weather."""
    if city == "Atlantis":
        raise LookupError("it is under water")
    return f"4 degrees in {city}"


WEATHER = function_tool(get_weather)
TWO_TURNS = (
    MockResponse(tool_calls=[CALL], cost_usd=0.25),
    MockResponse(text="Cold.", cost_usd=0.5),
)


class Run:
    """A streamed run of one API with one of the clients: its events, and how it ended."""

    def __init__(self, server: MockServer, api: str, *, is_async: bool) -> None:
        self.server = server
        self.is_chat = api == "chat"
        self.is_async = is_async
        self.options: Json = {"api_key": server.key, "base_url": server.base_url, "max_retries": 0}
        self.events: list[Json] = []
        self.requests_at_results: list[int] = []
        """The number of requests at the time of each result of a tool."""
        self.stream: Json = None
        self.final: Json = None

    def read(self, *, events: int | None = None, method: str = "run_tools", **params: Json) -> Run:
        """Read a run to its end, or leave it after some events."""
        request = CHAT_REQUEST if self.is_chat else RESPONSES_REQUEST
        params = {**request, "tools": [WEATHER], "stream": True, **params}
        asyncio.run(self._read_async(events, params)) if self.is_async else self._read(events, params)
        return self

    def _read(self, events: int | None, params: Json) -> None:
        with AIMLAPI(**self.options) as client:
            with self._method(client)(**params) as self.stream:
                for event in self.stream:
                    self._add(event)
                    if len(self.events) == events:
                        break
                else:
                    name = "get_final_completion" if self.is_chat else "get_final_response"
                    self.final = getattr(self.stream, name)()
            assert not busy_connections(client)

    async def _read_async(self, events: int | None, params: Json) -> None:
        async with AsyncAIMLAPI(**self.options) as client:
            async with await self._method(client)(**params) as self.stream:
                async for event in self.stream:
                    self._add(event)
                    if len(self.events) == events:
                        break
                else:
                    name = "get_final_completion" if self.is_chat else "get_final_response"
                    self.final = await getattr(self.stream, name)()
            assert not busy_connections(client)

    def _method(self, client: Json) -> Json:
        return client.chat.completions.run_tools if self.is_chat else client.responses.run_tools

    def _add(self, event: Json) -> None:
        self.events.append(event)
        if event.type == "tool.result":
            self.requests_at_results.append(len(self.server.requests))

    @property
    def types(self) -> list[str]:
        """The types of the events, without repetitions."""
        types = [event.type for event in self.events]
        return [name for name, earlier in zip(types, [None, *types], strict=False) if name != earlier]

    @property
    def history(self) -> list[Json]:
        """The history of the stream."""
        history: list[Json] = self.stream.messages if self.is_chat else self.stream.input
        return history


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest, aimlkit_mock: MockServer, api: str) -> Run:
    return Run(aimlkit_mock, api, is_async=request.param == "async")


each_api = pytest.mark.parametrize("api", ["chat", "responses"])


def text_of(response: Json) -> str:
    """Return the text of a response of either API."""
    return response.text or "" if isinstance(response, ChatCompletion) else response.output_text


def roles_or_types(history: list[Json]) -> list[str]:
    """Return the role or type of each item."""
    return [item.get("role") or item["type"] for item in history]


CHAT_KINDS = ["user", "assistant", "tool", "assistant"]
RESPONSE_KINDS = ["user", "function_call", "function_call_output", "assistant"]


def assert_history(history: list[Json], *, is_chat: bool) -> None:
    """Assert that a history has two turns, and can be sent again."""
    assert [kind for kind in roles_or_types(history) if kind != "reasoning"] == (
        CHAT_KINDS if is_chat else RESPONSE_KINDS
    )
    json.dumps(history)
    [result] = [
        item for item in history if item.get("role") == "tool" or item.get("type") == "function_call_output"
    ]
    assert RESULT in (result.get("content"), result.get("output"))


# --- the stream ---


@each_api
def test_tool_stream_has_the_events_of_all_turns(run: Run) -> None:
    run.server.enqueue(*TWO_TURNS)
    run.read()
    [result] = [event for event in run.events if event.type == "tool.result"]
    call_id = run.history[2]["tool_call_id"] if run.is_chat else result.call_id
    assert result == ToolResultEvent(call_id, "get_weather", '{"city": "Oslo"}', RESULT)
    if run.is_chat:
        result_index = run.types.index("tool.result")
        assert "tool_calls.function.arguments.done" in run.types[:result_index]
        assert "content.done" in run.types[result_index:]
    else:
        assert run.types.count("response.completed") == 2
        assert run.types.index("response.completed") == run.types.index("tool.result") - 1
    assert text_of(run.final) == "Cold."
    assert len(run.server.requests) == 2
    assert all(request.body["stream"] is True for request in run.server.requests)


@each_api
def test_tool_stream_returns_the_result_of_a_tool_before_the_next_request(run: Run) -> None:
    run.server.enqueue(*TWO_TURNS)
    assert run.read().requests_at_results == [1]


@each_api
def test_tool_stream_has_history_and_cost(run: Run) -> None:
    require_cost(CHAT_OPERATION if run.is_chat else RESPONSES_OPERATION)
    run.server.enqueue(*TWO_TURNS)
    run.read()
    assert_history(run.history, is_chat=run.is_chat)
    final_history = run.final.messages if run.is_chat else run.final.input
    assert final_history == run.history
    assert run.stream.total_cost_usd == run.final.total_cost_usd == 0.75
    assert run.final.cost_usd == 0.5
    assert run.final.request_id
    assert pickle.loads(pickle.dumps(run.final)).total_cost_usd == 0.75


@each_api
def test_tool_stream_sends_the_same_requests_as_a_run_without_stream(run: Run) -> None:
    run.server.enqueue(*TWO_TURNS, *TWO_TURNS)
    run.read(seed=1) if run.is_chat else run.read()
    with AIMLAPI(**run.options) as client:
        if run.is_chat:
            client.chat.completions.run_tools(**CHAT_REQUEST, tools=[WEATHER], seed=1)
        else:
            client.responses.run_tools(**RESPONSES_REQUEST, tools=[WEATHER])
    bodies = [dict(request.body) for request in run.server.requests]
    for body in bodies:
        body.pop("stream", None)
        for name in ("messages", "input"):
            body[name] = roles_or_types(body[name]) if isinstance(body.get(name), list) else body.get(name)
    assert bodies[:2] == bodies[2:]


@each_api
def test_tool_stream_that_is_left_sends_no_further_request(run: Run) -> None:
    run.server.enqueue(TWO_TURNS[0])
    run.read(events=2)
    assert len(run.server.requests) == 1
    assert roles_or_types(run.history) == ["user"] if run.is_chat else run.history == []
    assert run.final is None


@each_api
def test_tool_stream_that_was_left_cannot_be_read_again(run: Run) -> None:
    run.server.enqueue(TWO_TURNS[0])
    run.read(events=2)
    with pytest.raises(RuntimeError, match="closed, or failed, before its final response"):
        asyncio.run(anext(run.stream)) if run.is_async else next(run.stream)


@each_api
def test_tool_stream_without_tool_calls_has_one_turn(run: Run) -> None:
    run.server.enqueue(MockResponse(text="Hi."))
    run.read()
    assert (text_of(run.final), len(run.server.requests)) == ("Hi.", 1)
    assert roles_or_types(run.history)[0] == "user"


@each_api
def test_tool_stream_raises_the_exception_of_a_tool(run: Run) -> None:
    run.server.enqueue(MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Atlantis"}')]))
    with pytest.raises(LookupError, match="under water"):
        run.read()
    assert [*run.stream] == [] if not run.is_async else True


@each_api
def test_tool_stream_error_in_a_later_turn_has_the_earlier_response_and_cost(run: Run) -> None:
    require_cost(CHAT_OPERATION if run.is_chat else RESPONSES_OPERATION)
    run.server.enqueue(TWO_TURNS[0], MockResponse(status=400, body={"message": "No."}))
    with pytest.raises(aimlkit.BadRequestError) as raised:
        run.read()
    partial: Json = raised.value.partial
    assert ([call.type.partition("_")[0] for call in partial.tool_calls], partial.cost_usd) == (
        ["function"],
        0.25,
    )
    assert run.stream.total_cost_usd == 0.25
    assert roles_or_types(run.history)[-1] in ("tool", "function_call_output")


@each_api
def test_tool_stream_has_the_results_of_tools_before_an_error_of_the_next_request(run: Run) -> None:
    require_cost(CHAT_OPERATION if run.is_chat else RESPONSES_OPERATION)
    run.server.enqueue(TWO_TURNS[0])
    run.options["max_spend_usd"] = 0.2
    with pytest.raises(aimlkit.SpendLimitError) as raised:
        run.read()
    assert run.types[-1] == "tool.result"
    assert raised.value.cost_usd == 0.25
    assert len(run.server.requests) == 1


@each_api
def test_tool_stream_that_is_cut_has_the_response_so_far(run: Run) -> None:
    require_cost(CHAT_OPERATION if run.is_chat else RESPONSES_OPERATION)
    run.server.enqueue(TWO_TURNS[0], MockResponse(text="One two three", disconnect_after_events=4))
    with pytest.raises(aimlkit.StreamCutError) as raised:
        run.read()
    assert raised.value.partial
    assert "One two three".startswith(raised.value.text or "")
    assert run.stream.total_cost_usd == 0.25


@each_api
def test_tool_stream_refuses_more_turns(run: Run) -> None:
    require_cost(CHAT_OPERATION if run.is_chat else RESPONSES_OPERATION)
    run.server.enqueue(*[TWO_TURNS[0]] * 2)
    with pytest.raises(aimlkit.MaxTurnsError) as raised:
        run.read(max_turns=2)
    assert raised.value.cost_usd == 0.25
    assert run.stream.total_cost_usd == 0.5


@each_api
def test_tool_stream_refuses_parameters_before_anything_is_sent(run: Run) -> None:
    with pytest.raises(ValueError, match="max_turns must be at least 1"):
        run.read(max_turns=0)
    with pytest.raises(TypeError, match="function_tool"):
        run.read(tools=[get_weather])
    assert not run.server.requests


def test_text_stream_of_a_run(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(*TWO_TURNS * 4)
    options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    with AIMLAPI(**options) as client:
        with client.chat.completions.run_tools(**CHAT_REQUEST, tools=[WEATHER], stream=True) as chat:
            assert "".join(chat.text_stream) == "Cold."
        with client.responses.run_tools(**RESPONSES_REQUEST, tools=[WEATHER], stream=True) as responses:
            assert "".join(responses.text_stream) == "Cold."

    async def read() -> None:
        async with AsyncAIMLAPI(**options) as client:
            chat = await client.chat.completions.run_tools(**CHAT_REQUEST, tools=[WEATHER], stream=True)
            assert "".join([text async for text in chat.text_stream]) == "Cold."
            run = await client.responses.run_tools(**RESPONSES_REQUEST, tools=[WEATHER], stream=True)
            assert "".join([text async for text in run.text_stream]) == "Cold."
            await chat.close()
            await run.close()

    asyncio.run(read())


# --- the history of a run without stream ---


@each_api
def test_run_has_history_that_can_be_continued(run: Run) -> None:
    require_cost(CHAT_OPERATION if run.is_chat else RESPONSES_OPERATION)
    run.server.enqueue(*TWO_TURNS, MockResponse(text="Warm."))
    with AIMLAPI(**run.options) as client:
        question: Json = {"role": "user", "content": "And Rome?"}
        if run.is_chat:
            first: Json = client.chat.completions.run_tools(**CHAT_REQUEST, tools=[WEATHER])
            assert_history(first.messages, is_chat=True)
            messages = [*first.messages, question]
            second: Json = client.chat.completions.run_tools(
                model=CHAT_MODEL, messages=messages, tools=[WEATHER]
            )
        else:
            first = client.responses.run_tools(**RESPONSES_REQUEST, tools=[WEATHER])
            assert_history(first.input, is_chat=False)
            items = [*first.input, question]
            second = client.responses.run_tools(model=RESPONSES_MODEL, input=items, tools=[WEATHER])
    assert (text_of(first), text_of(second), first.total_cost_usd) == ("Cold.", "Warm.", 0.75)


def test_history_of_a_run_has_the_messages_of_the_user_unchanged(
    client: AIMLAPI, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(*TWO_TURNS)
    message = {"role": "user", "content": "Hi"}
    messages: Json = [message]
    run = client.chat.completions.run_tools(model=CHAT_MODEL, messages=messages, tools=[WEATHER])
    assert run.messages[0] is message
    assert messages == [message]


# --- conversations ---


class Conversation:
    """A conversation of either client."""

    def __init__(self, run: Run, **params: Json) -> None:
        self.run = run
        self.params = {"model": CHAT_MODEL if run.is_chat else RESPONSES_MODEL, "tools": [WEATHER], **params}
        self.conversation: Json = None

    def talk(self, *messages: str, stream: bool) -> list[str]:
        """Send messages, one after the other, and run tools; return the texts of the responses."""
        if self.run.is_async:
            return asyncio.run(self._talk_async(messages, stream=stream))
        texts = []
        with AIMLAPI(**self.run.options) as client:
            namespace: Json = client.chat if self.run.is_chat else client.responses
            self.conversation = namespace.conversation(**self.params)
            for message in messages:
                if stream:
                    with self.conversation.stream(message, run_tools=True) as events:
                        texts.append("".join(events.text_stream))
                else:
                    texts.append(text_of(self.conversation.send(message, run_tools=True)))
        return texts

    async def _talk_async(self, messages: tuple[str, ...], *, stream: bool) -> list[str]:
        texts = []
        async with AsyncAIMLAPI(**self.run.options) as client:
            namespace: Json = client.chat if self.run.is_chat else client.responses
            self.conversation = namespace.conversation(**self.params)
            for message in messages:
                if stream:
                    async with self.conversation.stream(message, run_tools=True) as events:
                        texts.append("".join([text async for text in events.text_stream]))
                else:
                    texts.append(text_of(await self.conversation.send(message, run_tools=True)))
        return texts


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize("api", ["chat"])
def test_chat_conversation_runs_tools(run: Run, *, stream: bool) -> None:
    run.server.enqueue(*TWO_TURNS, MockResponse(text="Warm."))
    conversation = Conversation(run)
    texts = conversation.talk("Oslo?", "Rome?", stream=stream)
    assert texts[-1] == "Warm."
    assert texts[0].endswith("Cold.")
    assert roles_or_types(conversation.conversation.messages) == [*CHAT_KINDS, "user", "assistant"]
    assert roles_or_types(run.server.requests[-1].body["messages"]) == [*CHAT_KINDS, "user"]


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize("store", [False, True], ids=["not stored", "stored"])
@pytest.mark.parametrize("api", ["responses"])
def test_response_conversation_runs_tools(run: Run, *, stream: bool, store: bool) -> None:
    run.server.enqueue(*TWO_TURNS, MockResponse(text="Warm."))
    conversation = Conversation(run, store=store)
    texts = conversation.talk("Oslo?", "Rome?", stream=stream)
    assert texts[-1] == "Warm."
    assert texts[0].endswith("Cold.")
    bodies = [request.body for request in run.server.requests]
    assert [body["store"] for body in bodies] == [store] * 3
    assert "previous_response_id" not in bodies[1]
    if store:
        assert bodies[2]["input"] == "Rome?"
        assert bodies[2]["previous_response_id"]
        assert conversation.conversation.previous_response_id not in (None, bodies[2]["previous_response_id"])
    else:
        sent = [kind for kind in roles_or_types(bodies[2]["input"]) if kind != "reasoning"]
        assert sent == [*RESPONSE_KINDS, "user"]
        assert "previous_response_id" not in bodies[2]
        assert conversation.conversation.previous_response_id is None


@pytest.mark.parametrize("api", ["responses"])
def test_response_conversation_that_is_stored_later_sends_unstored_items_once(run: Run) -> None:
    with AIMLAPI(**run.options) as client:
        conversation = client.responses.conversation(model=RESPONSES_MODEL)
        conversation.send("One?")
        conversation.send("Two?", store=False)
        conversation.send("Three?")
        conversation.send("Four?")
    one, two, three, four = (request.body for request in run.server.requests)
    assert two["previous_response_id"] == three["previous_response_id"]
    assert [item["content"] for item in three["input"] if item.get("role") == "user"] == ["Two?", "Three?"]
    assert four["input"] == "Four?"
    assert four["previous_response_id"] != three["previous_response_id"]
    assert "previous_response_id" not in one


@pytest.mark.parametrize("api", ["chat"])
def test_conversation_whose_tools_fail_adds_nothing_to_the_history(run: Run) -> None:
    run.server.enqueue(TWO_TURNS[0], MockResponse(status=400, body={"message": "No."}))
    conversation = Conversation(run)
    with pytest.raises(aimlkit.BadRequestError):
        conversation.talk("Oslo?", stream=False)
    assert conversation.conversation.messages == []


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_conversation_runs_no_tools_by_default(run: Run) -> None:
    run.server.enqueue(TWO_TURNS[0])
    with AIMLAPI(**run.options) as client:
        namespace: Json = client.chat if run.is_chat else client.responses
        model = CHAT_MODEL if run.is_chat else RESPONSES_MODEL
        response = namespace.conversation(model=model, tools=[WEATHER]).send("Oslo?")
    assert response.tool_calls
    assert len(run.server.requests) == 1
