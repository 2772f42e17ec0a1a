# Generated from contract.json. Do not edit.
"""The types of `openai.types.shared_params` that this service has, under the same names.

This package has the modules of that package, too. A module is imported when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.types.shared_params.chat_model import ChatModel as ChatModel
    from aimlkit.types.shared_params.function_definition import FunctionDefinition as FunctionDefinition
    from aimlkit.types.shared_params.function_parameters import FunctionParameters as FunctionParameters
    from aimlkit.types.shared_params.reasoning import Reasoning as Reasoning
    from aimlkit.types.shared_params.reasoning_effort import ReasoningEffort as ReasoningEffort
    from aimlkit.types.shared_params.response_format_json_object import (
        ResponseFormatJSONObject as ResponseFormatJSONObject,
    )
    from aimlkit.types.shared_params.response_format_json_schema import JSONSchema as JSONSchema
    from aimlkit.types.shared_params.response_format_json_schema import (
        ResponseFormatJSONSchema as ResponseFormatJSONSchema,
    )
    from aimlkit.types.shared_params.response_format_text import ResponseFormatText as ResponseFormatText
    from aimlkit.types.shared_params.responses_model import ResponsesModel as ResponsesModel

#: The module of each name.
_MODULES = {
    "ChatModel": "aimlkit.types.shared_params.chat_model",
    "FunctionDefinition": "aimlkit.types.shared_params.function_definition",
    "FunctionParameters": "aimlkit.types.shared_params.function_parameters",
    "JSONSchema": "aimlkit.types.shared_params.response_format_json_schema",
    "Reasoning": "aimlkit.types.shared_params.reasoning",
    "ReasoningEffort": "aimlkit.types.shared_params.reasoning_effort",
    "ResponseFormatJSONObject": "aimlkit.types.shared_params.response_format_json_object",
    "ResponseFormatJSONSchema": "aimlkit.types.shared_params.response_format_json_schema",
    "ResponseFormatText": "aimlkit.types.shared_params.response_format_text",
    "ResponsesModel": "aimlkit.types.shared_params.responses_model",
}

__all__ = [
    "ChatModel",
    "FunctionDefinition",
    "FunctionParameters",
    "JSONSchema",
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
