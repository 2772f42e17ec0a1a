# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionServerSentEvent(Model):
    """A server-sent event of a streamed chat completion."""

    data: Literal["[DONE]"] | str
    """A chunk as JSON text, or "[DONE]" at the end of the stream."""
    event: str | None = UNSET
    """The name of the event, if it has one."""
