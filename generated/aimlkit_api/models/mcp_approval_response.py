# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpApprovalResponse(Model):
    """An item of the request's instructions."""

    approval_request_id: str
    """The ID of the approval request."""
    approve: bool
    """Approves or rejects the call."""
    id: str | None = UNSET
    """The ID of the decision."""
    reason: str | None = UNSET
    """The reason for the decision."""
    type: Literal["mcp_approval_response"]
