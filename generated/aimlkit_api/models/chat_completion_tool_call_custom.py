# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionToolCallCustom(Model):
    """The name and the input of a custom tool call."""

    input: str
    """The input of the tool, as text."""
    name: str
    """The name of the tool."""
