# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response_output_item import ResponseOutputItem


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputItemDoneEvent(Model):
    """A message, a tool call or reasoning is complete."""

    item: ResponseOutputItem
    output_index: int
    sequence_number: int
    type: Literal["response.output_item.done"]

    __field_readers__: ClassVar[FieldReaders] = {
        "item": "ResponseOutputItem",
    }
