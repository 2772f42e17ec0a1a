# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_function_web_search_param`."""

from aimlkit_api.params import O3ProResponseFunctionWebSearchInputParam as ResponseFunctionWebSearchParam

__all__ = [
    "ResponseFunctionWebSearchParam",
]
