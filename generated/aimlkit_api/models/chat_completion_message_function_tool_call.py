# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_tool_call_function import ChatCompletionToolCallFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionMessageFunctionToolCall(Model):
    """A request by the model to call a function."""

    function: ChatCompletionToolCallFunction
    """The function to call and its arguments."""
    id: str
    """Links the call to the tool message with its result."""
    type: Literal["function"]

    __field_readers__: ClassVar[FieldReaders] = {
        "function": "ChatCompletionToolCallFunction",
    }
