# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseServerSentEvent(Model):
    """A server-sent event of a streamed response."""

    data: Literal["[DONE]"] | str
    """An event as JSON text, or "[DONE]" at the end of the stream."""
    event: str | None = UNSET
    """The type of the event, if the server sends it."""
