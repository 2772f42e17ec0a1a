# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_file_content_param`."""

from aimlkit_api.params import ResponseInputFileParam as ResponseInputFileContentParam

__all__ = [
    "ResponseInputFileContentParam",
]
