# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.response_format_text`."""

from aimlkit_api.params import ResponseFormatTextParam as ResponseFormatText

__all__ = [
    "ResponseFormatText",
]
