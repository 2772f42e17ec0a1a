# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class WebSearchUserLocation(Model):
    city: str | None = UNSET
    country: str | None = UNSET
    region: str | None = UNSET
    timezone: str | None = UNSET
    type: Literal["approximate"]
