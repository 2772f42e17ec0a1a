# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.computer_use_preview_tool`."""

from aimlkit_api.models import ComputerTool as ComputerUsePreviewTool

__all__ = [
    "ComputerUsePreviewTool",
]
