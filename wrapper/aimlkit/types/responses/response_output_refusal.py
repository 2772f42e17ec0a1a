# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_refusal`."""

from aimlkit_api.models import ResponseOutputRefusal

__all__ = [
    "ResponseOutputRefusal",
]
