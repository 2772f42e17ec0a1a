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
    """What a completion took, in tokens."""

    completion_tokens: int
    completion_tokens_details: CompletionTokensDetails | None = UNSET
    prompt_tokens: int
    prompt_tokens_details: PromptTokensDetails | None = UNSET
    total_tokens: int

    __field_readers__: ClassVar[FieldReaders] = {
        "completion_tokens_details": "CompletionTokensDetails",
        "prompt_tokens_details": "PromptTokensDetails",
    }
