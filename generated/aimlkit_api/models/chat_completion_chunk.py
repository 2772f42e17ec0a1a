# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, JsonValue, Model

if TYPE_CHECKING:
    from .chat_completion_chunk_choice import ChatCompletionChunkChoice
    from .completion_usage import CompletionUsage
    from .meta import Meta


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionChunk(Model):
    """A chunk of a streamed chat completion."""

    choices: list[ChatCompletionChunkChoice]
    """The additions to the choices. Empty in the last chunk if `stream_options.include_usage` is set."""
    created: int
    """When the completion was created, as a Unix timestamp in seconds. It is the same in every chunk."""
    id: str
    """The ID of the completion. It is the same in every chunk."""
    meta: Meta | None = UNSET
    """Details added by AI/ML API, such as the cost of the request. In the last chunk only."""
    model: str
    """The model that generates the completion."""
    object: Literal["chat.completion.chunk"]
    """The type of the object, always "chat.completion.chunk"."""
    service_tier: Literal["auto", "default", "flex", "scale", "priority"] | str | None = UNSET
    """The service tier that processed the request."""
    usage: CompletionUsage | None = UNSET
    """The token usage of the whole request, in the last chunk and only if `stream_options.include_usage`
    is set.
    """
    moderation: JsonValue = UNSET
    """None: this service does not document it."""
    obfuscation: str | None = UNSET
    """None: this service does not document it."""
    system_fingerprint: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "choices": ArrayOf("ChatCompletionChunkChoice"),
        "meta": "Meta",
        "usage": "CompletionUsage",
    }
