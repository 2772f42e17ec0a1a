"""The objects of responses, and the names of their types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import openai

from aimlkit.mock import MockResponse
from tests.migration.feature import Group, Sdk

MODELS = Group("Objects of responses")
TYPES = Group("Types")


@MODELS.feature("`to_dict()`, `to_json()`")
def to_dict(sdk: Sdk) -> object:
    completion = sdk.chat()
    return [completion.to_dict()["choices"], json.loads(completion.to_json())["choices"]]


@MODELS.feature("`model_dump()`, `model_dump_json()`")
def model_dump(sdk: Sdk) -> object:
    message = sdk.chat().choices[0].message
    return [message.model_dump()["content"], json.loads(message.model_dump_json())["content"]]


@MODELS.feature("`model_dump(include=, exclude=, exclude_none=)`")
def model_dump_options(sdk: Sdk) -> object:
    message = sdk.chat().choices[0].message
    return [message.model_dump(include={"role"}), "content" in message.model_dump(exclude={"content"})]


@MODELS.feature("`to_dict(exclude_none=True)`, `to_json(exclude_none=True)`")
def exclude_none(sdk: Sdk) -> object:
    choice = sdk.chat().choices[0]
    return [
        None in choice.to_dict(exclude_none=True).values(),
        None in json.loads(choice.to_json(exclude_none=True)).values(),
    ]


@MODELS.feature("`dict(response)`")
def to_pairs(sdk: Sdk) -> object:
    completion = sdk.chat()
    return dict(completion)["object"]


@MODELS.feature("`model_validate(…)`, `construct(…)`: an object from a dictionary")
def model_validate(sdk: Sdk) -> object:
    completion = sdk.chat()
    model: Any = completion.__class__
    copied = model.model_validate(completion.to_dict())
    return [copied == completion, copied.choices[0].message.content]


@MODELS.feature("`model_copy()`, `==`")
def model_copy(sdk: Sdk) -> object:
    completion = sdk.chat()
    copied = completion.model_copy(update={"object": "other"})
    return [completion.model_copy() == completion, copied.object]


@MODELS.feature("`model_fields_set`, `model_extra`")
def fields_set(sdk: Sdk) -> object:
    body = {**sdk.chat().to_dict(), "new_field": 1}
    sdk.mock.enqueue(MockResponse(status=200, body=body))
    completion = sdk.chat()
    names = completion.model_fields_set
    return ["id" in names, "system_fingerprint" in names, completion.model_extra["new_field"]]


@MODELS.feature("an unknown field as an attribute")
def unknown_field(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(status=200, body={**sdk.chat().to_dict(), "new_field": {"a": 1}}))
    return sdk.chat().new_field


@MODELS.feature("a documented field that was not sent reads as None")
def absent_field(sdk: Sdk) -> object:
    body = sdk.chat().to_dict()
    body.pop("usage")
    sdk.mock.enqueue(MockResponse(status=200, body=body))
    completion = sdk.chat()
    return [completion.usage, completion.system_fingerprint, completion.service_tier]


@MODELS.feature("a field that exists neither in the documents nor in the response raises `AttributeError`")
def nonexistent_field(sdk: Sdk) -> object:
    try:
        return sdk.chat().no_such_field
    except AttributeError:
        return "AttributeError"


@MODELS.feature("`isinstance(response, BaseModel)` of pydantic", differs="attrs classes, which parse faster")
def base_model(sdk: Sdk) -> object:
    from pydantic import BaseModel  # noqa: PLC0415

    return isinstance(sdk.chat(), BaseModel)


@MODELS.feature("an object as a field of a pydantic model")
def in_pydantic(sdk: Sdk) -> object:
    from pydantic import TypeAdapter  # noqa: PLC0415

    completion = sdk.chat()
    model: Any = completion.__class__
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    return adapter.validate_python(completion) == completion


@TYPES.feature(
    "`types.chat.ChatCompletion`, `ChatCompletionChunk`, `ChatCompletionMessage`, `ParsedChatCompletion`"
)
def chat_types(sdk: Sdk) -> object:
    types = sdk.submodule("types.chat")
    completion = sdk.chat()
    return [
        isinstance(completion, types.ChatCompletion),
        types.ChatCompletionChunk.__name__,
        types.ParsedChatCompletion is not None,
    ]


@TYPES.feature("`types.chat.ChatCompletionMessageParam`, `ChatCompletionToolParam`, and other parameters")
def chat_params(sdk: Sdk) -> object:
    types = sdk.submodule("types.chat")
    names = ("ChatCompletionMessageParam", "ChatCompletionUserMessageParam", "ChatCompletionToolParam")
    return [getattr(types, name) is not None for name in names]


@TYPES.feature("`types.responses.Response`, `ResponseStreamEvent`, `ResponseOutputItem`, `ParsedResponse`")
def response_types(sdk: Sdk) -> object:
    types = sdk.submodule("types.responses")
    names = ("ResponseStreamEvent", "ResponseOutputItem", "ParsedResponse")
    return [isinstance(sdk.respond(), types.Response), *(getattr(types, name) is not None for name in names)]


@TYPES.feature("`types.responses.ToolParam`, `ResponseInputParam`, `ResponseInputItemParam`")
def response_params(sdk: Sdk) -> object:
    types = sdk.submodule("types.responses")
    return [
        getattr(types, name) is not None
        for name in ("ToolParam", "ResponseInputParam", "ResponseInputItemParam")
    ]


@TYPES.feature("submodules: `types.chat.chat_completion_message_param`, `types.responses.tool_param`")
def submodules(sdk: Sdk) -> object:
    message = sdk.submodule("types.chat.chat_completion_message_param")
    tool = sdk.submodule("types.responses.tool_param")
    return [message.ChatCompletionMessageParam is not None, tool.ToolParam is not None]


@TYPES.feature(
    "`types.shared_params`, `types.shared`: `ResponseFormatJSONSchema`, `Reasoning`, `FunctionDefinition`"
)
def shared_types(sdk: Sdk) -> object:
    return [
        sdk.submodule("types.shared").Reasoning is not None,
        sdk.submodule("types.shared_params").Reasoning is not None,
    ]


#: Why names of the package have no counterpart; `OpenAIError` is one of the features of errors.
_NAMES_NOT_THERE: Mapping[str, tuple[str, ...]] = {
    "the clients are called `AIMLAPI` and `AsyncAIMLAPI`": ("OpenAI", "AsyncOpenAI", "Client", "AsyncClient"),
    "they belong to other services, or to features that this one does not have": (
        *(
            "BedrockOpenAI",
            "AsyncBedrockOpenAI",
            "DataResidency",
            "OAuthError",
            "InvalidWebhookSignatureError",
        ),
        *("ReconnectingEvent", "ReconnectingOverrides", "WebSocketQueueFullError"),
        *("WebSocketConnectionClosedError", "ComputerToolset", "AsyncComputerToolset"),
        *("ComputerDriver", "AsyncComputerDriver", "file_from_path"),
    ),
    "types and defaults of openai-python's own code": (
        *("BaseModel", "NoneType", "ProxiesTypes", "RequestOptions", "Transport", "__title__"),
        *("DEFAULT_CONNECTION_LIMITS", "DEFAULT_MAX_RETRIES", "DEFAULT_TIMEOUT"),
    ),
}


def _add_names(names: Iterable[str], reason: str | None = None) -> None:
    """Add a feature: names that programs import from the package. A name that is new in openai-python makes it fail."""

    def find(sdk: Sdk) -> object:
        if absent := [name for name in names if not hasattr(sdk.module, name)]:
            raise AttributeError(f"no names {', '.join(absent)}")
        return [*names]

    find.__name__ = f"package_names {reason or 'present'}"
    listed = ", ".join(f"`{name}`" for name in names)
    TYPES.feature(f"of the package: {listed}", missing=reason)(find)


_add_names(
    sorted({*openai.__all__} - {"OpenAIError"}.union(*_NAMES_NOT_THERE.values())),
)
for _reason, _names in _NAMES_NOT_THERE.items():
    _add_names(_names, _reason)
