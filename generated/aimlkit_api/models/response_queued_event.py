# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseQueuedEvent(Model):
    """The response is queued."""

    response: Response
    """The response so far."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.queued"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
