# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionToolMessage(Model):
    """The result of one of the model's tool calls."""

    content: str
    name: str | None = UNSET
    role: Literal["tool"]
    tool_call_id: str
    """The id of the call that this is the result of."""
