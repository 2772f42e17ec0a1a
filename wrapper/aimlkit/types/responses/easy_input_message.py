# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.easy_input_message`."""

from aimlkit_api.models import EasyInputMessage

__all__ = [
    "EasyInputMessage",
]
