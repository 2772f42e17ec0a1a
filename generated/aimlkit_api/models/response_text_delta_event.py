# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .token_logprob import TokenLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseTextDeltaEvent(Model):
    """The next piece of a text."""

    content_index: int
    delta: str
    item_id: str
    logprobs: list[TokenLogprob]
    output_index: int
    sequence_number: int
    type: Literal["response.output_text.delta"]

    __field_readers__: ClassVar[FieldReaders] = {
        "logprobs": ArrayOf("TokenLogprob"),
    }
