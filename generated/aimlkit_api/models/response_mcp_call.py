# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseMcpCall(Model):
    arguments: str
    error: str | None = UNSET
    id: str
    name: str
    output: str | None = UNSET
    server_label: str
    type: Literal["mcp_call"]
