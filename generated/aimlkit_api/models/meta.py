# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .meta_usage import MetaUsage


@define(slots=False, kw_only=True, eq=False, repr=False)
class Meta(Model):
    """Details that AI/ML API adds to a response."""

    usage: MetaUsage | None = UNSET
    """The cost of the request."""

    __field_readers__: ClassVar[FieldReaders] = {
        "usage": "MetaUsage",
    }
