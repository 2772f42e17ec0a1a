# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, JsonValue, Model

if TYPE_CHECKING:
    from .computer_action import ComputerAction
    from .computer_pending_safety_check import ComputerPendingSafetyCheck


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseComputerToolCall(Model):
    """An item of the request's instructions."""

    action: ComputerAction
    """The action to perform."""
    call_id: str
    """Links the tool call to the item with its result."""
    id: str
    """The ID of the tool call."""
    pending_safety_checks: list[ComputerPendingSafetyCheck]
    """The safety checks to acknowledge before the action."""
    status: Literal["in_progress", "completed", "incomplete"] | str
    """The progress of the tool call."""
    type: Literal["computer_call"]
    actions: JsonValue = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "action": "ComputerAction",
        "pending_safety_checks": ArrayOf("ComputerPendingSafetyCheck"),
    }
