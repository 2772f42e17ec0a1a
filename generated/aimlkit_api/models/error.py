# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class Error(Model):
    """The body of an error response."""

    message: str | None = UNSET
    """A description of the error."""
    path: str | None = UNSET
    """The path of the request."""
    requestId: str | None = UNSET
    """The ID of the request, for inquiries with the provider."""
    statusCode: int | str | None = UNSET
    """The HTTP status."""
    timestamp: str | None = UNSET
    """The time of the error, in ISO 8601 format."""
