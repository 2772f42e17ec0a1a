"""The methods of the resources as tools see them: inspect, help(), jedi, unittest.mock, and Python's own errors."""

from __future__ import annotations

import asyncio
import inspect
import pydoc
import re
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import AsyncMock, MagicMock, create_autospec

import jedi
import pytest

from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.endpoints import chat_completions as chat_completions_endpoint
from aimlkit.endpoints import responses as responses_endpoint
from aimlkit.mock import MockServer
from aimlkit.resources.chat_completions import (
    AsyncChat,
    AsyncChatCompletions,
    AsyncChatCompletionsWithRawResponse,
    AsyncChatCompletionsWithStreamingResponse,
    Chat,
    ChatCompletions,
    ChatCompletionsWithRawResponse,
    ChatCompletionsWithStreamingResponse,
)
from aimlkit.resources.responses import (
    AsyncResponses,
    AsyncResponsesWithRawResponse,
    AsyncResponsesWithStreamingResponse,
    Responses,
    ResponsesWithRawResponse,
    ResponsesWithStreamingResponse,
)
from tests.models import CHAT_MODEL, RESPONSES_MODEL
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any

CHAT_PARAMETERS = set(chat_completions_endpoint.ENDPOINT.spec.parameters)
RESPONSES_PARAMETERS = set(responses_endpoint.ENDPOINT.spec.parameters)
OPTIONS = {"extra_headers", "extra_query", "extra_body", "timeout", "client_request_id"}

CHAT = CHAT_PARAMETERS | OPTIONS
RESPONSES = RESPONSES_PARAMETERS | OPTIONS

#: The parameters of each method.
METHODS: list[tuple[type, str, set[str]]] = [
    *(
        method
        for cls in (ChatCompletions, AsyncChatCompletions)
        for method in (
            (cls, "create", CHAT),
            (cls, "parse", CHAT - {"stream"}),
            (cls, "stream", CHAT - {"stream"}),
            (cls, "run_tools", CHAT | {"max_turns"}),
        )
    ),
    *(
        method
        for cls in (Responses, AsyncResponses)
        for method in (
            (cls, "create", RESPONSES),
            (cls, "parse", (RESPONSES | {"text_format", "parse_as"}) - {"stream"}),
            (cls, "stream", (RESPONSES | {"text_format"}) - {"stream"}),
            (cls, "run_tools", RESPONSES | {"max_turns"}),
            (cls, "conversation", RESPONSES - {"stream", "input"}),
        )
    ),
    *((cls, "conversation", CHAT - {"stream", "response_format"}) for cls in (Chat, AsyncChat)),
    *((cls, "create", CHAT) for cls in (ChatCompletionsWithRawResponse, AsyncChatCompletionsWithRawResponse)),
    *((cls, "create", RESPONSES) for cls in (ResponsesWithRawResponse, AsyncResponsesWithRawResponse)),
    (ChatCompletionsWithStreamingResponse, "create", CHAT),
    (AsyncChatCompletionsWithStreamingResponse, "create", CHAT),
    (ResponsesWithStreamingResponse, "create", RESPONSES),
    (AsyncResponsesWithStreamingResponse, "create", RESPONSES),
]
METHOD_IDS = [f"{cls.__name__}.{name}" for cls, name, _ in METHODS]

each_method = pytest.mark.parametrize(("cls", "name", "parameters"), METHODS, ids=METHOD_IDS)


# --- inspect and help() ---


def help_text(value: object) -> str:
    """Return what `help()` prints, without bold letters, which are overstruck."""
    return re.sub(r".\x08", "", pydoc.render_doc(value))


@each_method
def test_signature_has_every_parameter(cls: type, name: str, parameters: set[str]) -> None:
    self, *found = inspect.signature(getattr(cls, name)).parameters.values()
    assert self.name == "self"
    assert {parameter.name for parameter in found} == parameters
    for parameter in found:
        assert parameter.kind is parameter.KEYWORD_ONLY
        assert parameter.annotation is not parameter.empty


@each_method
def test_signature_requires_what_the_api_requires(cls: type, name: str, parameters: set[str]) -> None:
    signature = inspect.signature(getattr(cls, name))
    required = {
        each.name
        for each in signature.parameters.values()
        if each.default is each.empty and each.name != "self"
    }
    endpoint = chat_completions_endpoint if "Chat" in cls.__name__ else responses_endpoint
    expected = set(endpoint.ENDPOINT.spec.required)
    if name == "conversation":  # The messages follow, one by one.
        expected -= {"messages", "input"}
    assert required == expected


