# Generated from contract.json. Do not edit.
"""The types of `openai.types.shared` that this service has, under the same names.

This package has the modules of that package, too. A module is imported when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.types.shared.all_models import AllModels as AllModels
    from aimlkit.types.shared.chat_model import ChatModel as ChatModel
    from aimlkit.types.shared.function_definition import FunctionDefinition as FunctionDefinition
    from aimlkit.types.shared.function_parameters import FunctionParameters as FunctionParameters
    from aimlkit.types.shared.metadata import Metadata as Metadata
    from aimlkit.types.shared.reasoning import Reasoning as Reasoning
    from aimlkit.types.shared.reasoning_effort import ReasoningEffort as ReasoningEffort
    from aimlkit.types.shared.response_format_json_object import (
        ResponseFormatJSONObject as ResponseFormatJSONObject,
    )
    from aimlkit.types.shared.response_format_json_schema import JSONSchema as JSONSchema
    from aimlkit.types.shared.response_format_json_schema import (
        ResponseFormatJSONSchema as ResponseFormatJSONSchema,
    )
    from aimlkit.types.shared.response_format_text import ResponseFormatText as ResponseFormatText
    from aimlkit.types.shared.responses_model import ResponsesModel as ResponsesModel

#: The module of each name.
_MODULES = {
    "AllModels": "aimlkit.types.shared.all_models",
    "ChatModel": "aimlkit.types.shared.chat_model",
    "FunctionDefinition": "aimlkit.types.shared.function_definition",
    "FunctionParameters": "aimlkit.types.shared.function_parameters",
    "JSONSchema": "aimlkit.types.shared.response_format_json_schema",
    "Metadata": "aimlkit.types.shared.metadata",
    "Reasoning": "aimlkit.types.shared.reasoning",
    "ReasoningEffort": "aimlkit.types.shared.reasoning_effort",
    "ResponseFormatJSONObject": "aimlkit.types.shared.response_format_json_object",
    "ResponseFormatJSONSchema": "aimlkit.types.shared.response_format_json_schema",
    "ResponseFormatText": "aimlkit.types.shared.response_format_text",
    "ResponsesModel": "aimlkit.types.shared.responses_model",
}

__all__ = [
    "AllModels",
    "ChatModel",
    "FunctionDefinition",
    "FunctionParameters",
    "JSONSchema",
    "Metadata",
    "Reasoning",
    "ReasoningEffort",
    "ResponseFormatJSONObject",
    "ResponseFormatJSONSchema",
    "ResponseFormatText",
    "ResponsesModel",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import the module of the type `name`, and return the type."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
