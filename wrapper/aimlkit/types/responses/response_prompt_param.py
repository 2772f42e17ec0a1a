# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_prompt_param`."""

from typing import TypeAlias

from aimlkit_api import params
from aimlkit_api.params import ResponsePromptParam

__all__ = [
    "ResponsePromptParam",
    "Variables",
]

Variables: TypeAlias = params.ResponseInputContentPartParam | str
