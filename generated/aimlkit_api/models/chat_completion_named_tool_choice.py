# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_named_function import ChatCompletionNamedFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionNamedToolChoice(Model):
    """The one function the model has to call."""

    function: ChatCompletionNamedFunction
    type: Literal["function"]

    __field_readers__: ClassVar[FieldReaders] = {
        "function": "ChatCompletionNamedFunction",
    }
