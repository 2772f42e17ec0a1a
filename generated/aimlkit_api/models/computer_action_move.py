# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerActionMove(Model):
    """A move of the mouse."""

    type: Literal["move"]
    x: int
    """The horizontal position, in pixels."""
    y: int
    """The vertical position, in pixels."""
    keys: list[str] | None = UNSET
    """None: this service does not document it."""
