# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_item_added_event`."""

from aimlkit_api.models import ResponseOutputItemAddedEvent

__all__ = [
    "ResponseOutputItemAddedEvent",
]
