# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseLocalShellCallOutput(Model):
    """An item of the request's instructions."""

    id: str
    """The ID of the tool call."""
    output: str
    """The result, as JSON text."""
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    """The progress of the item."""
    type: Literal["local_shell_call_output"]
