# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInProgressEvent(Model):
    """The generation of the response has started."""

    response: Response
    """The response so far."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.in_progress"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
