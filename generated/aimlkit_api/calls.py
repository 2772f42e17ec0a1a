# Generated from contract.json. Do not edit.
"""What the calls of a client take: the parameters of requests, in its own forms too, and options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003  (for typing.get_type_hints, as the next ones)
from typing import NotRequired, Protocol, TypedDict

import httpx

from .params import (
    ChatCompletionCreateParamsBase,
    ChatCompletionCreateParamsMessagesItem,
    ChatCompletionCreateParamsToolsItem,
    ChatCompletionResponseFormatParam,
    ResponseCreateParamsBase,
    ResponseCreateParamsInputItem,
    ResponseCreateParamsToolsItem,
)
from .types import Model


class CallOptions(TypedDict, total=False):
    """What every call takes beside its parameters."""

    extra_headers: Mapping[str, str] | None
    """Go with the request, before the client's own."""
    extra_query: Mapping[str, object] | None
    """Goes with the address."""
    extra_body: Mapping[str, object] | None
    """Goes into the JSON as it is, parameters that the contract does not know included."""
    timeout: float | httpx.Timeout | None
    """Seconds for this call, as for the client."""


class CreateChatCompletionTool(Protocol):
    """A tool that says what it is to this operation."""

    def chat_param(self) -> Mapping[str, object]: ...


class CreateChatCompletionConversation(ChatCompletionCreateParamsBase, CallOptions):
    """What goes with every request of a conversation."""

    tools: NotRequired[Sequence[ChatCompletionCreateParamsToolsItem | CreateChatCompletionTool]]
    """The functions that the model may call."""


class CreateChatCompletionHelper(CreateChatCompletionConversation):
    """What is asked, in a form that the helper says; what answers hold can be part of it."""

    messages: Sequence[ChatCompletionCreateParamsMessagesItem | Model]
    """The conversation so far, from the oldest message to the newest."""


class CreateChatCompletionCall(CreateChatCompletionHelper):
    """What `create()` takes, beside `stream`."""

    response_format: NotRequired[ChatCompletionResponseFormatParam]
    """The output format: plain text, any JSON object, or JSON that conforms to a schema."""


class CreateResponseTool(Protocol):
    """A tool that says what it is to this operation."""

    def responses_param(self) -> Mapping[str, object]: ...


class CreateResponseConversation(ResponseCreateParamsBase, CallOptions):
    """What goes with every request of a conversation."""

    tools: NotRequired[Sequence[ResponseCreateParamsToolsItem | CreateResponseTool]]
    """The tools that the model may call."""


class CreateResponseHelper(CreateResponseConversation):
    """What is asked, in a form that the helper says; what answers hold can be part of it."""

    input: Sequence[ResponseCreateParamsInputItem | Model] | str
    """The input of the model: text, or a list of messages, tool results and output items of earlier
    responses.
    """
    previous_response_id: NotRequired[str | None]
    """Continues the conversation of an earlier, stored response, given by its ID."""


class CreateResponseCall(CreateResponseHelper):
    """What `create()` takes, beside `stream`."""
