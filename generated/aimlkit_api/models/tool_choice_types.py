# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ToolChoiceTypes(Model):
    type: Literal[
        "web_search_preview",
        "web_search_preview_2025_03_11",
        "computer_use_preview",
        "code_interpreter",
        "mcp",
    ]
