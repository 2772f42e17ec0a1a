# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, JsonValue, Model

if TYPE_CHECKING:
    from .chat_completion_choice import ChatCompletionChoice
    from .completion_usage import CompletionUsage
    from .meta import Meta


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletion(Model):
    """A chat completion returned by the model."""

    choices: list[ChatCompletionChoice]
    """The generated choices. There is more than one if the request sets `n`."""
    created: int
    """When the completion was created, as a Unix timestamp in seconds."""
    id: str
    """The ID of the completion."""
    meta: Meta | None = UNSET
    """Details added by AI/ML API, such as the cost of the request."""
    model: str
    """The model that generated the completion."""
    object: Literal["chat.completion"]
    """The type of the object, always "chat.completion"."""
    usage: CompletionUsage
    """The token usage of the request."""
    metadata: dict[str, JsonValue] | None = UNSET
    """None: this service does not document it."""
    moderation: JsonValue = UNSET
    """None: this service does not document it."""
    service_tier: str | None = UNSET
    """None: this service does not document it."""
    system_fingerprint: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "choices": ArrayOf("ChatCompletionChoice"),
        "meta": "Meta",
        "usage": "CompletionUsage",
    }
