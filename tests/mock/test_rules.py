"""Rules: the requests that they match, and their replies."""

from __future__ import annotations

from itertools import product
from typing import Any, get_type_hints

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aimlkit
from aimlkit import function_tool
from aimlkit.mock import Call, MockResponse, MockServer, ModelRequest, Usage
from aimlkit.mock.conditions import CONDITION_NAMES
from aimlkit.mock.rule_builder import ConditionFields, ResponseFields
from aimlkit.mock.rules import MAX_RULES
from tests.mock.client import MockClient, chat_function, responses_function
from tests.mock.programs import PROGRAMS, Program, aimlkit_client, openai_client
from tests.models import (
    CHAT_MODEL,
    CHAT_OPERATION,
    RESPONSES_MODEL,
    RESPONSES_MODELS,
    RESPONSES_OPERATION,
    aliases_of,
    needs,
)

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

CITY: dict[str, Any] = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
CHAT_WEATHER = chat_function("get_weather", CITY)
RESPONSES_WEATHER = responses_function("get_weather", CITY)
QUESTION: Any = {"role": "user", "content": "Is it cold in Oslo?"}
CHAT_CALL: Any = {
    "role": "assistant",
    "tool_calls": [
        {"id": "c1", "type": "function", "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'}}
    ],
}
CHAT_RESULT: Any = {"role": "tool", "tool_call_id": "c1", "content": "-4 °C"}
CALL: Any = {
    "type": "function_call",
    "call_id": "c1",
    "name": "get_weather",
    "arguments": '{"city": "Oslo"}',
}
RESULT: Any = {"type": "function_call_output", "call_id": "c1", "output": "-4 °C"}


def completion_text(completion: Any) -> str:
    return str(completion["choices"][0]["message"]["content"])


# --- every client and API ---


@pytest.mark.parametrize("program", PROGRAMS)
def test_rule_replies_with_text_and_refusal(program: Program, aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on(contains="Oslo").reply(text="Cold and dark.")
    aimlkit_mock.on(contains="Rome").reply(refusal="I cannot say.")
    assert program(aimlkit_mock, "What about Oslo?") == "Cold and dark."
    assert program(aimlkit_mock, "What about Rome?") == "I cannot say."
    assert "mock" in program(aimlkit_mock, "What about Paris?")
    aimlkit_mock.assert_all_rules_used()


@pytest.mark.parametrize("program", PROGRAMS)
def test_rule_gives_its_replies_in_order_and_repeats_the_last(
    program: Program, aimlkit_mock: MockServer
) -> None:
    responses = [MockResponse(text=text) for text in ("One.", "Two.", "Three.")]
    aimlkit_mock.on().reply(*responses, times=4)
    texts = [program(aimlkit_mock, "Count.") for _ in range(5)]
    assert texts[:4] == ["One.", "Two.", "Three.", "Three."]
    assert "mock" in texts[4]


@pytest.mark.parametrize("program", PROGRAMS)
def test_rule_with_an_error_status_raises_the_exception_of_the_client(
    program: Program, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.on(contains="Oslo").reply(status=429, retry_after=7)
    with pytest.raises(Exception, match="429") as raised:
        program(aimlkit_mock, "Oslo")
    response: httpx.Response = getattr(raised.value, "response")  # noqa: B009 - of either client
    assert response.headers["retry-after"] == "7"


@pytest.mark.parametrize("program", PROGRAMS)
def test_strict_mock_refuses_a_request_without_a_rule_once(
    program: Program, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.strict = True
    aimlkit_mock.on(contains="Oslo").reply(text="Cold.")
    with pytest.raises(Exception, match=r"closest is rule 1, on\(contains='Oslo'\)"):
        program(aimlkit_mock, "Rome")
    assert len(aimlkit_mock.requests) == 1
    assert program(aimlkit_mock, "Oslo") == "Cold."
    [problem] = aimlkit_mock.problems
    assert "the last user message is 'Rome'" in problem
    with pytest.raises(AssertionError, match="the last user message is 'Rome'"):
        aimlkit_mock.assert_no_problems()
    aimlkit_mock.reset()
    assert not aimlkit_mock.strict


def test_strict_mock_names_the_closest_rule(mock_client: MockClient) -> None:
    server = mock_client.server
    server.strict = True
    server.on(contains="Rome", stream=True).reply(text="a")
    server.on(contains="Oslo", api="chat", turn=1).reply(text="b")
    server.on(contains="Oslo", api="chat", stream=True, turn=2).reply(text="c")
    server.on(contains="Hi").reply(text="d", times=1)
    mock_client.create_completion("Hi")
    for text, closest in (
        (
            "Hello",
            "rule 2, on(api='chat', turn=1, contains='Oslo'): contains='Oslo': the last user message is",
        ),
        ("Hi", "rule 2, on(api='chat', turn=1, contains='Oslo'): contains='Oslo': the last user message is"),
    ):
        error = mock_client.assert_error(404, *chat({"role": "user", "content": text}))
        message = error.json()["message"]
        assert message.startswith(f"no rule matches the request; the closest is {closest} '{text}'")
    server.reset()
    server.strict = True
    mock_client.assert_error(404, *chat(QUESTION))
    assert server.problems == ["no rule matches the request: there are no rules"]
    server.reset()
    server.strict = True
    server.on(contains="Oslo").reply(text="a", times=1)
    mock_client.create_completion("Oslo")
    error = mock_client.assert_error(404, *chat(QUESTION))
    assert error.json()["message"].endswith("on(contains='Oslo'): it has replied 1 of 1 times")
    server.reset()


def test_client_retries_get_a_fixed_sequence(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on().reply(
        MockResponse(status=429, headers={"Retry-After-Ms": "1"}),
        MockResponse(status=503, headers={"Retry-After-Ms": "1"}),
        MockResponse(text="At last."),
    )
    with aimlkit.AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
        assert client.responses.create(model=RESPONSES_MODEL, input="Hi").output_text == "At last."
    assert [request.status for request in aimlkit_mock.requests] == [429, 503, 200]


# --- order ---


def test_first_rule_that_matches_is_used(mock_client: MockClient) -> None:
    server = mock_client.server
    server.on(contains="Oslo", stream=True).reply(text="Streamed.")
    server.on(contains="Oslo").reply(text="First.")
    server.on(contains="Os").reply(text="Second.")
    assert completion_text(mock_client.create_completion("Oslo")) == "First."
    assert completion_text(mock_client.create_completion("Osaka")) == "Second."
    assert mock_client.stream_response("Oslo")[-1]["response"]["output_text"] == "Streamed."
    assert [rule.uses for rule in server.rules] == [1, 1, 1]


def test_enqueued_response_comes_before_rules(mock_client: MockClient) -> None:
    mock_client.server.on().reply(text="Rule.")
    mock_client.server.enqueue(MockResponse(text="Enqueued."))
    assert completion_text(mock_client.create_completion()) == "Enqueued."
    assert completion_text(mock_client.create_completion()) == "Rule."


def test_invalid_request_uses_no_rule(mock_client: MockClient) -> None:
    rule = mock_client.server.on().reply(text="Rule.", times=1)
    mock_client.assert_error(400, "/chat/completions", {"model": CHAT_MODEL})
    mock_client.assert_error(
        404, "/responses", {"model": RESPONSES_MODEL, "input": "Hi", "previous_response_id": "resp_0"}
    )
    assert rule.uses == 0
    assert completion_text(mock_client.create_completion()) == "Rule."


def test_rules_match_no_request_without_a_model(mock_client: MockClient) -> None:
    mock_client.server.strict = True
    mock_client.server.on().reply(text="Rule.")
    assert mock_client.http.get("/models").json()["object"] == "list"


# --- conditions ---


def chat(*messages: Any, **fields: Any) -> Any:
    return "/chat/completions", {"model": CHAT_MODEL, "messages": [*messages], **fields}


def respond(*items: Any, **fields: Any) -> Any:
    return "/responses", {"model": RESPONSES_MODEL, "input": [*items], **fields}


SYSTEM: Any = {"role": "system", "content": "Be brief. Say no more."}
FORMAT: dict[str, Any] = {
    "response_format": {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY}}
}
TEXT_FORMAT: dict[str, Any] = {"text": {"format": {"type": "json_schema", "name": "city", "schema": CITY}}}


@pytest.mark.parametrize(
    ("conditions", "matching", "other"),
    [
        ({"contains": "cold"}, chat(QUESTION), chat(SYSTEM, {"role": "user", "content": "Hi"})),
        ({"contains": ["cold", "Oslo"]}, respond(QUESTION), respond({"role": "user", "content": "cold"})),
        ({"regex": r"\bin \w+\?$"}, chat(QUESTION), chat({"role": "user", "content": "in a"})),
        (
            {"contains": "part"},
            chat({"role": "user", "content": [{"type": "text", "text": "part"}]}),
            chat({"role": "user", "content": "part"}, {"role": "user", "content": "Hi"}),
        ),
        ({"stream": True}, chat(QUESTION, stream=True), chat(QUESTION)),
        ({"stream": False}, chat(QUESTION), respond(QUESTION, stream=True)),
        ({"api": "chat"}, chat(QUESTION), respond(QUESTION)),
        ({"api": "responses"}, respond(QUESTION), chat(QUESTION)),
        ({"system": "brief"}, chat(SYSTEM, QUESTION), chat(QUESTION)),
        ({"system": ["brief", "no more"]}, respond(SYSTEM, QUESTION), respond(QUESTION)),
        ({"system": "brief"}, respond(QUESTION, instructions="Be brief."), respond(QUESTION)),
        ({"turn": 1}, chat(QUESTION), chat(QUESTION, CHAT_CALL, CHAT_RESULT)),
        ({"turn": 2}, respond(QUESTION, CALL, RESULT), respond(QUESTION)),
        ({"turn": 2}, chat(QUESTION, CHAT_CALL, CHAT_RESULT), chat(QUESTION)),
        ({"tools": "get_weather"}, chat(QUESTION, tools=[CHAT_WEATHER]), chat(QUESTION)),
        ({"tools": ["get_weather"]}, respond(QUESTION, tools=[RESPONSES_WEATHER]), respond(QUESTION)),
        ({"tools": [RESPONSES_WEATHER]}, chat(QUESTION, tools=[CHAT_WEATHER]), chat(QUESTION)),
        (
            {"tool_result": "get_weather"},
            chat(QUESTION, CHAT_CALL, CHAT_RESULT),
            chat(QUESTION, CHAT_CALL, CHAT_RESULT, {"role": "assistant", "content": "Yes."}, QUESTION),
        ),
        ({"tool_result": "get_weather"}, respond(QUESTION, CALL, RESULT), respond(QUESTION)),
        (
            {"tool_result": "get_weather"},
            respond(QUESTION, CALL, RESULT),
            respond(QUESTION, {**CALL, "name": "get_tides"}, RESULT),
        ),
        ({"tool_result": True}, respond(QUESTION, CALL, RESULT), respond(QUESTION)),
        ({"tool_result": False}, chat(QUESTION), chat(QUESTION, CHAT_CALL, CHAT_RESULT)),
        ({"output_format": "json_schema"}, chat(QUESTION, **FORMAT), chat(QUESTION)),
        ({"output_format": "city"}, respond(QUESTION, **TEXT_FORMAT), respond(QUESTION)),
        ({"output_format": CITY}, chat(QUESTION, **FORMAT), chat(QUESTION)),
        ({"output_format": "text"}, chat(QUESTION), chat(QUESTION, **FORMAT)),
    ],
)
def test_condition_matches_its_requests_only(
    mock_client: MockClient, conditions: dict[str, Any], matching: Any, other: Any
) -> None:
    rule = mock_client.server.on(**conditions).reply(headers={"X-Rule": "yes"})
    for (path, request), expected in ((matching, "yes"), (other, None)):
        response = mock_client.http.post(path, json=request)
        assert response.status_code == 200, response.text
        assert response.headers.get("x-rule") == expected
    assert rule.uses == 1
    mock_client.server.assert_called(**conditions, times=1)


def test_condition_on_the_model_knows_aliases(mock_client: MockClient) -> None:
    for model in RESPONSES_MODELS:
        names = [model, *aliases_of(model)]
        for in_rule, in_request in product(names, names):
            mock_client.server.reset()
            mock_client.server.on(model=in_rule, api="responses").reply(headers={"X-Rule": "yes"})
            for other in {in_request, *RESPONSES_MODELS}:
                response = mock_client.http.post("/responses", json=respond(QUESTION, model=other)[1])
                assert ("x-rule" in response.headers) is (other in names)


def test_condition_on_headers_ignores_the_case_of_names(mock_client: MockClient) -> None:
    mock_client.server.on(headers={"X-Tenant": "a"}).reply(text="Tenant a.")
    request: Any = chat(QUESTION)[1]
    for tenant, is_match in (("a", True), ("A", False)):
        response = mock_client.http.post("/chat/completions", json=request, headers={"x-tenant": tenant})
        assert (completion_text(response.json()) == "Tenant a.") is is_match


def test_every_condition_and_reply_is_a_keyword() -> None:
    assert [*get_type_hints(ConditionFields)] == CONDITION_NAMES
    assert [*get_type_hints(ResponseFields)] == [*MockResponse.__dataclass_fields__]


def test_conversation_that_is_stored_counts(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on(turn=2).reply(text="Again.")
    with openai_client(aimlkit_mock) as client:
        first = client.responses.create(model=RESPONSES_MODEL, input="One", store=True)
        second = client.responses.create(model=RESPONSES_MODEL, input="Two", previous_response_id=first.id)
    assert second.output_text == "Again."
    [request] = aimlkit_mock.assert_called(turn=2)
    assert request.model_request
    assert [message.role for message in request.model_request.messages] == ["user", "assistant", "user"]


def test_function_sees_the_request_as_an_object(aimlkit_mock: MockServer) -> None:
    seen: list[ModelRequest] = []

    def remember(request: ModelRequest) -> bool:
        seen.append(request)
        return len(request.messages) > 3

    aimlkit_mock.on(remember).reply(tool_calls=[Call("finish", "{}")])
    tools: Any = [CHAT_WEATHER]
    with aimlkit_client(aimlkit_mock) as client:
        completion = client.chat.completions.create(
            model=CHAT_MODEL, messages=[SYSTEM, QUESTION, CHAT_CALL, CHAT_RESULT], tools=tools
        )
        client.responses.create(model=RESPONSES_MODEL, input=[SYSTEM, QUESTION, CALL, RESULT])
    calls = completion.choices[0].message.tool_calls
    assert calls and calls[0].to_dict()["function"] == {"name": "finish", "arguments": "{}"}
    of_chat, of_responses = seen
    assert of_chat.messages == of_responses.messages
    assert (of_chat.api, of_responses.api) == ("chat", "responses")
    assert of_chat.user_text == "Is it cold in Oslo?"
    assert of_chat.messages[2].tool_calls == (Call("get_weather", '{"city": "Oslo"}'),)
    assert (of_chat.messages[3].tool_name, of_chat.messages[3].text) == ("get_weather", "-4 °C")
    assert [tool.name for tool in of_chat.tools] == ["get_weather"]
    assert of_chat.headers["authorization"] == "***"


def test_function_that_raises_is_a_problem_of_the_test(mock_client: MockClient) -> None:
    def fail(request: ModelRequest) -> bool:
        raise KeyError("city")

    mock_client.server.on(fail).reply(text="Never.")
    mock_client.assert_error(400, *chat(QUESTION))
    assert mock_client.server.problems == ["a rule: the function fail raised KeyError: 'city'"]
    mock_client.server.reset()


# --- replies ---


def test_reply_has_usage_cost_and_the_reason_of_its_end(mock_client: MockClient) -> None:
    usage = Usage(input_tokens=12, output_tokens=5, reasoning_tokens=2, cached_tokens=10)
    mock_client.server.on().reply(text="Half a", usage=usage, cost_usd=0.25, incomplete="content_filter")
    completion = mock_client.create_completion()
    assert completion["choices"][0]["finish_reason"] == "content_filter"
    assert completion["usage"]["total_tokens"] == 17
    assert completion["usage"]["prompt_tokens_details"]["cached_tokens"] == 10
    assert completion["meta"]["usage"]["usd_spent"] == 0.25
    for response in (mock_client.create_response(), mock_client.stream_response()[-1]["response"]):
        assert response["status"] == "incomplete"
        assert response["incomplete_details"] == {"reason": "content_filter"}
        assert response["usage"]["output_tokens_details"] == {"reasoning_tokens": 2}
        assert response["usage"]["input_tokens"] == 12


def test_reply_has_reasoning_in_responses(mock_client: MockClient) -> None:
    mock_client.server.on(api="responses").reply(text="So.", reasoning="Because of this.")
    response = mock_client.create_response()
    assert response["output"][0]["summary"] == [{"type": "summary_text", "text": "Because of this."}]
    deltas = [
        event["delta"]
        for event in mock_client.stream_response()
        if event["type"] == "response.reasoning_summary_text.delta"
    ]
    assert "".join(deltas) == "Because of this."


def test_reply_of_json_has_the_requested_format(mock_client: MockClient) -> None:
    mock_client.server.on(output_format="city").reply(json={"city": "Tromsø"})
    assert completion_text(mock_client.create_completion("Where?", **FORMAT)) == '{"city": "Tromsø"}'


def test_reply_of_bytes_is_sent_unchanged(mock_client: MockClient) -> None:
    mock_client.server.on(api="chat").reply(status=200, body=b"\x00\xff", headers={"Content-Type": "a/b"})
    response = mock_client.http.post("/chat/completions", json=chat(QUESTION)[1])
    assert (response.content, response.headers["content-type"]) == (b"\x00\xff", "a/b")


def test_failure_of_a_rule(mock_client: MockClient) -> None:
    mock_client.server.on().reply(failure="Out of memory.")
    mock_client.assert_error(500, *chat(QUESTION))
    assert mock_client.create_response()["error"]["message"] == "Out of memory."


def test_tool_loop_by_rules(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on(tool_result="get_weather").reply(text="Four degrees.")
    aimlkit_mock.on(contains="Oslo").reply(tool_calls=[Call("get_weather", {"city": "Oslo"})])
    cities: list[str] = []

    def get_weather(city: str) -> str:
        """Return the weather."""
        cities.append(city)
        return "4 °C"

    tools = [function_tool(get_weather)]
    with aimlkit_client(aimlkit_mock) as client:
        response = client.responses.run_tools(model=RESPONSES_MODEL, input="Oslo?", tools=tools)
        completion = client.chat.completions.run_tools(
            model=CHAT_MODEL, messages=[{"role": "user", "content": "Oslo?"}], tools=tools
        )
    assert response.output_text == completion.text == "Four degrees."
    assert cities == ["Oslo", "Oslo"]
    aimlkit_mock.assert_all_rules_used()


def test_rule_of_two_times_replies_twice(mock_client: MockClient) -> None:
    rule = mock_client.server.on().reply(text="Twice.", times=2)
    texts = [completion_text(mock_client.create_completion()) for _ in range(3)]
    assert texts[:2] == ["Twice.", "Twice."]
    assert texts[2] != "Twice."
    assert repr(rule) == "<Rule on(any request), used 2 times>"


# --- assertions ---


def test_assert_called_returns_requests_or_explains(mock_client: MockClient) -> None:
    mock_client.create_completion("One")
    mock_client.create_response("Two")
    mock_client.assert_error(400, "/responses", {"model": RESPONSES_MODEL})
    [request] = mock_client.server.assert_called(contains="One")
    assert request.body["messages"][0]["content"] == "One"
    assert len(mock_client.server.assert_called(times=2)) == 2
    assert mock_client.server.assert_called(contains="Three", times=0) == []
    with pytest.raises(AssertionError) as raised:
        mock_client.server.assert_called(api="responses", contains="One")
    assert str(raised.value) == (
        "expected a request with api='responses', contains='One'; found 0\n"
        "  request 1: api='responses': it is 'chat'\n"
        "  request 2: contains='One': the last user message is 'Two'"
    )
    with pytest.raises(AssertionError, match="expected requests: 1 with any request; found 2"):
        mock_client.server.assert_called(times=1)


def test_assert_all_rules_used_names_those_that_are_not(mock_client: MockClient) -> None:
    mock_client.server.on(contains="Oslo").reply(text="Cold.")
    mock_client.server.on(contains="Rome").reply(MockResponse(text="a"), MockResponse(text="b"))
    mock_client.create_completion("Oslo")
    mock_client.create_completion("Rome")
    with pytest.raises(AssertionError) as raised:
        mock_client.server.assert_all_rules_used()
    assert str(raised.value).splitlines()[1:] == ["  <Rule on(contains='Rome'), used 1 time>"]


def test_rule_without_a_reply_is_a_problem(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on(contains="Oslo")
    with pytest.raises(AssertionError, match=r"on\(contains='Oslo'\) has no reply"):
        aimlkit_mock.assert_no_problems()
    aimlkit_mock.reset()


def test_repr_shows_the_address(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.on().reply(text="a")
    assert repr(aimlkit_mock) == f"<MockServer {aimlkit_mock.base_url}, recorded requests: 0, rules: 1>"


def test_reset_removes_rules(mock_client: MockClient) -> None:
    mock_client.server.on().reply(text="Rule.")
    mock_client.server.reset()
    assert mock_client.server.rules == []
    assert completion_text(mock_client.create_completion()) != "Rule."


def test_rules_are_limited(aimlkit_mock: MockServer) -> None:
    for _ in range(MAX_RULES):
        aimlkit_mock.on(contains="Oslo").reply(status=500)
    with pytest.raises(ValueError, match="at most 1,000 rules"):
        aimlkit_mock.on(contains="Oslo").reply(status=500)


# --- any rules and requests ---

WORDS = st.sampled_from(["Oslo", "Rome", "cold", "in", ""])
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "contains": WORDS,
        "stream": st.booleans(),
        "api": st.sampled_from(["chat", "responses"]),
        "turn": st.integers(1, 2),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    all_conditions=st.lists(CONDITIONS, max_size=5),
    texts=st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    stream=st.booleans(),
    api=st.sampled_from(["chat", "responses"]),
    turn=st.integers(1, 2),
)
def test_rule_is_the_first_whose_conditions_are_all_met(
    mock_client: MockClient, all_conditions: list[Any], texts: str, stream: bool, api: str, turn: int
) -> None:
    mock_client.server.reset()
    for number, conditions in enumerate(all_conditions):
        mock_client.server.on(**conditions).reply(headers={"X-Rule": str(number)})
    actual = {"stream": stream, "api": api, "turn": turn}
    expected = next(
        (
            str(number)
            for number, conditions in enumerate(all_conditions)
            if conditions.get("contains", "") in texts
            and all(actual[name] == value for name, value in conditions.items() if name != "contains")
        ),
        None,
    )
    earlier: list[Any] = [QUESTION, {"role": "assistant", "content": "No."}] if turn == 2 else []
    make = chat if api == "chat" else respond
    path, request = make(*earlier, {"role": "user", "content": texts}, stream=stream)
    assert mock_client.http.post(path, json=request).headers.get("x-rule") == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 4), extra=st.none() | st.integers(0, 3), requests=st.integers(0, 9))
def test_replies_come_in_order(mock_client: MockClient, count: int, extra: int | None, requests: int) -> None:
    mock_client.server.reset()
    times = None if extra is None else count + extra
    replies = [MockResponse(headers={"X-Reply": str(number)}) for number in range(count)]
    mock_client.server.on().reply(*replies, times=times)
    expected = [
        None if times is not None and number >= times else str(min(number, count - 1))
        for number in range(requests)
    ]
    path, request = chat(QUESTION)
    got = [mock_client.http.post(path, json=request).headers.get("x-reply") for _ in range(requests)]
    assert got == expected
