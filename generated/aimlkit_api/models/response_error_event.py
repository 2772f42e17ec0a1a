# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseErrorEvent(Model):
    """An error that ends the stream."""

    code: str | None
    """The code of the error, if it has one."""
    message: str
    """The description of the error."""
    param: str | None
    """The request parameter that caused the error, if one did."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["error"]
