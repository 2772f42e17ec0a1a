"""Requests and responses of the tests, as JSON and as bytes."""

from __future__ import annotations

import json
from typing import Any

from tests.models import CHAT_MODEL

Json = Any

CHAT_PARAMS: Json = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hi"}]}
COMPLETION: Json = {
    "id": "c1",
    "object": "chat.completion",
    "created": 1,
    "model": CHAT_MODEL,
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
    "meta": {"usage": {"credits_used": 10, "usd_spent": 0.25}},
}

EVENT_STREAM = "text/event-stream"
STREAM_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
"""The head of a stream of events whose body is in the chunked transfer coding; see `encode_chunked`."""


def http_response(
    body: bytes | Json = COMPLETION,
    status: int = 200,
    content_type: str = "application/json",
    **headers: str,
) -> bytes:
    """Return a response as bytes; `body` is bytes or JSON, `content_encoding="gzip"` is a header."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "transfer_encoding" not in headers and "content_length" not in headers:
        lines.append(f"content-length: {len(content)}")
    head = "\r\n".join([f"HTTP/1.1 {status} Status", f"content-type: {content_type}", *lines])
    return head.encode() + b"\r\n\r\n" + content


def chat_chunk(text: str | None, **fields: Json) -> Json:
    """Return a chunk of a streamed chat completion that adds `text`."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    return {"id": "c1", "object": "chat.completion.chunk", "model": CHAT_MODEL, "choices": [choice], **fields}


def encode_events(*data: Json) -> bytes:
    """Return server-sent events as bytes: the data of each is a string as it is, or JSON."""
    texts = (value if isinstance(value, str) else json.dumps(value) for value in data)
    return b"".join(f"data: {text}\n\n".encode() for text in texts)


def encode_chunked(*parts: bytes) -> bytes:
    """Return `parts` in the chunked transfer coding, one chunk each, without the empty last chunk."""
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
