# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFunctionWebSearch(Model):
    """An item of the request's instructions."""

    id: str
    """The ID of the search."""
    status: Literal["in_progress", "completed", "searching", "failed"] | str
    """The progress of the search."""
    type: Literal["web_search_call"]
    action: JsonValue = UNSET
    """None: this service does not document it."""
