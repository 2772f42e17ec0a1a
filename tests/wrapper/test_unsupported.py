"""Parameters and options of openai-python that this service does not have."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import openai
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, UnsupportedParameterWarning, omit
from aimlkit.mock import MockServer
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, OPENAI_CLIENT_OPTIONS
from tests.models import CHAT_MODEL, RESPONSES_MODEL
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any

RESPONSES_PARAMS: Json = {"model": RESPONSES_MODEL, "input": "Hi"}
#: Two parameters that openai-python has for every operation of the contract, and no source has.
PARAMETER, OTHER_PARAMETER, *_ = sorted(
    frozenset[str].intersection(
        *(spec.openai_parameters for spec in (CREATE_CHAT_COMPLETION, CREATE_RESPONSE) if spec.models)
    )
)
ERROR = rf"create\(\) takes no parameter '{PARAMETER}': the service does not have it \(AIMLAPI\(unsupported='warn'\)"

METHODS = [
    pytest.param(lambda client: client.chat.completions.create, CHAT_PARAMS, id="chat create"),
    pytest.param(lambda client: client.chat.completions.parse, CHAT_PARAMS, id="chat parse"),
    pytest.param(lambda client: client.chat.completions.run_tools, CHAT_PARAMS, id="chat run_tools"),
    pytest.param(
        lambda client: client.chat.completions.with_raw_response.create, CHAT_PARAMS, id="raw chat create"
    ),
    pytest.param(lambda client: client.responses.create, RESPONSES_PARAMS, id="responses create"),
    pytest.param(lambda client: client.responses.parse, RESPONSES_PARAMS, id="responses parse"),
]


def test_parameter_of_openai_python_is_an_error_by_default(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    for create in (any_client.create_chat_completion, any_client.create_response):
        with pytest.raises(TypeError, match=ERROR) as raised:
            create(**{PARAMETER: 0.5})
        assert "extra_body=" in str(raised.value)
        assert "\n" not in str(raised.value)
    assert not aimlkit_mock.requests


@pytest.mark.parametrize(("method", "params"), METHODS)
def test_parameters_of_openai_python_are_dropped(
    any_client: AnyClient, aimlkit_mock: MockServer, method: Json, params: Json
) -> None:
    any_client.options["unsupported"] = "drop"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        any_client.call(method, **params, **{PARAMETER: 0.5, OTHER_PARAMETER: None})
    assert aimlkit_mock.requests[0].body == params


@pytest.mark.parametrize(("method", "params"), METHODS)
def test_parameters_of_openai_python_are_dropped_with_a_warning_at_the_call(
    any_client: AnyClient, aimlkit_mock: MockServer, method: Json, params: Json
) -> None:
    any_client.options["unsupported"] = "warn"
    with pytest.warns(UnsupportedParameterWarning, match=f"takes no parameter '{PARAMETER}'") as warned:
        any_client.call(method, **params, **{PARAMETER: "u"})
    assert len(warned) == 1
    assert warned[0].filename.endswith("any_client.py")
    assert aimlkit_mock.requests[0].body == params


def test_omitted_parameter_of_openai_python_is_no_error(
    any_client: AnyClient, aimlkit_mock: MockServer
) -> None:
    any_client.create_chat_completion(**{PARAMETER: omit, OTHER_PARAMETER: aimlkit.NotGiven()})
    assert aimlkit_mock.requests[0].body == CHAT_PARAMS


@pytest.mark.parametrize("unsupported", ["error", "warn", "drop"])
def test_parameter_that_openai_python_does_not_have_is_a_type_error(
    any_client: AnyClient, aimlkit_mock: MockServer, unsupported: str
) -> None:
    any_client.options["unsupported"] = unsupported
    with pytest.raises(TypeError, match=r"create\(\) takes no parameter 'temprature'"):
        any_client.create_chat_completion(temprature=1)
    with pytest.raises(TypeError, match=r"list\(\) takes no parameter 'temperature'"):
        any_client.call(lambda client: client.models.list, temperature=1)
    assert not aimlkit_mock.requests


def test_parameter_of_openai_python_can_be_sent(any_client: AnyClient, aimlkit_mock: MockServer) -> None:
    any_client.create_chat_completion(extra_body={PARAMETER: 0.5})
    assert aimlkit_mock.requests[0].body == {**CHAT_PARAMS, PARAMETER: 0.5}


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_conversation_drops_parameters_of_openai_python(aimlkit_mock: MockServer, api: str) -> None:
    options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}
    model = CHAT_MODEL if api == "chat" else RESPONSES_MODEL
    with AIMLAPI(**options, unsupported="drop") as client:
        conversation = getattr(client, api).conversation(model=model, **{PARAMETER: 1})
        conversation.send("Hi", **{OTHER_PARAMETER: 1})
        with conversation.stream("Hi", **{OTHER_PARAMETER: 1}) as stream:
            stream.until_done()
        for request in aimlkit_mock.requests:
            assert not {PARAMETER, OTHER_PARAMETER} & request.body.keys()
        client.unsupported = "error"
        with pytest.raises(TypeError, match=rf"send\(\) takes no parameter '{OTHER_PARAMETER}'"):
            conversation.send("Hi", **{OTHER_PARAMETER: 1})
        with pytest.raises(TypeError, match=rf"conversation\(\) takes no parameter '{PARAMETER}'"):
            getattr(client, api).conversation(model=model, **{PARAMETER: 1})
    assert len(aimlkit_mock.requests) == 2


# --- options of the client ---


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
def test_options_of_openai_python(client_class: Json) -> None:
    with pytest.raises(
        TypeError, match="AIMLAPI has no option 'organization': the service has no such setting"
    ):
        client_class(api_key="a", organization="o")
    with pytest.warns(UnsupportedParameterWarning, match="no option 'project'") as warned:
        client = client_class(api_key="a", project="p", unsupported="warn")
    assert warned[0].filename == __file__
    with pytest.warns(UnsupportedParameterWarning, match="no option 'webhook_secret'"):
        client.with_options(webhook_secret="w")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert client_class(api_key="a", organization=None, project=None).unsupported == "error"
        dropping = client.with_options(unsupported="drop", organization="o")
        assert dropping.with_options(timeout=3, project="p").unsupported == "drop"
    with pytest.raises(TypeError, match="organisation"):
        client_class(api_key="a", organisation="o", unsupported="drop")


def test_unsupported_must_be_one_of_three_values() -> None:
    invalid: Json = "ignore"
    with pytest.raises(ValueError, match="unsupported must be 'error', 'warn' or 'drop'; it is 'ignore'"):
        AIMLAPI(api_key="a", unsupported=invalid)
    client = AIMLAPI(api_key="a")
    with pytest.raises(ValueError, match="unsupported must be"):
        client.unsupported = invalid


# --- the signatures ---


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
def test_signatures_have_no_parameters_of_openai_python_alone(client_class: Json) -> None:
    client = client_class(api_key="a")
    for method, spec in (
        (client.chat.completions.create, CREATE_CHAT_COMPLETION),
        (client.responses.create, CREATE_RESPONSE),
    ):
        parameters = inspect.signature(method).parameters
        assert not spec.openai_parameters & parameters.keys()
        assert not any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    for function in (client_class, client.copy):
        assert not OPENAI_CLIENT_OPTIONS & inspect.signature(function).parameters.keys()


def test_contract_lists_the_parameters_of_openai_python() -> None:
    """Compare the lists with openai-python: each of its parameters is either supported or listed."""
    client = openai.OpenAI(api_key="a")
    options = {"extra_headers", "extra_query", "extra_body", "timeout"}
    options |= {"text_format", "parse_as"}
    # The migration guide states that a stored stream cannot be continued.
    options |= {"response_id", "starting_after"}
    for resource, spec in (
        (client.chat.completions, CREATE_CHAT_COMPLETION),
        (client.responses, CREATE_RESPONSE),
    ):
        if not spec.models:  # No source has the operation.
            continue
        for method in (resource.create, resource.parse, resource.stream):
            theirs = inspect.signature(method).parameters.keys() - options
            assert not theirs - spec.parameters - spec.openai_parameters, method
    own = inspect.signature(AIMLAPI).parameters.keys()
    assert not inspect.signature(openai.OpenAI).parameters.keys() - own - OPENAI_CLIENT_OPTIONS
