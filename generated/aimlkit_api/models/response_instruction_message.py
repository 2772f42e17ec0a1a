# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_instruction_content import ResponseInstructionContent


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInstructionMessage(Model):
    """A message that consists of content parts."""

    content: list[ResponseInstructionContent]
    """The content parts of the message."""
    role: Literal["user", "system", "developer"] | str
    """The role of the author."""
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    """The progress of the message."""
    type: Literal["message"] | None = UNSET
    id: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ResponseInstructionContent"),
    }
