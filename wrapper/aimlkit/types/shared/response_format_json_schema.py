# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared.response_format_json_schema`."""

from aimlkit_api.models import JSONSchema, ResponseFormatJSONSchema

__all__ = [
    "JSONSchema",
    "ResponseFormatJSONSchema",
]
