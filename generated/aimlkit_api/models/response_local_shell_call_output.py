# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseLocalShellCallOutput(Model):
    id: str
    output: str
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    type: Literal["local_shell_call_output"]
