# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ToolChoiceTypes(Model):
    """A tool choice that forces the model to use a built-in tool."""

    type: Literal[
        "web_search_preview",
        "web_search_preview_2025_03_11",
        "computer_use_preview",
        "code_interpreter",
        "mcp",
    ]
    """The type of the built-in tool."""
