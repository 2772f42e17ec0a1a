# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseMcpCall(Model):
    """An item of the request's instructions."""

    arguments: str
    """The arguments of the call, as JSON text."""
    error: str | None = UNSET
    """The error, if the call failed."""
    id: str
    """The ID of the call."""
    name: str
    """The name of the tool."""
    output: str | None = UNSET
    """The result of the call."""
    server_label: str
    """The name of the server in tool calls."""
    type: Literal["mcp_call"]
    approval_request_id: str | None = UNSET
    """None: this service does not document it."""
    status: str | None = UNSET
    """None: this service does not document it."""
