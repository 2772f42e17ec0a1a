# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_url_citation import ResponseURLCitation
    from .token_logprob import TokenLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputTextInput(Model):
    """Text that the model generated in an earlier response."""

    annotations: list[ResponseURLCitation]
    """The web pages that the text cites."""
    logprobs: list[TokenLogprob] | None = UNSET
    """The tokens of the text, with their log probabilities."""
    text: str
    """The generated text."""
    type: Literal["output_text"]

    __field_readers__: ClassVar[FieldReaders] = {
        "annotations": ArrayOf("ResponseURLCitation"),
        "logprobs": ArrayOf("TokenLogprob"),
    }
