"""Conversations: requests that continue one another, with both clients."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_MODEL, RESPONSES_MODEL

Json = Any


class AnyConversation:
    """A conversation of the sync or the async client behind one interface."""

    def __init__(self, conversation: Json, loop: asyncio.AbstractEventLoop | None) -> None:
        self.conversation = conversation
        self._loop = loop

    def send(self, message: Json, **params: Json) -> Json:
        """Send a message and return the response."""
        result = self.conversation.send(message, **params)
        return self._loop.run_until_complete(result) if self._loop else result

    def stream_text(self, message: Json, *, deltas: int | None = None) -> str:
        """Stream a response and return its text; leave the stream after some `deltas`."""
        stream = self.conversation.stream(message)
        if self._loop:
            return self._loop.run_until_complete(self._stream_text_async(stream, deltas))
        texts: list[str] = []
        with stream as events:
            for text in events.text_stream:
                texts.append(text)
                if len(texts) == deltas:
                    break
        return "".join(texts)

    async def _stream_text_async(self, stream: Json, deltas: int | None) -> str:
        texts: list[str] = []
        async with stream as events:
            async for text in events.text_stream:
                texts.append(text)
                if len(texts) == deltas:
                    break
        return "".join(texts)


class AnyConversations:
    """Starts conversations of one client."""

    def __init__(self, client: Json, loop: asyncio.AbstractEventLoop | None) -> None:
        self._client = client
        self._loop = loop

    def chat(self, **params: Json) -> AnyConversation:
        """Start a conversation over Chat Completions."""
        return AnyConversation(self._client.chat.conversation(model=CHAT_MODEL, **params), self._loop)

    def responses(self, **params: Json) -> AnyConversation:
        """Start a conversation over Responses."""
        params = {"model": RESPONSES_MODEL, **params}
        return AnyConversation(self._client.responses.conversation(**params), self._loop)


@pytest.fixture(params=["sync", "async"])
def conversations(request: pytest.FixtureRequest, aimlkit_mock: MockServer) -> Iterator[AnyConversations]:
    """Conversations of the sync and of the async client, one after the other."""
    if request.param == "sync":
        with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:
            yield AnyConversations(client, None)
        return
    loop = asyncio.new_event_loop()
    async_client = AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url)
    yield AnyConversations(async_client, loop)
    loop.run_until_complete(async_client.aclose())
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def test_chat_conversation_sends_all_messages(
    conversations: AnyConversations, aimlkit_mock: MockServer
) -> None:
    chat = conversations.chat(messages=[{"role": "developer", "content": "Be brief."}], seed=1)
    chat.send("One?")
    chat.send({"role": "user", "content": "Two?"}, seed=2)
    messages = chat.conversation.messages
    roles = [message["role"] for message in messages]
    assert roles == ["developer", "user", "assistant", "user", "assistant"]
    first, second = (request.body for request in aimlkit_mock.requests)
    assert second["messages"] == messages[:-1]
    assert (first["seed"], second["seed"]) == (1, 2)


def test_chat_conversation_forgets_a_message_whose_request_failed(conversations: AnyConversations) -> None:
    chat = conversations.chat()
    chat.send("One?")
    with pytest.raises(aimlkit.BadRequestError):
        chat.send("Lost?", max_tokens=0)
    chat.send("Two?")
    questions = [message["content"] for message in chat.conversation.messages[::2]]
    assert questions == ["One?", "Two?"]


def test_chat_conversation_accepts_request_options(
    conversations: AnyConversations, aimlkit_mock: MockServer
) -> None:
    chat = conversations.chat(extra_headers={"X-A": "1"})
    chat.send("One?")
    chat.send("Two?", extra_headers={"X-A": "2"})
    assert [request.headers["x-a"] for request in aimlkit_mock.requests] == ["1", "2"]


def test_chat_conversation_records_a_stream_at_its_end(
    conversations: AnyConversations, aimlkit_mock: MockServer
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="One two"))
    aimlkit_mock.enqueue(MockResponse(text="Three four"))
    chat = conversations.chat()
    chat.stream_text("A?", deltas=1)
    assert chat.conversation.messages == []
    assert chat.stream_text("B?") == "Three four"
    assert [message["content"] for message in chat.conversation.messages] == ["B?", "Three four"]


def test_response_conversation_continues_the_previous_response(
    conversations: AnyConversations, aimlkit_mock: MockServer
) -> None:
    conversation = conversations.responses()
    first = conversation.send("One?")
    second = conversation.send([{"role": "user", "content": "Two?"}])
    one, two = (request.body for request in aimlkit_mock.requests)
    assert "previous_response_id" not in one
    assert two["previous_response_id"] == first.id
    assert one["store"] is two["store"] is True
    assert second.usage.input_tokens > first.usage.input_tokens
    assert conversation.conversation.previous_response_id == second.id


def test_response_conversation_continues_a_streamed_response(
    conversations: AnyConversations, aimlkit_mock: MockServer
) -> None:
    conversation = conversations.responses(model=RESPONSES_MODEL)
    for message in ("A?", "B?"):
        assert conversation.stream_text(message)
    first, second = (request.body for request in aimlkit_mock.requests)
    assert "previous_response_id" not in first
    assert second["previous_response_id"].startswith("resp_")
