# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionStreamSettings(Model):
    """What else to send in a stream."""

    include_usage: bool
    """End the stream with a chunk that has no choices and the usage of the whole."""
