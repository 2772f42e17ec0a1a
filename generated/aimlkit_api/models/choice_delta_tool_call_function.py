# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDeltaToolCallFunction(Model):
    arguments: str | None = UNSET
    """The next piece of the arguments, which are JSON when put together."""
    name: str | None = UNSET
    """The function to call; in the first piece only."""
