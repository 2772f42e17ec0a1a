# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown

if TYPE_CHECKING:
    from .chat_completion_function_tool import ChatCompletionFunctionTool
    from .chat_completion_message_param import ChatCompletionMessageParam
    from .chat_completion_named_tool_choice import ChatCompletionNamedToolChoice
    from .chat_completion_response_format import ChatCompletionResponseFormat
    from .chat_completion_stream_settings import ChatCompletionStreamSettings


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionCreateParams(Model):
    """What POST /v1/chat/completions takes."""

    max_completion_tokens: int | None = UNSET
    """At most this many tokens are generated, reasoning included. An answer cut off by it finishes with
    "length".
    """
    max_tokens: int | None = UNSET
    """The older name of max_completion_tokens."""
    messages: list[ChatCompletionMessageParam]
    """The conversation so far, the oldest message first."""
    model: Literal["o3-mini"]
    """The model that answers."""
    n: int | None = UNSET
    """How many choices to generate. Each one costs its own tokens."""
    provider: str | None = UNSET
    """Which provider is to run the model."""
    reasoning_effort: Literal["low", "medium", "high"] | None = UNSET
    """How long the model thinks before it answers. Less is faster and cheaper."""
    response_format: ChatCompletionResponseFormat | Unknown | None = UNSET
    """The form of the answer - text, JSON, or JSON by a schema."""
    seed: int | None = UNSET
    """The same seed makes the same answer more likely; nothing guarantees it."""
    stop: list[str] | str | None = UNSET
    """Text that ends the answer when the model is about to write it."""
    stream: bool | None = UNSET
    """Send the answer in chunks, as server-sent events, while it is generated."""
    stream_options: ChatCompletionStreamSettings | None = UNSET
    """What else to send in a stream."""
    tool_choice: ChatCompletionNamedToolChoice | Literal["none", "auto", "required"] | None = UNSET
    """Whether the model calls a tool - "none" never, "auto" if it sees fit, "required" at least one - or
    which function it has to call.
    """
    tools: list[ChatCompletionFunctionTool] | None = UNSET
    """The functions the model may call."""

    __field_readers__: ClassVar[FieldReaders] = {
        "messages": ArrayOf("ChatCompletionMessageParam"),
        "response_format": "ChatCompletionResponseFormat",
        "stream_options": "ChatCompletionStreamSettings",
        "tool_choice": "ChatCompletionNamedToolChoice",
        "tools": ArrayOf("ChatCompletionFunctionTool"),
    }
