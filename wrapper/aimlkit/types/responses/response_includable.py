# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_includable`."""

from typing import Literal, TypeAlias

__all__ = [
    "ResponseIncludable",
]

ResponseIncludable: TypeAlias = Literal[
    "message.input_image.image_url",
    "computer_call_output.output.image_url",
    "reasoning.encrypted_content",
    "code_interpreter_call.outputs",
]
