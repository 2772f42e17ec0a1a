# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerActionClick(Model):
    """A mouse click."""

    button: Literal["left", "right", "wheel", "back", "forward"] | str
    """The mouse button."""
    type: Literal["click"]
    x: int
    """The horizontal position, in pixels."""
    y: int
    """The vertical position, in pixels."""
    keys: list[str] | None = UNSET
    """None: this service does not document it."""
