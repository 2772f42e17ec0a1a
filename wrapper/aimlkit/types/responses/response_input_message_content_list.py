# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_message_content_list`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.types import Unknown

__all__ = [
    "ResponseInputMessageContentList",
]

ResponseInputMessageContentList: TypeAlias = list[
    models.ResponseInputFile
    | models.ResponseInputText
    | models.ResponseOutputRefusal
    | models.ResponseOutputTextInput
    | models.ResponseInputContentPart
    | Unknown
]
