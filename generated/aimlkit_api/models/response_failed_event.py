# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFailedEvent(Model):
    """The last event of a stream. The response has failed."""

    response: Response
    """The failed response, with its error."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.failed"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
