"""Server-sent events, as each of the two APIs writes them."""

from collections.abc import Iterable, Iterator

from aimlkit.mock.json_text import dump_json
from aimlkit.mock.json_types import JsonObject


def chat_completion_events(chunks: Iterable[JsonObject], end_mark: str | None) -> Iterator[bytes]:
    """Yield events of Chat Completions: data without a type, and an end mark if the contract has one."""
    for chunk in chunks:
        yield b"data: " + dump_json(chunk) + b"\n\n"
    if end_mark is not None:
        yield b"data: " + end_mark.encode() + b"\n\n"


def typed_events(events: Iterable[JsonObject]) -> Iterator[bytes]:
    """Yield events of Responses: data with its type, and no end mark."""
    for event in events:
        yield b"event: " + event["type"].encode() + b"\ndata: " + dump_json(event) + b"\n\n"
