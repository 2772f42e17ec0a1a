# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_input_content_part import ResponseInputContentPart


@define(slots=False, kw_only=True, eq=False, repr=False)
class O3ProEasyInputMessage(Model):
    """A message whose content is a string or a list of content parts."""

    content: list[ResponseInputContentPart] | str
    """The text of the message, or its content parts."""
    role: Literal["user", "assistant", "system", "developer"]
    """The role of the author."""
    type: Literal["message"] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ResponseInputContentPart"),
    }
