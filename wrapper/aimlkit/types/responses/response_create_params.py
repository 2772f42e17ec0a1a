# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_create_params`."""

from typing import Literal, TypeAlias

from aimlkit_api import params
from aimlkit_api.params import ResponseCreateParams
from aimlkit_api.params import ResponseCreateParams as ResponseCreateParamsBase
from aimlkit_api.params import ResponseCreateParams as ResponseCreateParamsNonStreaming
from aimlkit_api.params import ResponseCreateParams as ResponseCreateParamsStreaming

__all__ = [
    "ResponseCreateParams",
    "ResponseCreateParamsBase",
    "ResponseCreateParamsNonStreaming",
    "ResponseCreateParamsStreaming",
    "ToolChoice",
]

ToolChoice: TypeAlias = (
    params.ToolChoiceFunctionParam | params.ToolChoiceTypesParam | Literal["none", "auto", "required"]
)
