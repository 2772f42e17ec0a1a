"""Stored conversations, which later requests continue."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from aimlkit.mock.json_types import JsonObject

# Limits of the stored conversations; the oldest are dropped.
MAX_CONVERSATIONS = 1000
MAX_CONVERSATION_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Conversation:
    """The items of a conversation up to and including a response, and their approximate size in bytes."""

    items: Sequence[JsonObject]
    size: int


class Conversations:
    """The last stored conversations, by the id of their last response."""

    def __init__(self) -> None:
        self._by_id: OrderedDict[str, Conversation] = OrderedDict()
        self._bytes = 0

    def store(self, response_id: str, conversation: Conversation) -> None:
        """Store the conversation up to and including a response; drop the oldest ones beyond the limits."""
        self._by_id[response_id] = conversation
        self._bytes += conversation.size
        while len(self._by_id) > MAX_CONVERSATIONS or self._bytes > MAX_CONVERSATION_BYTES:
            _, dropped = self._by_id.popitem(last=False)
            self._bytes -= dropped.size

    def get(self, response_id: str) -> Conversation | None:
        """Return the conversation up to and including a response; None if it is not stored."""
        return self._by_id.get(response_id)

    def clear(self) -> None:
        """Remove all conversations."""
        self._by_id.clear()
        self._bytes = 0
