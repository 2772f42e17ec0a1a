# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_content`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.types import Unknown

__all__ = [
    "ResponseInputContent",
]

ResponseInputContent: TypeAlias = (
    models.ResponseInputFile
    | models.ResponseInputText
    | models.ResponseOutputRefusal
    | models.ResponseOutputTextInput
    | models.ResponseInputContentPart
    | Unknown
)
