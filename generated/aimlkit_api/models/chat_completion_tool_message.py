# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionToolMessage(Model):
    """The result of a tool call."""

    content: str
    """The result, as text."""
    name: str | None = UNSET
    """The name of the tool."""
    role: Literal["tool"]
    tool_call_id: str
    """The ID of the tool call that the message responds to."""
