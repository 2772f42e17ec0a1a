# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_text_config_param`."""

from aimlkit_api.params import ResponseTextConfigParam

__all__ = [
    "ResponseTextConfigParam",
]
