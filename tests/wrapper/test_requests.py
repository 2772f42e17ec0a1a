"""Every request that the wrapper can be made to send is valid by the contract. The mock is the judge."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aimlkit
from aimlkit import AIMLAPI
from aimlkit.mock.contract import packaged_contract
from aimlkit_api.operations import OPERATIONS, PREFIX
from tests.mock.request_strategies import valid_requests
from tests.wrapper.conftest import COMPLETION

Json = Any

CHAT, RESPONSES = "/chat/completions", "/responses"
_JUDGES = {operation.path: operation for operation in packaged_contract().operations}

JSON_SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}


class Judge:
    """A client whose server refuses what the contract does not know, and gives one answer after the other."""

    def __init__(self, *answers: Json) -> None:
        self.answers = list(answers)
        self.bodies: list[Json] = []
        self.client = AIMLAPI(
            api_key="a", http_client=httpx.Client(transport=httpx.MockTransport(self._answer))
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        self.bodies.append(body)
        _JUDGES[request.url.path].validate(body)  # raises HTTPError
        if body.get("stream"):
            last = {"type": "response.completed", "response": {"id": "r1", "output": []}}
            end = f"data: {json.dumps(last)}\n\ndata: [DONE]\n\n"
            return httpx.Response(200, text=end, headers={"content-type": "text/event-stream"})
        return httpx.Response(200, json=self.answers.pop(0) if self.answers else COMPLETION)


def test_the_wrapper_knows_the_parameters_of_the_contract() -> None:
    for operation in OPERATIONS.values():
        judge = _JUDGES[operation.path]
        assert operation.method == judge.method
        assert operation.parameters == {name for shape in judge.shapes.values() for name in shape.properties}
    assert packaged_contract().base_path == PREFIX


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@settings(max_examples=60)
@given(data=st.data())
def test_what_is_asked_is_what_is_sent(path: str, data: st.DataObject) -> None:
    request = data.draw(valid_requests(path))
    known = OPERATIONS["createChatCompletion" if path == CHAT else "createResponse"].parameters
    extra = {name: request.pop(name) for name in [*request] if name not in known}
    judge = Judge()
    calls: Json = judge.client.chat.completions if path == CHAT else judge.client.responses
    answer = calls.create(**request, extra_body=extra)
    if request.get("stream"):
        list(answer)
    # A stream that is null is one that is not asked for.
    expected = {**request, **extra}
    if expected.get("stream", False) is None:
        del expected["stream"]
    assert judge.bodies == [expected]


TEXTS = st.none() | st.text(max_size=10)
CALLS = st.lists(
    st.builds(
        lambda id_, arguments: {
            "id": id_,
            "type": "function",
            "function": {"name": "look_up", "arguments": arguments},
        },
        st.text(min_size=1, max_size=5),
        st.sampled_from(["", "{}", '{"word": "a"}', '{"word": 1}', "{"]),
    ),
    max_size=3,
)
MESSAGES = st.builds(
    lambda content, refusal, calls, more: {
        "role": "assistant",
        "content": content,
        "refusal": refusal,
        **({"tool_calls": calls} if calls else {"tool_calls": None}),
        **more,
    },
    TEXTS,
    TEXTS,
    CALLS,
    st.sampled_from(
        [{}, {"annotations": []}, {"audio": None, "annotations": None}, {"reasoning_content": "a"}]
    ),
)


def completion(message: Json) -> Json:
    """A completion that says this."""
    return {**COMPLETION, "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}


def look_up(word: str, times: int = 1) -> str:
    """Look a word up."""
    return word * times


@given(st.lists(MESSAGES, max_size=3))
def test_chat_with_what_the_model_said(messages: list[Json]) -> None:
    judge = Judge(*map(completion, messages))
    conversation = judge.client.chat.conversation(model="o3-mini")
    for _ in messages:
        conversation.send("And?")
    conversation.send([{"role": "tool", "tool_call_id": "a", "content": "b"}])
    judge = Judge(*map(completion, messages))
    with contextlib.suppress(aimlkit.MaxRoundsError):
        judge.client.chat.completions.run_tools(
            model="o3-mini",
            messages=[{"role": "user", "content": "Hi"}],
            tools=[aimlkit.function_tool(look_up)],
            tool_choice="required",
            max_rounds=4,
        )
    assert judge.bodies


ITEMS = st.lists(
    st.sampled_from(
        [
            {"type": "reasoning", "id": "r1", "summary": [], "encrypted_content": None, "status": None},
            {
                "type": "message",
                "id": "m1",
                "role": "assistant",
                "status": "completed",
                "content": [{"type": "output_text", "text": "a", "annotations": [], "logprobs": None}],
            },
            {
                "type": "function_call",
                "id": "f1",
                "call_id": "c1",
                "name": "look_up",
                "arguments": '{"word": "a"}',
                "status": "completed",
            },
        ]
    ),
    max_size=3,
)


@given(st.lists(ITEMS, max_size=3), st.sampled_from(["o3-mini", "openai/o3-pro"]))
def test_responses_with_what_the_model_did(outputs: list[list[Json]], model: Json) -> None:
    answers = [
        {"id": "r1", "object": "response", "status": "completed", "output": items} for items in outputs
    ]
    judge = Judge(*answers)
    conversation = judge.client.responses.conversation(model=model)
    for _ in answers:
        conversation.send("And?")
    judge = Judge(*answers)
    with contextlib.suppress(aimlkit.MaxRoundsError):
        judge.client.responses.run_tools(
            model=model, input="Hi", tools=[aimlkit.function_tool(look_up)], max_rounds=4
        )
    assert judge.bodies


def test_forms_and_tools() -> None:
    judge = Judge(completion({"role": "assistant", "content": "{}"}))
    tools = [aimlkit.function_tool(look_up), aimlkit.function_tool(look_up, name="other", strict=False)]
    messages: Json = [{"role": "user", "content": "Hi"}]
    form: Json = JSON_SCHEMA
    judge.client.chat.completions.parse(model="o3-mini", messages=messages, response_format=form, tools=tools)
    with judge.client.chat.completions.stream(
        model="o3-mini", messages=messages, response_format=form, tools=tools
    ) as chat:
        chat.until_done()
    with judge.client.responses.stream(
        model="o3-mini", input="Hi", text_format=form, tools=tools
    ) as response:
        response.until_done()
    assert len(judge.bodies) == 3
