# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.types import Unknown

__all__ = [
    "ResponseInput",
]

ResponseInput: TypeAlias = list[models.ResponseInputItem | models.O3ProResponseInputItem | Unknown]
