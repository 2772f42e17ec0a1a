# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_content_part_text import ChatCompletionContentPartText


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionDeveloperMessage(Model):
    """How the model is to behave, whatever the user says."""

    content: list[ChatCompletionContentPartText] | str
    name: str | None = UNSET
    role: Literal["developer"]

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ChatCompletionContentPartText"),
    }
