# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_content_part_added_event`."""

from aimlkit_api.models import ResponseContentPart as Part
from aimlkit_api.models import ResponseContentPartAddedEvent
from aimlkit_api.models import ResponseReasoningTextPart as PartReasoningText

__all__ = [
    "Part",
    "PartReasoningText",
    "ResponseContentPartAddedEvent",
]
