# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.function_definition`."""

from aimlkit_api.params import FunctionDefinitionParam as FunctionDefinition

__all__ = [
    "FunctionDefinition",
]
