# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.function_tool`."""

from aimlkit_api.models import ResponseFunctionTool as FunctionTool

__all__ = [
    "FunctionTool",
]
