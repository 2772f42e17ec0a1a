# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_tool_call_function import ChatCompletionToolCallFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionMessageFunctionToolCall(Model):
    """A call of one of the functions that the request offered."""

    function: ChatCompletionToolCallFunction
    id: str
    type: Literal["function"]

    __field_readers__: ClassVar[FieldReaders] = {
        "function": "ChatCompletionToolCallFunction",
    }
