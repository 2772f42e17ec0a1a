# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ModelModalities(Model):
    """The modalities of a model's input and output, such as text and images."""

    input: list[str] | None = UNSET
    """The modalities that the model takes."""
    output: list[str] | None = UNSET
    """The modalities that the model generates."""
