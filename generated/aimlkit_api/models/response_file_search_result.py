# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFileSearchResult(Model):
    attributes: dict[str, bool | float | str] | None = UNSET
    file_id: str | None = UNSET
    filename: str | None = UNSET
    score: float | None = UNSET
    text: str | None = UNSET
