# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerActionDragPath(Model):
    """A point of a drag path."""

    x: int
    """The horizontal position, in pixels."""
    y: int
    """The vertical position, in pixels."""
