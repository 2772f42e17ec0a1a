# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_annotation import ResponseAnnotation
    from .token_logprob import TokenLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputText(Model):
    """A text, with what it cites."""

    annotations: list[ResponseAnnotation]
    logprobs: list[TokenLogprob] | None = UNSET
    text: str
    type: Literal["output_text"]

    __field_readers__: ClassVar[FieldReaders] = {
        "annotations": ArrayOf("ResponseAnnotation"),
        "logprobs": ArrayOf("TokenLogprob"),
    }
