# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response import Response


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseCreatedEvent(Model):
    """The response has begun."""

    response: Response
    sequence_number: int
    type: Literal["response.created"]

    __field_readers__: ClassVar[FieldReaders] = {
        "response": "Response",
    }
