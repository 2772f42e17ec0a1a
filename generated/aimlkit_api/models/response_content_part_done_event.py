# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response_content_part import ResponseContentPart


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseContentPartDoneEvent(Model):
    """A content part of an output item is complete."""

    content_index: int
    """The position of the content part in the `content` of the output item, from 0."""
    item_id: str
    """Identifies the output item to which the event belongs."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    part: ResponseContentPart
    """The complete part."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.content_part.done"]

    __field_readers__: ClassVar[FieldReaders] = {
        "part": "ResponseContentPart",
    }
