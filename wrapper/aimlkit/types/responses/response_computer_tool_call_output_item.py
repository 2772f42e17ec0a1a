# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_computer_tool_call_output_item`."""

from aimlkit_api.models import ComputerAcknowledgedSafetyCheck as AcknowledgedSafetyCheck
from aimlkit_api.models import ResponseComputerToolCallOutput as ResponseComputerToolCallOutputItem

__all__ = [
    "AcknowledgedSafetyCheck",
    "ResponseComputerToolCallOutputItem",
]
