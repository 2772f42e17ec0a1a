# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_file`."""

from aimlkit_api.models import ResponseInputFile

__all__ = [
    "ResponseInputFile",
]
