# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_text_param`."""

from aimlkit_api.params import ResponseInputTextParam

__all__ = [
    "ResponseInputTextParam",
]
