# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseIncompleteEvent(Model):
    """The response ends before it is complete."""

    response: Response
    sequence_number: int
    type: Literal["response.incomplete"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
