# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionStreamSettings(Model):
    """Settings of a streamed completion."""

    include_usage: bool
    """Adds a final chunk with the token usage of the whole request and an empty list of choices."""
