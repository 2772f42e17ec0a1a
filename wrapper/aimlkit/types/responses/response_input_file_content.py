# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_file_content`."""

from aimlkit_api.models import ResponseInputFile as ResponseInputFileContent

__all__ = [
    "ResponseInputFileContent",
]
