# Generated from contract.json. Do not edit.
"""Types of `openai.types.shared_params.responses_model`."""

from typing import Literal, TypeAlias

__all__ = [
    "ResponsesModel",
]

ResponsesModel: TypeAlias = Literal["o3-mini", "openai/o3-pro"] | str
