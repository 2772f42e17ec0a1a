# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseErrorEvent(Model):
    """The stream ends with an error."""

    code: str | None
    message: str
    param: str | None
    sequence_number: int
    type: Literal["error"]
