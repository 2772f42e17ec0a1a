# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_instruction_content import ResponseInstructionContent


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseInstructionEasyMessage(Model):
    content: list[ResponseInstructionContent] | str
    role: Literal["user", "assistant", "system", "developer"] | str
    type: Literal["message"] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ResponseInstructionContent"),
    }
