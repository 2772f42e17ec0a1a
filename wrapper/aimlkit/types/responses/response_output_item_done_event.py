# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_item_done_event`."""

from aimlkit_api.models import ResponseOutputItemDoneEvent

__all__ = [
    "ResponseOutputItemDoneEvent",
]
