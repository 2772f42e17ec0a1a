# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_format_text_json_schema_config_param`."""

from aimlkit_api.params import ResponseFormatTextJSONSchemaConfigParam

__all__ = [
    "ResponseFormatTextJSONSchemaConfigParam",
]
