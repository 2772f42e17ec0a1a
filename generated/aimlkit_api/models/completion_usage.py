# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .completion_tokens_details import CompletionTokensDetails
    from .prompt_tokens_details import PromptTokensDetails


@define(slots=False, kw_only=True, eq=False, repr=False)
class CompletionUsage(Model):
    """The token usage of a chat completion."""

    completion_tokens: int
    """The number of generated tokens, reasoning tokens included."""
    completion_tokens_details: CompletionTokensDetails | None = UNSET
    """A breakdown of the generated tokens."""
    prompt_tokens: int
    """The number of tokens in the prompt."""
    prompt_tokens_details: PromptTokensDetails | None = UNSET
    """A breakdown of the tokens in the prompt."""
    total_tokens: int
    """The sum of prompt and generated tokens."""

    __field_readers__: ClassVar[FieldReaders] = {
        "completion_tokens_details": "CompletionTokensDetails",
        "prompt_tokens_details": "PromptTokensDetails",
    }
