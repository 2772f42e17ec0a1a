# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .json_schema import JSONSchema


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFormatJSONSchema(Model):
    """The answer is JSON that is valid by a schema."""

    json_schema: JSONSchema
    type: Literal["json_schema"]

    __field_readers__: ClassVar[FieldReaders] = {
        "json_schema": "JSONSchema",
    }
