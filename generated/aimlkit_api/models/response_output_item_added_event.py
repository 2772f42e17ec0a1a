# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response_output_item import ResponseOutputItem


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputItemAddedEvent(Model):
    """An output item starts, such as a message, a tool call or reasoning."""

    item: ResponseOutputItem
    """The item, without its content."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.output_item.added"]

    __field_readers__: ClassVar[FieldReaders] = {
        "item": "ResponseOutputItem",
    }
