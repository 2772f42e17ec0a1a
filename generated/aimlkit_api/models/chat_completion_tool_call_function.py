# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionToolCallFunction(Model):
    """The name and the arguments of a function call."""

    arguments: str
    """The arguments as JSON text. The model generates it, so it may be invalid or contain unknown
    parameters.
    """
    name: str
    """The name of the function."""
