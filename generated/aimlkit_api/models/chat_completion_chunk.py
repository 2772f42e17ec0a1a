# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_chunk_choice import ChatCompletionChunkChoice
    from .completion_usage import CompletionUsage


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionChunk(Model):
    """One piece of a streamed completion."""

    choices: list[ChatCompletionChunkChoice]
    """What is new of each choice; empty in the last chunk, which has the usage."""
    created: int
    id: str
    model: str
    object: Literal["chat.completion.chunk"]
    service_tier: Literal["auto", "default", "flex", "scale", "priority"] | str | None = UNSET
    usage: CompletionUsage | None = UNSET
    """What the whole took, in the last chunk, if stream_options.include_usage asked for it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "choices": ArrayOf("ChatCompletionChunkChoice"),
        "usage": "CompletionUsage",
    }
