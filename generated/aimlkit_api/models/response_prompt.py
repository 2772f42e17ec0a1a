# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model, Unknown, map_of

if TYPE_CHECKING:
    from .response_input_content_part import ResponseInputContentPart


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponsePrompt(Model):
    """A reference to a stored prompt template."""

    id: str
    """The ID of the template."""
    variables: dict[str, ResponseInputContentPart | str | Unknown] | None = UNSET
    """The values of the template's variables, by name."""
    version: str | None = UNSET
    """The version of the template."""

    __field_readers__: ClassVar[FieldReaders] = {
        "variables": map_of("ResponseInputContentPart"),
    }
