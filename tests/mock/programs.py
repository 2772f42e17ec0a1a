"""Programs that use the mock: each client of Python, with each API, streamed or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openai

from aimlkit import AIMLAPI
from aimlkit.mock import MockServer
from tests.models import CHAT_MODEL, RESPONSES_MODEL

#: Sends a text to a model; returns the text of its output, or of its refusal.
Program = Callable[..., str]


def aimlkit_chat(server: MockServer, text: str, *, model: str = CHAT_MODEL, **options: Any) -> str:
    with aimlkit_client(server) as client:
        completion = client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": text}], **options
        )
    message = completion.choices[0].message
    return message.content or message.refusal or ""


def aimlkit_chat_stream(server: MockServer, text: str, *, model: str = CHAT_MODEL, **options: Any) -> str:
    with (
        aimlkit_client(server) as client,
        client.chat.completions.stream(
            model=model, messages=[{"role": "user", "content": text}], **options
        ) as stream,
    ):
        message = stream.get_final_completion().choices[0].message
    return message.content or message.refusal or ""


def aimlkit_response(server: MockServer, text: str, *, model: str = RESPONSES_MODEL, **options: Any) -> str:
    with aimlkit_client(server) as client:
        return text_of(client.responses.create(model=model, input=text, **options))


def aimlkit_response_stream(
    server: MockServer, text: str, *, model: str = RESPONSES_MODEL, **options: Any
) -> str:
    with (
        aimlkit_client(server) as client,
        client.responses.stream(model=model, input=text, **options) as stream,
    ):
        return text_of(stream.get_final_response())


def openai_chat(server: MockServer, text: str, *, model: str = CHAT_MODEL, **options: Any) -> str:
    with openai_client(server) as client:
        completion = client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": text}], **options
        )
    message = completion.choices[0].message
    return str(message.content or message.refusal)


def openai_chat_stream(server: MockServer, text: str, *, model: str = CHAT_MODEL, **options: Any) -> str:
    with openai_client(server) as client:
        chunks = client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": text}], stream=True, **options
        )
        deltas = [chunk.choices[0].delta for chunk in chunks]
    return "".join(delta.content or delta.refusal or "" for delta in deltas)


def openai_response(server: MockServer, text: str, *, model: str = RESPONSES_MODEL, **options: Any) -> str:
    with openai_client(server) as client:
        return text_of(client.responses.create(model=model, input=text, **options))


def openai_response_stream(
    server: MockServer, text: str, *, model: str = RESPONSES_MODEL, **options: Any
) -> str:
    with openai_client(server) as client:
        events = client.responses.create(model=model, input=text, stream=True, **options)
        deltas = [event.delta for event in events if event.type.endswith(("text.delta", "refusal.delta"))]
    return "".join(deltas)


#: All programs.
PROGRAMS: list[Program] = [
    aimlkit_chat,
    aimlkit_chat_stream,
    aimlkit_response,
    aimlkit_response_stream,
    openai_chat,
    openai_chat_stream,
    openai_response,
    openai_response_stream,
]


def aimlkit_client(server: MockServer) -> AIMLAPI:
    """Return a client of aimlkit, which does not retry."""
    return AIMLAPI(api_key=server.key, base_url=server.base_url, max_retries=0)


def openai_client(server: MockServer) -> Any:
    """Return a client of openai-python, which does not retry."""
    return openai.OpenAI(api_key=server.key, base_url=server.base_url, max_retries=0)


def text_of(response: Any) -> str:
    """Return the text of a response, or of its refusal."""
    if response.output_text:
        return str(response.output_text)
    parts = [part for item in response.output if item.type == "message" for part in item.content]
    return "".join(part.refusal for part in parts if part.type == "refusal")
