# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoning(Model):
    """The reasoning settings of a response."""

    effort: Literal["low", "medium", "high"] | str | None = UNSET
    """How much the model reasons before it replies."""
    summary: Literal["auto", "concise", "detailed"] | str | None = UNSET
    """The level of detail of the reasoning's summary."""
    context: str | None = UNSET
    """None: this service does not document it."""
    generate_summary: str | None = UNSET
    """None: this service does not document it."""
    mode: str | None = UNSET
    """None: this service does not document it."""
