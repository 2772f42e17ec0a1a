# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .response_input_file import ResponseInputFile
    from .response_input_text import ResponseInputText


@define(slots=False, kw_only=True, eq=False, repr=False)
class EasyInputMessage(Model):
    """A message whose content is a string or a list of content parts."""

    content: list[ResponseInputFile | ResponseInputText | Unknown] | str
    """The text of the message, or its content parts."""
    role: Literal["user", "assistant", "system", "developer"]
    """The role of the author."""
    type: Literal["message"] | None = UNSET
    phase: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property("type", {"input_file": "ResponseInputFile", "input_text": "ResponseInputText"})
        ),
    }
