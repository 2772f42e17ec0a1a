# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInputImage(Model):
    detail: Literal["high", "low", "auto"] | None = UNSET
    image_url: str | None = UNSET
    type: Literal["input_image"]
