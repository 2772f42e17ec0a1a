# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.easy_input_message`."""

from aimlkit_api.models import EasyInputMessage as EasyInputMessage

__all__ = [
    "EasyInputMessage",
]
