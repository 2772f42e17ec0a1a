# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInputFile(Model):
    """A content part of an instruction."""

    file_data: str | None = UNSET
    """The content of the file, base64-encoded."""
    filename: str | None = UNSET
    """The name of the file."""
    type: Literal["input_file"]
    detail: str | None = UNSET
    """None: this service does not document it."""
    file_id: str | None = UNSET
    """None: this service does not document it."""
    file_url: str | None = UNSET
    """None: this service does not document it."""
    prompt_cache_breakpoint: JsonValue = UNSET
    """None: this service does not document it."""
