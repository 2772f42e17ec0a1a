"""The content of requests and responses as messages, in the form of the JSON Schemas of OpenTelemetry's conventions.

A part that has no form of its own in the schemas is recorded as it was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit._json import encode_json, json_array, json_object
from aimlkit._models import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._models import AnyResponse
    from aimlkit.endpoints._base import AnyEndpoint


def input_messages(endpoint: AnyEndpoint, body: Mapping[str, object]) -> str:
    """Return the messages, or input items, of a request as JSON."""
    history = body.get(endpoint.history_parameter)
    items = json_array(history) if not isinstance(history, str) else [{"role": "user", "content": history}]
    return _to_json([_message(json_object(item) or {}) for item in items or ()])


def system_instructions(endpoint: AnyEndpoint, body: Mapping[str, object]) -> str | None:
    """Return the instructions that a request has besides its messages, as JSON; None if it has none."""
    instructions = body.get(endpoint.instructions_parameter or "")
    return _to_json([_text(instructions)]) if isinstance(instructions, str) else None


def output_messages(endpoint: AnyEndpoint, response: AnyResponse) -> str:
    """Return the text and the tool calls of a response, of its first choice if it has choices, as JSON."""
    parts: list[Mapping[str, object]] = [_text(text)] if (text := text_of(response)) else []
    for call in endpoint.tool_requests(response):
        parts.append(
            {"type": "tool_call", "id": call.call_id, "name": call.name, "arguments": call.arguments}
        )
    [reason, *_] = [*endpoint.finish_reasons(response), "unknown"]
    return _to_json([{"role": "assistant", "parts": parts, "finish_reason": reason}])


def _message(item: Mapping[str, object]) -> Mapping[str, object]:
    """Return a message; an item with more than a role and its content, such as a tool call, is one part of it."""
    role = item.get("role", "tool")
    if item.keys() <= {"role", "content", "type"} and "content" in item:
        content = item["content"]
        parts = [_text(content)] if isinstance(content, str) else json_array(content) or []
    else:
        parts = [{"type": "message", **item}]
    return {"role": role, "parts": parts}


def _text(text: str) -> Mapping[str, object]:
    return {"type": "text", "content": text}


def _to_json(messages: list[Mapping[str, object]]) -> str:
    return encode_json(messages).decode()
