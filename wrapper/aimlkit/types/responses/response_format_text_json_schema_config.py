# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_format_text_json_schema_config`."""

from aimlkit_api.models import ResponseFormatTextJSONSchemaConfig

__all__ = [
    "ResponseFormatTextJSONSchemaConfig",
]
