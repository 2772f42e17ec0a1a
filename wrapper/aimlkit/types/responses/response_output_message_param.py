# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_message_param`."""

from typing import TypeAlias

from aimlkit_api import params
from aimlkit_api.params import ResponseOutputMessageInputParam as ResponseOutputMessageParam

__all__ = [
    "Content",
    "ResponseOutputMessageParam",
]

Content: TypeAlias = (
    params.ResponseInputFileParam
    | params.ResponseInputTextParam
    | params.ResponseOutputRefusalParam
    | params.ResponseOutputTextInputParam
    | params.ResponseInputContentPartParam
)
