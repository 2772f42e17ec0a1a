# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.response_format_json_object`."""

from aimlkit_api.params import ResponseFormatJSONObjectParam as ResponseFormatJSONObject

__all__ = [
    "ResponseFormatJSONObject",
]
