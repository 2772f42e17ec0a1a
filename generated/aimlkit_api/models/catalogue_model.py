# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .model_info import ModelInfo
    from .model_modalities import ModelModalities
    from .model_pricing import ModelPricing


@define(slots=False, kw_only=True, eq=False, repr=False)
class CatalogueModel(Model):
    """A model of the service, with the sections that the request includes."""

    aliases: list[str]
    """Other names of the model, which requests may use."""
    capabilities: list[str] | None = UNSET
    """The features that the model supports, such as "tools". Only if the request includes it."""
    id: str
    """The ID of the model."""
    info: ModelInfo
    """The name, developer and documentation of the model."""
    modalities: ModelModalities | None = UNSET
    """The modalities of the model's input and output. Only if the request includes it."""
    pricing: ModelPricing | None = UNSET
    """The price of the model. Only if the request includes it."""
    tags: list[str]
    """Labels, such as "playground:chat"."""
    type: str
    """The endpoint that serves the model, such as "openai/chat-completions"."""
    created: int | None = UNSET
    """None: this service does not document it."""
    object: str | None = UNSET
    """None: this service does not document it."""
    owned_by: str | None = UNSET
    """None: this service does not document it."""
    shutdown_date: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "info": "ModelInfo",
        "modalities": "ModelModalities",
        "pricing": "ModelPricing",
    }
