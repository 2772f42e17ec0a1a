"""The last user message of a conversation, and the text of a message, in the form of either API."""

from collections.abc import Sequence
from typing import cast

from aimlkit.mock.json_types import JsonObject


def split_at_last_user_message(messages: Sequence[JsonObject]) -> tuple[JsonObject, Sequence[JsonObject]]:
    """Return the last user message, and the messages after it; an empty message and all messages if there is none."""
    for index in reversed(range(len(messages))):
        if messages[index].get("role") == "user":
            return messages[index], messages[index + 1 :]
    return {}, messages


def content_text(content: object) -> str:
    """Return the text of a message's content, which is text or a list of parts; empty if it is neither."""
    if isinstance(content, str):
        return content
    parts = cast("list[object]", content) if isinstance(content, list) else []
    return "\n".join(text for part in parts if isinstance(text := _part_text(part), str))


def _part_text(part: object) -> object:
    if not isinstance(part, dict):
        return None
    fields = cast("dict[str, object]", part)
    return fields.get("text", fields.get("refusal"))
