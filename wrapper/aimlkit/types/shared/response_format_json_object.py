# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.response_format_json_object`."""

from aimlkit_api.models import ResponseFormatJSONObject

__all__ = [
    "ResponseFormatJSONObject",
]
