# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_content_part_text import ChatCompletionContentPartText


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionToolMessage(Model):
    """The result of a tool call."""

    content: list[ChatCompletionContentPartText] | str
    """The result, as text."""
    name: str | None = UNSET
    """The name of the tool."""
    role: Literal["tool"]
    tool_call_id: str
    """The ID of the tool call that the message responds to."""

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("ChatCompletionContentPartText"),
    }
