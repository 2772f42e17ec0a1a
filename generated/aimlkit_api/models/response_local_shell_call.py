# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .local_shell_call_action import LocalShellCallAction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseLocalShellCall(Model):
    """An item of the request's instructions."""

    action: LocalShellCallAction
    """The command to run."""
    call_id: str
    """Links the tool call to the item with its result."""
    id: str
    """The ID of the tool call."""
    status: Literal["in_progress", "completed", "incomplete"] | str
    """The progress of the tool call."""
    type: Literal["local_shell_call"]

    __field_readers__: ClassVar[FieldReaders] = {
        "action": "LocalShellCallAction",
    }
