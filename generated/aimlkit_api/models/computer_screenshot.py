# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerScreenshot(Model):
    """A screenshot of the computer."""

    image_url: str | None = UNSET
    """The URL of the screenshot."""
    type: Literal["computer_screenshot"]
    file_id: str | None = UNSET
    """None: this service does not document it."""
