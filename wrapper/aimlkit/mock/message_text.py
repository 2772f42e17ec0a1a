"""The text of a message, in either API."""

from typing import cast


def content_text(content: object) -> str:
    """Return the text of a message's content: text, a list of parts, or nothing."""
    if isinstance(content, str):
        return content
    parts = cast("list[object]", content) if isinstance(content, list) else []
    return "\n".join(text for part in parts if isinstance(text := _part_text(part), str))


def _part_text(part: object) -> object:
    if not isinstance(part, dict):
        return None
    fields = cast("dict[str, object]", part)
    return fields.get("text", fields.get("refusal"))
