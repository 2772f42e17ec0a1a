# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_content_param`."""

from typing import TypeAlias

from aimlkit_api import params

__all__ = [
    "ResponseInputContentParam",
]

ResponseInputContentParam: TypeAlias = (
    params.ResponseInputFileParam
    | params.ResponseInputTextParam
    | params.ResponseOutputRefusalParam
    | params.ResponseOutputTextInputParam
    | params.ResponseInputContentPartParam
)
