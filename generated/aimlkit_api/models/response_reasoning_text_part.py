# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseReasoningTextPart(Model):
    """A content part with text of the model's reasoning."""

    text: str
    """The text of the part."""
    type: Literal["reasoning_text"]
