# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_content_part_done_event`."""

from aimlkit_api.models import ResponseContentPart as Part
from aimlkit_api.models import ResponseContentPartDoneEvent
from aimlkit_api.models import ResponseReasoningTextPart as PartReasoningText

__all__ = [
    "Part",
    "PartReasoningText",
    "ResponseContentPartDoneEvent",
]
