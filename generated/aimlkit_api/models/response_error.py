# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseError(Model):
    """The error of a failed response."""

    code: str
    """The code of the error."""
    message: str
    """The description of the error."""
    misalignment: JsonValue = UNSET
    """None: this service does not document it."""
    param: str | None = UNSET
    """None: this service does not document it."""
    type: str | None = UNSET
    """None: this service does not document it."""
