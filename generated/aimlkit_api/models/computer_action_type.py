# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerActionType(Model):
    """Text typed on the keyboard."""

    text: str
    """The text."""
    type: Literal["type"]
