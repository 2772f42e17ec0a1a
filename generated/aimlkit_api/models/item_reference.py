# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ItemReference(Model):
    """An item of the request's instructions."""

    id: str
    """The ID of the item."""
    type: Literal["item_reference"] | None = UNSET
