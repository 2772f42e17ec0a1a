# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .top_logprob import TopLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class TokenLogprob(Model):
    bytes: list[int] | None = UNSET
    logprob: float
    token: str
    top_logprobs: list[TopLogprob] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "top_logprobs": ArrayOf("TopLogprob"),
    }
