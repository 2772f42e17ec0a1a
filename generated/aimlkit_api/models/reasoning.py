# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class Reasoning(Model):
    effort: Literal["low", "medium", "high"] | None = UNSET
    """How long the model thinks before it answers. Less is faster and cheaper."""
    summary: Literal["auto", "concise", "detailed"] | None = UNSET
    """How much of its reasoning the model sums up."""
