# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_input_content_part import ResponseInputContentPart


@define(slots=False, kw_only=True, eq=False, repr=False)
class O3ProResponseInputMessage(Model):
    """A message that consists of content parts."""

    content: list[ResponseInputContentPart]
    """The content parts of the message."""
    role: Literal["user", "system", "developer"]
    """The role of the author."""
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    """The progress of the message, if it comes from an earlier response."""
    type: Literal["message"] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ResponseInputContentPart"),
    }
