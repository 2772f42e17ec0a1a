# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response_content_part import ResponseContentPart


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseContentPartDoneEvent(Model):
    content_index: int
    item_id: str
    output_index: int
    part: ResponseContentPart
    sequence_number: int
    type: Literal["response.content_part.done"]

    __field_readers__: ClassVar[FieldReaders] = {
        "part": "ResponseContentPart",
    }
