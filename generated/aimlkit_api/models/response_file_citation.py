# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFileCitation(Model):
    file_id: str
    filename: str | None = UNSET
    index: int
    type: Literal["file_citation"]
