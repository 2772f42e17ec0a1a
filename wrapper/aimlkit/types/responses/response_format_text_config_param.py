# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_format_text_config_param`."""

from aimlkit_api.params import ResponseFormatTextConfigParam

__all__ = [
    "ResponseFormatTextConfigParam",
]
