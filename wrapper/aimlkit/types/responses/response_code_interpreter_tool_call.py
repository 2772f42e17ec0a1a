# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_code_interpreter_tool_call`."""

from typing import TypeAlias

from aimlkit_api import models
from aimlkit_api.models import CodeInterpreterOutputImage as OutputImage
from aimlkit_api.models import CodeInterpreterOutputLogs as OutputLogs
from aimlkit_api.models import ResponseCodeInterpreterToolCall
from aimlkit_api.types import Unknown

__all__ = [
    "Output",
    "OutputImage",
    "OutputLogs",
    "ResponseCodeInterpreterToolCall",
]

Output: TypeAlias = models.CodeInterpreterOutputImage | models.CodeInterpreterOutputLogs | Unknown
