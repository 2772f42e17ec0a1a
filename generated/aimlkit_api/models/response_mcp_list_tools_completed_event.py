# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseMcpListToolsCompletedEvent(Model):
    """The tools of an MCP server have been listed."""

    item_id: str
    """Identifies the output item to which the event belongs."""
    output_index: int
    """The position of the output item in the `output` of the response, from 0."""
    sequence_number: int
    """The position of the event in the stream."""
    type: Literal["response.mcp_list_tools.completed"]
