# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.response_format_json_schema`."""

from aimlkit_api.params import JSONSchemaParam as JSONSchema
from aimlkit_api.params import ResponseFormatJSONSchemaParam as ResponseFormatJSONSchema

__all__ = [
    "JSONSchema",
    "ResponseFormatJSONSchema",
]
