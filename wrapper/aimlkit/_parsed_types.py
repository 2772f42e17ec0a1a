"""Unions in parsed responses. They are not in `_models`, because importing them imports the modules of the models that they name."""

from typing import TypeAlias

from aimlkit._models import (
    OutputT,
    ParsedResponseFunctionToolCall,
    ParsedResponseOutputMessage,
    ParsedResponseOutputText,
)
from aimlkit_api import models
from aimlkit_api.types import Unknown

#: A part of a message whose text is parsed.
ParsedContent: TypeAlias = ParsedResponseOutputText[OutputT] | models.ResponseOutputRefusal | Unknown

#: An item of the output of a response whose text and function arguments are parsed.
ParsedResponseOutputItem: TypeAlias = (
    ParsedResponseOutputMessage[OutputT] | ParsedResponseFunctionToolCall | models.OtherResponseOutputItem
)
