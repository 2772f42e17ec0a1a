# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class LocalShellCallAction(Model):
    command: list[str]
    env: dict[str, str]
    timeout_ms: int | None = UNSET
    type: Literal["exec"]
    user: str | None = UNSET
    working_directory: str | None = UNSET
