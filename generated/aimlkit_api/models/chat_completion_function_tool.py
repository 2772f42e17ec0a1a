# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .function_definition import FunctionDefinition


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionFunctionTool(Model):
    """A function that the model may call."""

    function: FunctionDefinition
    """The definition of the function."""
    type: Literal["function"]

    __field_readers__: ClassVar[FieldReaders] = {
        "function": "FunctionDefinition",
    }
