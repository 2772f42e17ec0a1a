"""The keyword arguments of the calls, for type checkers: the contract's, and those of the wrapper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003 - for typing.get_type_hints, as the next ones
from typing import NotRequired, TypedDict

import httpx  # noqa: TC002

from aimlkit._tools import FunctionTool  # noqa: TC001
from aimlkit_api import params
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


class ChatConversationParams(params.ChatCompletionCreateParamsBase, CallOptions):
    """What goes with every request of a conversation."""

    tools: NotRequired[Sequence[params.ChatCompletionCreateParamsToolsItem | FunctionTool]]


class ChatParams(ChatConversationParams):
    """What `chat.completions.parse()` takes, beside the form; messages of answers are welcome, too."""

    messages: Sequence[params.ChatCompletionCreateParamsMessagesItem | Model]


class ChatCreateParams(ChatParams):
    """What `chat.completions.create()` takes, beside `stream`."""

    response_format: NotRequired[params.ChatCompletionResponseFormatParam]


class ResponseConversationParams(params.ResponseCreateParamsBase, CallOptions):
    """What goes with every request of a conversation."""

    tools: NotRequired[Sequence[params.ResponseCreateParamsToolsItem | FunctionTool]]


class ResponseParams(ResponseConversationParams):
    """What `responses.create()` takes, beside `stream`; output of answers can be input."""

    input: Sequence[params.ResponseCreateParamsInputItem | Model] | str
    previous_response_id: NotRequired[str | None]
