# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponsePromptReference(Model):
    id: str
    variables: dict[str, JsonValue] | None = UNSET
    version: str | None = UNSET
