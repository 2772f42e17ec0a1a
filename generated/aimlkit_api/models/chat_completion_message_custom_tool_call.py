# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_tool_call_custom import ChatCompletionToolCallCustom


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionMessageCustomToolCall(Model):
    """A request by the model to call a custom tool."""

    custom: ChatCompletionToolCallCustom
    """The tool to call and its input."""
    id: str
    """Links the call to the tool message with its result."""
    type: Literal["custom"]

    __field_readers__: ClassVar[FieldReaders] = {
        "custom": "ChatCompletionToolCallCustom",
    }
