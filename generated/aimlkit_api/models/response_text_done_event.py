# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .token_logprob import TokenLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseTextDoneEvent(Model):
    """A text is complete."""

    content_index: int
    item_id: str
    logprobs: list[TokenLogprob]
    output_index: int
    sequence_number: int
    text: str
    type: Literal["response.output_text.done"]

    __field_readers__: ClassVar[FieldReaders] = {
        "logprobs": ArrayOf("TokenLogprob"),
    }
