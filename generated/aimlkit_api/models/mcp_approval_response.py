# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class McpApprovalResponse(Model):
    approval_request_id: str
    approve: bool
    id: str | None = UNSET
    reason: str | None = UNSET
    type: Literal["mcp_approval_response"]
