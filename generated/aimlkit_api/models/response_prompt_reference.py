# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponsePromptReference(Model):
    """The prompt template of a response."""

    id: str
    """The ID of the template."""
    variables: dict[str, JsonValue] | None = UNSET
    """The values of the template's variables, by name."""
    version: str | None = UNSET
    """The version of the template."""
