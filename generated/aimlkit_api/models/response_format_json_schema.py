# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .json_schema import JSONSchema


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFormatJSONSchema(Model):
    """Output that conforms to a JSON Schema."""

    json_schema: JSONSchema
    """The schema, with its name."""
    type: Literal["json_schema"]

    __field_readers__: ClassVar[FieldReaders] = {
        "json_schema": "JSONSchema",
    }
