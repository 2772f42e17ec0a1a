# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerTool(Model):
    display_height: int
    display_width: int
    environment: Literal["windows", "mac", "linux", "ubuntu", "browser"] | str
    type: Literal["computer_use_preview"]
