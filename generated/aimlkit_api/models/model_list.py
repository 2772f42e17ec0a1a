# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .catalogue_model import CatalogueModel


@define(slots=False, kw_only=True, eq=False, repr=False)
class ModelList(Model):
    """The models of the service, or those that the parameters select."""

    data: list[CatalogueModel]
    """The models."""
    object: str
    """The type of the object."""

    __field_readers__: ClassVar[FieldReaders] = {
        "data": ArrayOf("CatalogueModel"),
    }
