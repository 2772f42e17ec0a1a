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
    """What the model said before."""

    content: list[ChatCompletionContentPartText | ResponseOutputRefusal | Unknown] | str | None = UNSET
    name: str | None = UNSET
    refusal: str | None = UNSET
    role: Literal["assistant"]
    tool_calls: list[ChatCompletionMessageFunctionToolCall] | None = UNSET
    """The calls it made; each needs a tool message with the result."""

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property("type", {"text": "ChatCompletionContentPartText", "refusal": "ResponseOutputRefusal"})
        ),
        "tool_calls": ArrayOf("ChatCompletionMessageFunctionToolCall"),
    }
