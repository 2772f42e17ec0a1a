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
    """What a response took, in tokens."""

    input_tokens: int
    input_tokens_details: ResponseInputTokensDetails | None = UNSET
    output_tokens: int
    output_tokens_details: ResponseOutputTokensDetails | None = UNSET
    total_tokens: int

    __field_readers__: ClassVar[FieldReaders] = {
        "input_tokens_details": "ResponseInputTokensDetails",
        "output_tokens_details": "ResponseOutputTokensDetails",
    }
