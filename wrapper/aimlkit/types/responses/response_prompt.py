# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_prompt`."""

from aimlkit_api.models import ResponsePromptReference as ResponsePrompt

__all__ = [
    "ResponsePrompt",
]
