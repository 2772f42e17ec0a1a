# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseCompletedEvent(Model):
    """The last event of a stream. The response is complete."""

    response: Response
    """The complete response."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.completed"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
