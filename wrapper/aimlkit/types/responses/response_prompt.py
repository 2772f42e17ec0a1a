# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_prompt`."""

from typing import TypeAlias

from aimlkit_api.models import ResponsePromptReference as ResponsePrompt
from aimlkit_api.types import JsonValue

__all__ = [
    "ResponsePrompt",
    "Variables",
]

Variables: TypeAlias = JsonValue
