# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class Reasoning(Model):
    """Settings of reasoning models."""

    effort: Literal["low", "medium", "high"] | None = UNSET
    """Controls how much the model reasons before it replies. A lower effort is faster and uses fewer
    tokens.
    """
    summary: Literal["auto", "concise", "detailed"] | None = UNSET
    """Requests a summary of the model's reasoning, at this level of detail."""
