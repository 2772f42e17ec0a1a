"""Requests: checked parameters, headers and query; every request is valid by the contract."""

from __future__ import annotations

import contextlib
import copy
import json
import pickle
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openai._qs import Querystring

import aimlkit
from aimlkit import AIMLAPI, NOT_GIVEN, NotGiven, Omit, omit
from aimlkit._requests import merge_headers, operation_url, url_parameters
from aimlkit.mock import MockServer
from aimlkit.mock.contract import packaged_contract
from aimlkit_api.operations import LIST_MODELS, OPERATIONS, PREFIX, OperationSpec, Parameter
from tests.conftest import examples
from tests.mock.request_strategies import valid_requests
from tests.models import (
    CHAT_MODEL,
    CHAT_OPERATION,
    REASONING_MODELS,
    RESPONSES_MODEL,
    RESPONSES_OPERATION,
    needs,
    optional_nulls,
)
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, COMPLETION

Json = Any

CHAT, RESPONSES = "/chat/completions", "/responses"


# --- parameters ---


def test_create_leaves_out_omitted_parameters(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    any_client.create_chat_completion(
        seed=NOT_GIVEN, stop=omit, timeout=NOT_GIVEN, stream=NOT_GIVEN, extra_headers=None
    )
    any_client.create_chat_completion(stream=None)
    any_client.create_chat_completion(
        seed=NotGiven(),
        stop=Omit(),
        timeout=NotGiven(),
        client_request_id=Omit(),
        extra_body={"seed": Omit()},
    )
    assert [request.body for request in aimlkit_mock.requests] == [CHAT_PARAMS] * 3


def test_omit_and_not_given_have_one_instance() -> None:
    assert Omit() is NotGiven() is omit
    assert pickle.loads(pickle.dumps(omit)) is copy.deepcopy(omit) is omit


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("max_completion_token", "did you mean max_completion_tokens?"),
        ("mesages", "messages"),
        ("xyzzy", "extra_body="),
    ],
)
def test_create_rejects_an_unknown_parameter_with_a_hint(
    any_client: AnyClient, aimlkit_mock: MockServer, name: str, hint: str
) -> None:
    with pytest.raises(TypeError, match=rf"create\(\) takes no parameter '{name}'") as raised:
        any_client.create_chat_completion(**{name: 1})
    assert hint in str(raised.value)
    assert aimlkit_mock.requests == []


def test_create_names_with_options_for_an_option_of_the_client(any_client: AnyClient) -> None:
    with pytest.raises(TypeError, match=r"client\.with_options\(max_retries=\.\.\.\)"):
        any_client.create_chat_completion(max_retries=1)


