# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_message`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.models import ResponseOutputMessage
from aimlkit_api.types import Unknown

__all__ = [
    "Content",
    "ResponseOutputMessage",
]

Content: TypeAlias = models.ResponseOutputRefusal | models.ResponseOutputText | Unknown
