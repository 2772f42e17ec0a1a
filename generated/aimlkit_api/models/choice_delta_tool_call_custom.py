# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChoiceDeltaToolCallCustom(Model):
    """An addition to the call of a custom tool while it is streamed."""

    input: str | None = UNSET
    """The next fragment of the input, which is text."""
    name: str | None = UNSET
    """The name of the tool, in the first delta only."""
