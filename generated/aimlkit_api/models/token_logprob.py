# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .top_logprob import TopLogprob


@define(slots=False, kw_only=True, eq=False, repr=False)
class TokenLogprob(Model):
    """A token with its log probability."""

    bytes: list[int] | None = UNSET
    """The UTF-8 bytes of the token. Null if it has none."""
    logprob: float
    """The natural logarithm of the token's probability."""
    token: str
    """The token."""
    top_logprobs: list[TopLogprob] | None = UNSET
    """The most likely tokens at this position, if the request includes them."""

    __field_readers__: ClassVar[FieldReaders] = {
        "top_logprobs": ArrayOf("TopLogprob"),
    }
