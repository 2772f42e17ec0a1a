# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseToolChoiceTypes(Model):
    """A tool choice that forces the model to use a built-in tool."""

    type: Literal[
        "web_search_preview",
        "web_search_preview_2025_03_11",
        "computer_use_preview",
        "code_interpreter",
        "mcp",
        "file_search",
        "image_generation",
    ]
    """The type of the built-in tool."""
    name: str | None = UNSET
    """None: this service does not document it."""
    server_label: str | None = UNSET
    """None: this service does not document it."""
