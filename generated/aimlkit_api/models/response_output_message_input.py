# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .response_output_refusal import ResponseOutputRefusal
    from .response_output_text_input import ResponseOutputTextInput


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputMessageInput(Model):
    """A message that the model generated in an earlier response."""

    content: list[ResponseOutputRefusal | ResponseOutputTextInput | Unknown]
    """The content parts of the message."""
    id: str
    """The ID of the message."""
    role: Literal["assistant"]
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    """The progress of the message."""
    type: Literal["message"]

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property(
                "type", {"refusal": "ResponseOutputRefusal", "output_text": "ResponseOutputTextInput"}
            )
        ),
    }
