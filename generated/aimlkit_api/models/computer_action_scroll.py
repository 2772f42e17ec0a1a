# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerActionScroll(Model):
    """A scroll at a position."""

    scroll_x: int
    """The horizontal scroll distance, in pixels."""
    scroll_y: int
    """The vertical scroll distance, in pixels."""
    type: Literal["scroll"]
    x: int
    """The horizontal position, in pixels."""
    y: int
    """The vertical position, in pixels."""
    keys: list[str] | None = UNSET
    """None: this service does not document it."""
