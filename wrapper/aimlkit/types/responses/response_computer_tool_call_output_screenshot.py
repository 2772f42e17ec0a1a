# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_computer_tool_call_output_screenshot`."""

from aimlkit_api.models import ComputerScreenshot as ResponseComputerToolCallOutputScreenshot

__all__ = [
    "ResponseComputerToolCallOutputScreenshot",
]
