# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class Error(Model):
    """An answer that is an error."""

    message: str | None = UNSET
    """What went wrong, for a person."""
    path: str | None = UNSET
    """The path that was asked for."""
    requestId: str | None = UNSET
    """Names the request when asking the provider about it."""
    statusCode: int | str | None = UNSET
    """The HTTP status once more."""
    timestamp: str | None = UNSET
    """When, in ISO 8601."""
