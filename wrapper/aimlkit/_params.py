"""The keyword arguments of the calls, for type checkers: the contract's, and those of the wrapper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003 - for typing.get_type_hints, as the next ones
from typing import NotRequired, TypedDict

import httpx  # noqa: TC002

from aimlkit._tools import FunctionTool  # noqa: TC001
from aimlkit_api.params import (
    ChatCompletionCreateParamsBase,
    ChatCompletionCreateParamsMessagesItem,
    ChatCompletionCreateParamsToolsItem,
    ChatCompletionResponseFormatParam,
    ResponseCreateParamsBase,
    ResponseCreateParamsInputItem,
    ResponseCreateParamsToolsItem,
)
from aimlkit_api.types import Model  # noqa: TC001


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


class ChatConversationParams(ChatCompletionCreateParamsBase, CallOptions):
    """What goes with every request of a conversation."""

    tools: NotRequired[Sequence[ChatCompletionCreateParamsToolsItem | FunctionTool]]
    """The functions the model may call."""


class ChatParams(ChatConversationParams):
    """What `chat.completions.parse()` takes, beside the form."""

    messages: Sequence[ChatCompletionCreateParamsMessagesItem | Model]
    """The conversation so far, the oldest message first; messages of answers can stand in it as they are."""


class ChatCreateParams(ChatParams):
    """What `chat.completions.create()` takes, beside `stream`."""

    response_format: NotRequired[ChatCompletionResponseFormatParam]
    """The form of the answer - text, JSON, or JSON by a schema."""


class ResponseConversationParams(ResponseCreateParamsBase, CallOptions):
    """What goes with every request of a conversation."""

    tools: NotRequired[Sequence[ResponseCreateParamsToolsItem | FunctionTool]]
    """The tools the model may use."""


class ResponseParams(ResponseConversationParams):
    """What `responses.create()` takes, beside `stream`."""

    input: Sequence[ResponseCreateParamsInputItem | Model] | str
    """What to answer - a text, or a list of messages, tool results and output items, as they came or not."""
    previous_response_id: NotRequired[str | None]
    """The id of the response that this one follows."""
