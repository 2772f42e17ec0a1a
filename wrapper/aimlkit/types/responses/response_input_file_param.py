# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_file_param`."""

from aimlkit_api.params import ResponseInputFileParam

__all__ = [
    "ResponseInputFileParam",
]
