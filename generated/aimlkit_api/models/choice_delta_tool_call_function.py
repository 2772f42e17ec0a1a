# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDeltaToolCallFunction(Model):
    """An addition to a function call while it is streamed."""

    arguments: str | None = UNSET
    """The next fragment of the arguments. Joined, the fragments are JSON text."""
    name: str | None = UNSET
    """The name of the function, in the first delta only."""
