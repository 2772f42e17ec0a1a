# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_refusal_param`."""

from aimlkit_api.params import ResponseOutputRefusalParam

__all__ = [
    "ResponseOutputRefusalParam",
]
