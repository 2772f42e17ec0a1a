# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_named_function import ChatCompletionNamedFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionNamedToolChoice(Model):
    """A tool choice that forces the model to call one function."""

    function: ChatCompletionNamedFunction
    """The function to call."""
    type: Literal["function"]

    __field_readers__: ClassVar[FieldReaders] = {
        "function": "ChatCompletionNamedFunction",
    }
