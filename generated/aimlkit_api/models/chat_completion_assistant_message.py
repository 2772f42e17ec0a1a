# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .chat_completion_content_part_text import ChatCompletionContentPartText
    from .chat_completion_message_function_tool_call import ChatCompletionMessageFunctionToolCall
    from .response_output_refusal import ResponseOutputRefusal


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionAssistantMessage(Model):
    """A message that the model generated earlier in the conversation."""

    content: list[ChatCompletionContentPartText | ResponseOutputRefusal | Unknown] | str | None = UNSET
    """The text of the message, as a string or as content parts. Optional if the message has tool calls."""
    name: str | None = UNSET
    """Distinguishes participants that have the same role."""
    refusal: str | None = UNSET
    """The text with which the model declined the request."""
    role: Literal["assistant"]
    tool_calls: list[ChatCompletionMessageFunctionToolCall] | None = UNSET
    """The tool calls that the model made. A tool message with the result has to follow for each of them."""

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property("type", {"text": "ChatCompletionContentPartText", "refusal": "ResponseOutputRefusal"})
        ),
        "tool_calls": ArrayOf("ChatCompletionMessageFunctionToolCall"),
    }
