# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerAcknowledgedSafetyCheck(Model):
    """A safety check that was acknowledged."""

    code: str | None = UNSET
    """The type of the safety check."""
    id: str
    """The ID of the safety check."""
    message: str | None = UNSET
    """The description of the safety check."""
