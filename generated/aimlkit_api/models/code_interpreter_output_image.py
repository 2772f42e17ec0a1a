# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class CodeInterpreterOutputImage(Model):
    """An image produced by the code interpreter."""

    type: Literal["image"]
    url: str
    """The URL of the image."""
