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
    """The body of a chat completion request."""

    max_completion_tokens: int | None = UNSET
    """Limits the number of generated tokens, reasoning tokens included. A choice that reaches the limit
    has the finish reason "length".
    """
    max_tokens: int | None = UNSET
    """The older name of `max_completion_tokens`. Limits the number of generated tokens."""
    messages: list[ChatCompletionMessageParam]
    """The conversation so far, from the oldest message to the newest."""
    model: Literal["o3-mini"]
    """The ID of the model that generates the completion."""
    n: int | None = UNSET
    """The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1."""
    provider: str | None = UNSET
    """Routes the request to one provider, such as "openai", without fallback to others. "auto", the
    default, allows fallback.
    """
    reasoning_effort: Literal["low", "medium", "high"] | None = UNSET
    """Controls how much the model reasons before it replies. A lower effort is faster and uses fewer
    tokens.
    """
    response_format: ChatCompletionResponseFormat | Unknown | None = UNSET
    """The output format: plain text, any JSON object, or JSON that conforms to a schema."""
    seed: int | None = UNSET
    """Makes the sampling repeatable as far as possible: requests with equal parameters and an equal seed
    tend to return the same completion. Determinism is not guaranteed.
    """
    stop: list[str] | str | None = UNSET
    """Up to four sequences that end the generation. The sequence itself is not part of the returned text."""
    stream: bool | None = UNSET
    """Streams the completion as server-sent events, chunk by chunk, while it is generated. Defaults to
    false.
    """
    stream_options: ChatCompletionStreamSettings | None = UNSET
    """Settings of a streamed completion. Requires `stream`."""
    tool_choice: ChatCompletionNamedToolChoice | Literal["none", "auto", "required"] | None = UNSET
    """Controls tool calls: "none" prevents them, "auto" lets the model decide, "required" forces at least
    one, and an object selects the function to call.
    """
    tools: list[ChatCompletionFunctionTool] | None = UNSET
    """The functions that the model may call."""

    __field_readers__: ClassVar[FieldReaders] = {
        "messages": ArrayOf("ChatCompletionMessageParam"),
        "response_format": "ChatCompletionResponseFormat",
        "stream_options": "ChatCompletionStreamSettings",
        "tool_choice": "ChatCompletionNamedToolChoice",
        "tools": ArrayOf("ChatCompletionFunctionTool"),
    }
