# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.easy_input_message_param`."""

from aimlkit_api.params import EasyInputMessageParam

__all__ = [
    "EasyInputMessageParam",
]
