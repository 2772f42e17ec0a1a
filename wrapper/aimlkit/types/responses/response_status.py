# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_status`."""

from typing import Literal, TypeAlias

__all__ = [
    "ResponseStatus",
]

ResponseStatus: TypeAlias = (
    Literal["completed", "failed", "in_progress", "cancelled", "queued", "incomplete"] | str
)
