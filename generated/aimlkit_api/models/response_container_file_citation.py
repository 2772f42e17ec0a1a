# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseContainerFileCitation(Model):
    container_id: str
    end_index: int
    file_id: str
    filename: str | None = UNSET
    start_index: int
    type: Literal["container_file_citation"]
