# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_file_search_tool_call`."""

from aimlkit_api.models import ResponseFileSearchResult as Result
from aimlkit_api.models import ResponseFileSearchToolCall

__all__ = [
    "ResponseFileSearchToolCall",
    "Result",
]
