# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, JsonValue, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFormatTextJSONSchemaConfig(Model):
    description: str | None = UNSET
    name: str
    schema: dict[str, JsonValue]
    strict: bool | None = UNSET
    type: Literal["json_schema"]
