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
    """The position of the content part in the `content` of the output item, from 0."""
    item_id: str
    """Identifies the output item to which the event belongs."""
    logprobs: list[TokenLogprob]
    """The tokens of the text, with their log probabilities."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    sequence_number: int
    """The position of the event in the stream."""
    text: str
    """The complete text."""
    type: Literal["response.output_text.done"]

    __field_readers__: ClassVar[FieldReaders] = {
        "logprobs": ArrayOf("TokenLogprob"),
    }
