# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class CodeInterpreterContainerAuto(Model):
    """The settings of a container that is created for the request."""

    type: Literal["auto"]
    file_ids: list[str] | None = UNSET
    """None: this service does not document it."""
    memory_limit: str | None = UNSET
    """None: this service does not document it."""
    network_policy: JsonValue = UNSET
    """None: this service does not document it."""