@each_method
def test_docstring_describes_every_parameter(cls: type, name: str, parameters: set[str]) -> None:
    documentation = inspect.getdoc(getattr(cls, name)) or ""
    entries = re.findall(r"^    (\w+): \S", documentation.partition("\nArgs:\n")[2], re.MULTILINE)
    assert parameters <= set(entries)


@each_method
def test_help_shows_every_parameter(cls: type, name: str, parameters: set[str]) -> None:
    text = help_text(getattr(cls, name))
    signature = text.partition("(")[2].partition("\n")[0]
    for parameter in parameters:
        assert f"{parameter}: " in signature
    assert "Args:" in text


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
def test_help_of_a_client_shows_its_resources_and_options(client_class: type) -> None:
    text = help_text(client_class)
    for name in ("chat", "responses", "with_raw_response", "with_options", "max_spend_usd", "api_key"):
        assert re.search(rf"\b{name}\b", text), name
    for name in ("api_key", "base_url", "timeout", "max_retries", "http_client", "max_spend_usd"):
        assert name in inspect.signature(client_class).parameters


# --- jedi, as IPython and editors use it ---

CHAT_METHODS = {"create", "parse", "stream", "run_tools", "with_raw_response"}
RESPONSES_METHODS = CHAT_METHODS | {"conversation"}


@pytest.fixture(scope="module", autouse=True)
def _jedi_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give each test process a cache of its own: jedi fails if another process is writing an entry."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(jedi.settings, "cache_directory", str(tmp_path_factory.mktemp("jedi")))
        yield


def jedi_names(completions: list[Json]) -> set[str]:
    return {completion.name for completion in completions if not completion.name.startswith("_")}


@pytest.fixture(params=["AIMLAPI", "AsyncAIMLAPI"])
def jedi_script(request: pytest.FixtureRequest) -> Callable[[str], Json]:
    """Return a function that opens a program, which uses `client`, in jedi."""

    def open_script(code: str) -> Json:
        return jedi.Script(f"from aimlkit import {request.param}\nclient = {request.param}()\n{code}")

    return open_script


def test_jedi_completes_resources_and_methods(jedi_script: Callable[[str], Json]) -> None:
    assert {"chat", "responses", "with_raw_response"} <= jedi_names(jedi_script("client.").complete())
    assert {"completions", "conversation"} <= jedi_names(jedi_script("client.chat.").complete())
    assert jedi_names(jedi_script("client.chat.completions.").complete()) >= CHAT_METHODS
    assert jedi_names(jedi_script("client.responses.").complete()) >= RESPONSES_METHODS


@pytest.mark.parametrize(
    ("call", "parameters"),
    [
        ("client.chat.completions.create", CHAT),
        ("client.chat.completions.run_tools", CHAT | {"max_turns"}),
        ("client.responses.parse", (RESPONSES | {"text_format", "parse_as"}) - {"stream"}),
        ("client.responses.conversation", RESPONSES - {"stream", "input"}),
        ("client.chat.completions.with_raw_response.create", CHAT),
        ("client.chat.completions.with_streaming_response.create", CHAT),
    ],
)
def test_jedi_completes_parameters(
    jedi_script: Callable[[str], Json], call: str, parameters: set[str]
) -> None:
    completions = jedi_names(jedi_script(f"{call}(").complete())
    assert {f"{parameter}=" for parameter in parameters} <= completions
    for signature in jedi_script(f"{call}(").get_signatures():
        assert parameters <= {parameter.name for parameter in signature.params}


def test_jedi_completes_parameters_of_live_objects() -> None:
    client = AIMLAPI(api_key="a")
    interpreter = jedi.Interpreter("client.chat.completions.create(", [{"client": client}])
    assert {f"{parameter}=" for parameter in CHAT} <= jedi_names(interpreter.complete())
    interpreter = jedi.Interpreter("client.responses.", [{"client": client}])
    assert jedi_names(interpreter.complete()) >= RESPONSES_METHODS


# --- unittest.mock ---


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
def test_mock_of_a_client_has_its_resources(client_class: type) -> None:
    client = MagicMock(spec=client_class)
    client.chat.completions.create.return_value = "completion"
    assert client.chat.completions.create(**CHAT_PARAMS) == "completion"
    assert client.responses
    assert client.with_raw_response
    with pytest.raises(AttributeError):
        _ = client.chats


