# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.function_definition`."""

from aimlkit_api.models import FunctionDefinition

__all__ = [
    "FunctionDefinition",
]
