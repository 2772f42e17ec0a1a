# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ToolChoiceFunction(Model):
    """A tool choice that forces the model to call one function."""

    name: str
    """The name of the function."""
    type: Literal["function"]
