# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class ModelInfo(Model):
    """The name, developer and documentation of a model. Models that are not text models have fewer fields."""

    contextLength: int | None = UNSET
    """The size of the context window, in tokens."""
    cutoffAt: str | None = UNSET
    """The end of the training data, as a date."""
    description: str | None = UNSET
    """A description of the model."""
    developer: str
    """The company or organization that develops the model."""
    docsJson: str | None = UNSET
    """The address of the OpenAPI document of the model."""
    docsUrl: str | None = UNSET
    """The page of the model in the documentation."""
    name: str
    """The name of the model for people."""
    outputMax: int | None = UNSET
    """The maximum number of tokens of a response."""
    releasedAt: str | None = UNSET
    """The date of the release, such as "2025-08-07"."""
    url: str | None = UNSET
    """The page of the model; may be empty."""
