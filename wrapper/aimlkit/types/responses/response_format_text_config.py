# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_format_text_config`."""

from aimlkit_api.models import ResponseFormatTextConfig

__all__ = [
    "ResponseFormatTextConfig",
]
