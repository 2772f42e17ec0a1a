# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionNamedFunction(Model):
    """A reference to a function by its name."""

    name: str
    """The name of the function."""
