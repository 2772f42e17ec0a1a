# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseIncompleteDetails(Model):
    """The reason why a response is incomplete."""

    reason: str | None = UNSET
    """The reason, such as "max_output_tokens" or "content_filter"."""
