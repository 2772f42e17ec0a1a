# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class WebSearchUserLocation(Model):
    """The approximate location of the user."""

    city: str | None = UNSET
    """The name of the city."""
    country: str | None = UNSET
    """The two-letter ISO 3166-1 code of the country."""
    region: str | None = UNSET
    """The name of the region."""
    timezone: str | None = UNSET
    """The IANA time zone."""
    type: Literal["approximate"]
