# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_prompt_param`."""

from aimlkit_api.params import ResponsePromptParam as ResponsePromptParam

__all__ = [
    "ResponsePromptParam",
]
