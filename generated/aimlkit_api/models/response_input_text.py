# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInputText(Model):
    """A content part of an instruction."""

    text: str
    """The text of the part."""
    type: Literal["input_text"]
    prompt_cache_breakpoint: JsonValue = UNSET
    """None: this service does not document it."""
