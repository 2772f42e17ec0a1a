# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_text_config`."""

from aimlkit_api.models import ResponseText as ResponseTextConfig

__all__ = [
    "ResponseTextConfig",
]
