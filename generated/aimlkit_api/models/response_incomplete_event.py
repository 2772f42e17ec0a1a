# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseIncompleteEvent(Model):
    """The last event of a stream. The response ended before it was complete."""

    response: Response
    """The incomplete response, with the reason in `incomplete_details`."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.incomplete"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
