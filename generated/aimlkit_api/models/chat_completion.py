# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_choice import ChatCompletionChoice
    from .completion_usage import CompletionUsage
    from .meta import Meta


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletion(Model):
    """The answer of POST /v1/chat/completions."""

    choices: list[ChatCompletionChoice]
    """The answers, as many as n asked for."""
    created: int
    """When it was generated, in seconds since 1970."""
    id: str
    meta: Meta | None = UNSET
    """What AI/ML API adds of its own."""
    model: str
    object: Literal["chat.completion"]
    usage: CompletionUsage
    """What it took, in tokens."""

    __field_readers__: ClassVar[FieldReaders] = {
        "choices": ArrayOf("ChatCompletionChoice"),
        "meta": "Meta",
        "usage": "CompletionUsage",
    }
