# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .chat_completion_annotation import ChatCompletionAnnotation
    from .chat_completion_audio import ChatCompletionAudio
    from .chat_completion_message_custom_tool_call import ChatCompletionMessageCustomToolCall
    from .chat_completion_message_function_tool_call import ChatCompletionMessageFunctionToolCall


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionMessage(Model):
    """What the model says."""

    annotations: list[ChatCompletionAnnotation] | None = UNSET
    audio: ChatCompletionAudio | None = UNSET
    content: str | None = UNSET
    """The text; null when the model calls a tool or refuses."""
    refusal: str | None = UNSET
    """Why the model refuses, if it does."""
    role: str
    tool_calls: (
        list[ChatCompletionMessageCustomToolCall | ChatCompletionMessageFunctionToolCall | Unknown] | None
    ) = UNSET
    """The calls it makes; answer each with a tool message."""

    __field_readers__: ClassVar[FieldReaders] = {
        "annotations": ArrayOf("ChatCompletionAnnotation"),
        "audio": "ChatCompletionAudio",
        "tool_calls": ArrayOf(
            by_property(
                "type",
                {
                    "custom": "ChatCompletionMessageCustomToolCall",
                    "function": "ChatCompletionMessageFunctionToolCall",
                },
            )
        ),
    }
