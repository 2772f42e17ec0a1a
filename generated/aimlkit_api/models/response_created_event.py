# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseCreatedEvent(Model):
    """The first event of a stream. The response has been created."""

    response: Response
    """The new response, without output."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.created"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
