# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .mcp_tool_filter import McpToolFilter


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpToolApproval(Model):
    """The tools that always and never need approval."""

    always: McpToolFilter | None = UNSET
    """The tools that always need approval."""
    never: McpToolFilter | None = UNSET
    """The tools that never need approval."""

    __field_readers__: ClassVar[FieldReaders] = {
        "always": "McpToolFilter",
        "never": "McpToolFilter",
    }