@each_method
def test_autospec_checks_parameters(cls: type, name: str, parameters: set[str]) -> None:
    resource = create_autospec(cls, instance=True)
    method = getattr(resource, name)
    required = {
        each.name: "a"
        for each in inspect.signature(getattr(cls, name)).parameters.values()
        if each.default is each.empty and each.name != "self"
    }
    result = method(**required, extra_body={"new": 1})
    if inspect.iscoroutine(result):
        result.close()
    with pytest.raises(TypeError, match="unknown_parameter"):
        method(**required, unknown_parameter=1)
    with pytest.raises(AttributeError):
        _ = resource.nonexistent


def test_autospec_of_async_resources_has_async_methods() -> None:
    chat_completions = create_autospec(AsyncChatCompletions, instance=True)
    responses = create_autospec(AsyncResponses, instance=True)
    for resource in (chat_completions, responses):
        for name in ("create", "parse", "run_tools"):
            assert isinstance(getattr(resource, name), AsyncMock), name
        assert not isinstance(resource.stream, AsyncMock)  # It returns an async context manager.
    assert isinstance(MagicMock(spec=AsyncChatCompletions).create, AsyncMock)
    assert not isinstance(MagicMock(spec=ChatCompletions).create, AsyncMock)

    chat_completions.create.return_value = "completion"

    async def create() -> Json:
        return await chat_completions.create(**CHAT_PARAMS)

    assert asyncio.run(create()) == "completion"


# --- unknown parameters ---


def method_of(client: Json, cls: type, name: str) -> Callable[..., Json]:
    """Return the method of the resource of that class."""
    chat, responses = client.chat, client.responses
    for resource in (
        *(chat, chat.completions, responses),
        *(chat.completions.with_raw_response, responses.with_raw_response),
        *(chat.completions.with_streaming_response, responses.with_streaming_response),
    ):
        if type(resource) is cls:
            method: Callable[..., Json] = getattr(resource, name)
            return method
    raise AssertionError(cls)


@each_method
def test_unknown_parameter_raises_with_the_nearest_name(
    aimlkit_mock: MockServer, cls: type, name: str, parameters: set[str]
) -> None:
    is_async = cls.__name__.startswith("Async")
    any_client = AnyClient(
        is_async=is_async, options={"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    )
    message = f"{name}() takes no parameter 'modell'; did you mean model? (extra_body= sends parameters"
    with pytest.raises(TypeError, match=re.escape(message)):
        any_client.call(lambda client: method_of(client, cls, name), modell=CHAT_MODEL)
    message = f"{name}() takes no parameter 'qqq' (extra_body= sends parameters"
    with pytest.raises(TypeError, match=re.escape(message)):
        any_client.call(lambda client: method_of(client, cls, name), model=CHAT_MODEL, qqq=1)
    assert aimlkit_mock.requests == []


@pytest.mark.parametrize("option", ["max_retries", "base_url", "api_key"])
def test_client_option_as_parameter_raises_with_a_hint(
    any_client: AnyClient, aimlkit_mock: MockServer, option: str
) -> None:
    message = (
        f"create() takes no parameter {option!r}: it is an option of the client, as in client.with_options"
    )
    with pytest.raises(TypeError, match=re.escape(message)):
        any_client.create_chat_completion(**{option: "a"})
    with pytest.raises(TypeError, match=re.escape(message)):
        any_client.create_response(**{option: "a"})
    assert aimlkit_mock.requests == []


def test_missing_parameter_raises_with_its_name(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    with pytest.raises(TypeError, match="'messages'"):
        any_client.call(lambda client: client.chat.completions.create, model=CHAT_MODEL)
    with pytest.raises(TypeError, match="'input'"):
        any_client.call(lambda client: client.responses.create, model=RESPONSES_MODEL)
    assert aimlkit_mock.requests == []


def test_positional_arguments_raise(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    def create_by_position(client: Json) -> Callable[..., Json]:
        return lambda **params: client.chat.completions.create(CHAT_MODEL, **params)

    with pytest.raises(TypeError, match="positional"):
        any_client.call(create_by_position, **CHAT_PARAMS)
    assert aimlkit_mock.requests == []
