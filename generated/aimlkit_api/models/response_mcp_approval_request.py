# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseMcpApprovalRequest(Model):
    """An item of the request's instructions."""

    arguments: str
    """The arguments of the call, as JSON text."""
    id: str
    """The ID of the approval request."""
    name: str
    """The name of the tool."""
    server_label: str
    """The name of the server in tool calls."""
    type: Literal["mcp_approval_request"]
