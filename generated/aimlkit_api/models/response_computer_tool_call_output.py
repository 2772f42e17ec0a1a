# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .computer_acknowledged_safety_check import ComputerAcknowledgedSafetyCheck
    from .computer_screenshot import ComputerScreenshot


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseComputerToolCallOutput(Model):
    """An item of the request's instructions."""

    acknowledged_safety_checks: list[ComputerAcknowledgedSafetyCheck] | None = UNSET
    """The safety checks that were acknowledged."""
    call_id: str
    """The `call_id` of the computer tool call."""
    id: str | None = UNSET
    """The ID of the item."""
    output: ComputerScreenshot
    """The screenshot."""
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    """The progress of the item."""
    type: Literal["computer_call_output"]
    created_by: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "acknowledged_safety_checks": ArrayOf("ComputerAcknowledgedSafetyCheck"),
        "output": "ComputerScreenshot",
    }