def test_create_requires_the_required_parameters(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    with pytest.raises(TypeError, match="'messages' and 'model'"):
        any_client.call(lambda client: client.chat.completions.create)
    with pytest.raises(TypeError, match="/responses needs input"):
        any_client.create_response(input=NOT_GIVEN)
    assert aimlkit_mock.requests == []


@pytest.mark.parametrize("name", ["parse", "stream"])
def test_other_calls_reject_the_stream_parameter(
    any_client: AnyClient, aimlkit_mock: MockServer, name: str
) -> None:
    for params, call in (
        (CHAT_PARAMS, lambda client: getattr(client.chat.completions, name)),
        ({"model": RESPONSES_MODEL, "input": "Hi"}, lambda client: getattr(client.responses, name)),
    ):
        with pytest.raises(TypeError, match=rf"{name}\(\) takes no parameter 'stream'"):
            any_client.call(call, **params, stream=True)
    assert aimlkit_mock.requests == []


def test_create_rejects_a_class_as_a_value(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    with pytest.raises(TypeError, match=r"cannot send the class AnyClient: parse\(\) and stream\(\)"):
        any_client.create_chat_completion(response_format=AnyClient)
    assert aimlkit_mock.requests == []


@pytest.mark.parametrize(
    ("tool", "maker"), [(print, r"\.function_tool\("), (AnyClient, "pydantic_function_tool")], ids=str
)
def test_create_rejects_a_function_that_is_not_a_tool(any_client: AnyClient, tool: Json, maker: str) -> None:
    with pytest.raises(TypeError, match=maker):
        any_client.create_chat_completion(tools=[tool])


def test_create_sends_objects_of_responses_back(any_client: AnyClient) -> None:
    completion = any_client.create_chat_completion()
    message = completion.choices[0].message
    question = {"role": "user", "content": "And?"}
    assert any_client.create_chat_completion(messages=[*CHAT_PARAMS["messages"], message, question]).text
    response = any_client.create_response(input="Hi")
    items = [{"role": "user", "content": "Hi"}, *response.output]
    assert any_client.create_response(input=items).output_text


# --- headers, query and extras ---


def test_create_sends_extras(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    any_client.create_chat_completion(
        extra_body={"top_k": 3, "seed": 4}, seed=2, extra_headers={"X-A": "b", "User-Agent": omit}
    )
    [request] = aimlkit_mock.requests
    assert request.body == {**CHAT_PARAMS, "seed": 4, "top_k": 3}
    assert request.headers["x-a"] == "b"
    assert "aimlkit" not in request.headers.get("user-agent", "")


def test_create_sends_headers(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    other = client.with_options(default_headers={"X-A": "1", "x-b": "2"})
    other.chat.completions.create(**CHAT_PARAMS, extra_headers={"x-a": "3"})
    headers = aimlkit_mock.requests[0].headers
    assert (headers["x-a"], headers["x-b"]) == ("3", "2")
    assert headers["user-agent"] == f"aimlkit/{aimlkit.__version__}"
    assert headers["content-type"] == "application/json"


DEFAULT_QUERY: Json = {"a": 1, "b": ["x"], "c": None}
EXTRA_QUERY: Json = {
    "b": ["y & z", True, None],
    "d": {"e": [1, {"f": 2.5}], "g": {"h": False}},
    "i": (),
    "j": [[1], [2, 3]],
    "k": "l",
}


def test_query_is_written_as_openai_python_writes_it(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    any_client.options["default_query"] = DEFAULT_QUERY
    any_client.create_chat_completion(extra_query={**EXTRA_QUERY, "a": omit})
    query = aimlkit_mock.requests[0].query
    assert query == Querystring(array_format="brackets").stringify(EXTRA_QUERY)


def test_query_that_contains_itself_is_refused(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    endless: Json = []
    endless.append(endless)
    with pytest.raises(ValueError, match="a query parameter cannot be sent: it has more than 20 levels"):
        client.chat.completions.create(**CHAT_PARAMS, extra_query={"a": endless})
    assert not aimlkit_mock.requests


def test_merge_headers_ignores_case() -> None:
    assert merge_headers({"a": "1", "b": "2"}, {"A": "3", "B": omit, "C": "4"}) == {"a": "3", "c": "4"}


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://a.test/v1", "https://a.test/v1/chat/completions"),
        ("https://a.test/v1/", "https://a.test/v1/chat/completions"),
        ("https://a.test", "https://a.test/chat/completions"),
        ("https://a.test/v1?a=1", "https://a.test/v1/chat/completions?a=1"),
    ],
)
def test_operation_url_appends_the_path_below_the_prefix(base_url: str, url: str) -> None:
    assert str(operation_url(httpx.URL(base_url), f"{PREFIX}/chat/completions")) == url


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://a.test/v1", "https://a.test/v2/usage"),
        ("https://a.test/gateway/v1/", "https://a.test/gateway/v2/usage"),
        ("https://a.test", "https://a.test/v2/usage"),
    ],
)
def test_operation_url_of_another_version_stands_next_to_the_prefix(base_url: str, url: str) -> None:
    assert str(operation_url(httpx.URL(base_url), "/v2/usage")) == url


def spec_with(path: str, **parameters: Parameter) -> OperationSpec:
    return LIST_MODELS._replace(path=path, url_parameters=parameters)


def test_url_parameters_are_in_the_path_the_query_and_the_headers() -> None:
    spec = spec_with(
        "/v1/files/{name}/parts/{number}",
        name=Parameter("path", required=True, explode=False),
        number=Parameter("path", required=True, explode=False),
        tags=Parameter("query", required=False, explode=True),
        ids=Parameter("query", required=False, explode=False),
        deep=Parameter("query", required=False, explode=True),
        trace=Parameter("header", required=False, explode=False),
        unset=Parameter("query", required=False, explode=True),
        null=Parameter("query", required=False, explode=True),
    )
    params = {
        "name": "a/b ?#%{number}.é",
        "number": 3,
        "tags": ["x", "y"],
        "ids": (1, 2.5),
        "deep": True,
        "trace": "t",
        "unset": omit,
        "null": None,
    }
    parameters = url_parameters(spec, params)
    assert parameters.path == "/v1/files/a%2Fb%20%3F%23%25%7Bnumber%7D.%C3%A9/parts/3"
    assert parameters.query == {"tags": ["x", "y"], "ids": "1,2.5", "deep": "true"}
    assert parameters.headers == {"trace": "t"}


@pytest.mark.parametrize("value", ["", ".", "..", None, []])
def test_url_parameters_refuse_a_path_parameter_that_names_another_path(value: object) -> None:
    spec = spec_with("/v1/files/{name}", name=Parameter("path", required=True, explode=False))
    with pytest.raises(TypeError, match=r"/v1/files/\{name\} (needs a value|takes text) for name"):
        url_parameters(spec, {"name": value})


def test_base_url_without_prefix_is_named_by_the_error(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    any_client.options["base_url"] = aimlkit_mock.url
    with pytest.raises(aimlkit.NotFoundError, match=r"\(base_url usually ends with /v1\)"):
        any_client.create_chat_completion()


# --- every request is valid by the contract ---

OPERATION_BY_PATH = {operation.path: operation for operation in packaged_contract().operations}


class ContractServer:
    """A client and its server, which checks each request against the contract and returns responses in turn.

    When there are no responses left, it returns a chat completion.
    """

    def __init__(self, *responses: Json) -> None:
        self.responses = list(responses)
        self.bodies: list[Json] = []
        http_client = httpx.Client(transport=httpx.MockTransport(self._respond))
        self.client = AIMLAPI(api_key="a", http_client=http_client)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        self.bodies.append(body)
        OPERATION_BY_PATH[request.url.path].validate(
            body, len(request.content)
        )  # Raises an exception for an invalid request.
        if body.get("stream"):
            last = {"type": "response.completed", "response": {"id": "r1", "output": []}}
            events = f"data: {json.dumps(last)}\n\ndata: [DONE]\n\n"
            return httpx.Response(200, text=events, headers={"content-type": "text/event-stream"})
        return httpx.Response(200, json=self.responses.pop(0) if self.responses else COMPLETION)


def test_operations_have_the_parameters_of_the_contract() -> None:
    for operation in OPERATIONS.values():
        in_contract = OPERATION_BY_PATH[operation.path]
        names = {name for shape in in_contract.shapes.values() for name in shape.properties}
        assert operation.method == in_contract.method
        assert operation.parameters == names
    assert packaged_contract().base_path == PREFIX


#: The properties of requests whose values are data: JSON Schemas, objects whose keys are free, and unknown properties.
DATA = {"parameters", "schema", "input_schema", "variables", "headers", "x_new", "y-new"}


def without_nulls_in_objects(params: Json) -> Json:
    """Return parameters as they are sent: without nulls below the parameters themselves, except in data."""

    def clean(value: Json, name: str) -> Json:
        if isinstance(value, list):
            return [clean(item, name) for item in value]
        if not isinstance(value, dict) or name in DATA:
            return value
        return {key: clean(item, key) for key, item in value.items() if item is not None}

    return {name: clean(value, name) for name, value in params.items()}


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@settings(max_examples=examples(20))
@given(data=st.data())
def test_create_sends_its_parameters_without_inner_nulls(path: str, data: st.DataObject) -> None:
    params = data.draw(valid_requests(path))
    operation = OPERATIONS["createChatCompletion" if path == CHAT else "createResponse"]
    extra_body = {name: params.pop(name) for name in [*params] if name not in operation.parameters}
    server = ContractServer()
    resource: Json = server.client.chat.completions if path == CHAT else server.client.responses
    result = resource.create(**params, extra_body=extra_body)
    if params.get("stream"):
        list(result)
    if params.get("stream", False) is None:  # It means that no stream is requested.
        del params["stream"]
    body = server.bodies[0]
    assert without_nulls_in_objects(body) == {**without_nulls_in_objects(params), **extra_body}
    assert not optional_nulls(operation.id, body)


TOOL_CALLS = st.lists(
    st.builds(
        lambda call_id, arguments: {
            "id": call_id,
            "type": "function",
            "function": {"name": "look_up", "arguments": arguments},
        },
        st.text(min_size=1, max_size=5),
        st.sampled_from(["", "{}", '{"word": "a"}', '{"word": 1}', "{"]),
    ),
    max_size=3,
)
ASSISTANT_MESSAGES = st.builds(
    lambda content, refusal, tool_calls, fields: {
        "role": "assistant",
        "content": content,
        "refusal": refusal,
        "tool_calls": tool_calls or None,
        **fields,
    },
    st.none() | st.text(max_size=10),
    st.none() | st.text(max_size=10),
    TOOL_CALLS,
    st.sampled_from(
        [{}, {"annotations": []}, {"audio": None, "annotations": None}, {"reasoning_content": "a"}]
    ),
)


def completion_with(message: Json) -> Json:
    """Return a chat completion as JSON."""
    return {**COMPLETION, "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}


def look_up(word: str, times: int = 1) -> str:
    """Look a word up."""
    return word * times


@given(st.lists(ASSISTANT_MESSAGES, max_size=3))
def test_chat_conversation_and_run_tools_send_valid_requests(messages: list[Json]) -> None:
    server = ContractServer(*map(completion_with, messages))
    conversation = server.client.chat.conversation(model=CHAT_MODEL)
    for _ in messages:
        conversation.send("And?")
    conversation.send([{"role": "tool", "tool_call_id": "a", "content": "b"}])
    server = ContractServer(*map(completion_with, messages))
    with contextlib.suppress(aimlkit.MaxTurnsError):
        server.client.chat.completions.run_tools(
            model=CHAT_MODEL,
            messages=[{"role": "user", "content": "Hi"}],
            tools=[aimlkit.function_tool(look_up)],
            tool_choice="required",
            max_turns=4,
        )
    assert server.bodies


OUTPUTS = st.lists(
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


@needs(RESPONSES_OPERATION)
@given(st.lists(OUTPUTS, max_size=3), st.sampled_from(REASONING_MODELS or [RESPONSES_MODEL]))
def test_response_conversation_and_run_tools_send_valid_requests(
    outputs: list[list[Json]], model: str
) -> None:
    responses = [
        {"id": "r1", "object": "response", "status": "completed", "output": items} for items in outputs
    ]
    server = ContractServer(*responses)
    conversation = server.client.responses.conversation(model=model)
    for _ in responses:
        conversation.send("And?")
    server = ContractServer(*responses)
    with contextlib.suppress(aimlkit.MaxTurnsError):
        server.client.responses.run_tools(
            model=model, input="Hi", tools=[aimlkit.function_tool(look_up)], max_turns=4
        )
    assert server.bodies


def test_output_formats_and_tools_are_valid_requests() -> None:
    server = ContractServer(completion_with({"role": "assistant", "content": "{}"}))
    tools = [aimlkit.function_tool(look_up), aimlkit.function_tool(look_up, name="other", strict=False)]
    schema: Json = {"type": "object", "properties": {"a": {"type": "string"}}}
    completions = server.client.chat.completions
    completions.parse(**CHAT_PARAMS, response_format=schema, tools=tools)
    with completions.stream(**CHAT_PARAMS, response_format=schema, tools=tools) as chat_stream:
        chat_stream.until_done()
    with server.client.responses.stream(
        model=RESPONSES_MODEL, input="Hi", text_format=schema, tools=tools
    ) as response_stream:
        response_stream.until_done()
    assert len(server.bodies) == 3
