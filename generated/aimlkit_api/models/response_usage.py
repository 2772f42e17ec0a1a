# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .response_input_tokens_details import ResponseInputTokensDetails
    from .response_output_tokens_details import ResponseOutputTokensDetails


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseUsage(Model):
    """The token usage of a response."""

    input_tokens: int
    """The number of tokens in the input."""
    input_tokens_details: ResponseInputTokensDetails | None = UNSET
    """A breakdown of the tokens in the input."""
    output_tokens: int
    """The number of generated tokens, reasoning tokens included."""
    output_tokens_details: ResponseOutputTokensDetails | None = UNSET
    """A breakdown of the generated tokens."""
    total_tokens: int
    """The sum of input and generated tokens."""

    __field_readers__: ClassVar[FieldReaders] = {
        "input_tokens_details": "ResponseInputTokensDetails",
        "output_tokens_details": "ResponseOutputTokensDetails",
    }
