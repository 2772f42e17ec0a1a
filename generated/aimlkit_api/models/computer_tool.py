# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerTool(Model):
    """A tool with which the model controls a computer."""

    display_height: int
    """The height of the display, in pixels."""
    display_width: int
    """The width of the display, in pixels."""
    environment: Literal["windows", "mac", "linux", "ubuntu", "browser"] | str
    """The operating system, or a browser."""
    type: Literal["computer_use_preview"]
