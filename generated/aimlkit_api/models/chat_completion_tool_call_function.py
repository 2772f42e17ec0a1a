# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionToolCallFunction(Model):
    """The function to call, and with what."""

    arguments: str
    """The arguments, as JSON text written by the model; it may be invalid."""
    name: str
