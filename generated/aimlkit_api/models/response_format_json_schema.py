# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import Kinds, Model

if TYPE_CHECKING:
    from .json_schema import JSONSchema


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFormatJSONSchema(Model):
    """Output that conforms to a JSON Schema."""

    json_schema: JSONSchema
    """The schema, with its name."""
    type: Literal["json_schema"]

    _kinds: ClassVar[Kinds] = {
        "json_schema": "JSONSchema",
    }
