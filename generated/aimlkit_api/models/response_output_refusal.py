# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputRefusal(Model):
    """A content part of an output item."""

    refusal: str
    """The text with which the model declines the request."""
    type: Literal["refusal"]
