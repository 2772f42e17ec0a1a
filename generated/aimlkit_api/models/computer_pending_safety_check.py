# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerPendingSafetyCheck(Model):
    """A safety check to acknowledge."""

    code: str
    """The type of the safety check."""
    id: str
    """The ID of the safety check."""
    message: str
    """The description of the safety check."""
