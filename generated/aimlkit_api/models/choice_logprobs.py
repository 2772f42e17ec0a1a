# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .token_logprob import TokenLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceLogprobs(Model):
    """The log probabilities of a choice."""

    content: list[TokenLogprob] | None
    """The tokens of the content, with their log probabilities."""
    refusal: list[TokenLogprob] | None
    """The tokens of the refusal, with their log probabilities."""

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("TokenLogprob"),
        "refusal": ArrayOf("TokenLogprob"),
    }
