# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.response_format_text`."""

from aimlkit_api.models import ResponseFormatText

__all__ = [
    "ResponseFormatText",
]
