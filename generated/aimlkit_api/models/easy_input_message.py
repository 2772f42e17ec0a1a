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
    """A message, its content as a text or in parts."""

    content: list[ResponseInputFile | ResponseInputText | Unknown] | str
    role: Literal["user", "assistant", "system", "developer"]
    type: Literal["message"] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property("type", {"input_file": "ResponseInputFile", "input_text": "ResponseInputText"})
        ),
    }
