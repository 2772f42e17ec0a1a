# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_content_part_text import ChatCompletionContentPartText


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionDeveloperMessage(Model):
    """Instructions by the developer, which take precedence over user messages."""

    content: list[ChatCompletionContentPartText] | str
    """The text of the instructions, as a string or as content parts."""
    name: str | None = UNSET
    """Distinguishes participants that have the same role."""
    role: Literal["developer"]

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ChatCompletionContentPartText"),
    }
