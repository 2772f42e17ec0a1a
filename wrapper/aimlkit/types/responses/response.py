# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response`."""

from typing import Literal, TypeAlias

from aimlkit._models import Response
from aimlkit_api import models
from aimlkit_api.models import ResponseIncompleteDetails as IncompleteDetails
from aimlkit_api.types import Unknown

__all__ = [
    "IncompleteDetails",
    "Response",
    "ToolChoice",
]

ToolChoice: TypeAlias = (
    models.ResponseToolChoiceTypes
    | models.ToolChoiceFunction
    | Literal["none", "auto", "required"]
    | str
    | Unknown
)
