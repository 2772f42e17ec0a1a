# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_web_search`."""

from aimlkit_api.models import ResponseFunctionWebSearch

__all__ = [
    "ResponseFunctionWebSearch",
]
