# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .response_output_refusal import ResponseOutputRefusal
    from .response_output_text import ResponseOutputText


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInstructionOutputMessage(Model):
    """A message that the model generated in an earlier response."""

    content: list[ResponseOutputRefusal | ResponseOutputText | Unknown]
    """The content parts of the message."""
    id: str
    """The ID of the message."""
    role: Literal["assistant"]
    status: Literal["in_progress", "completed", "incomplete"] | str
    """The progress of the message."""
    type: Literal["message"]

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property("type", {"refusal": "ResponseOutputRefusal", "output_text": "ResponseOutputText"})
        ),
    }
