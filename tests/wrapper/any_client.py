"""The sync and the async client behind one interface: a test written once checks both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aimlkit import AIMLAPI, AsyncAIMLAPI
from tests.models import RESPONSES_MODEL
from tests.wrapper.families import Family, new_http_client
from tests.wrapper.payloads import CHAT_PARAMS

Json = Any
AnyAPIClient = Any
"""An `AIMLAPI` or an `AsyncAIMLAPI`; the methods of one return what those of the other return awaited."""


def busy_connections(client: AnyAPIClient) -> list[Any]:
    """Return the connections of a client that are neither idle nor closed; between two calls, none is."""
    transport = client.transport.http_client._transport
    if not hasattr(transport, "_pool"):
        return []
    return [
        connection
        for connection in transport._pool.connections
        if not (connection.is_idle() or connection.is_closed())
    ]


class AnyClient:
    """Calls methods of a new `AIMLAPI`, or of a new `AsyncAIMLAPI` in an event loop of its own.

    After each call it checks that the stream is closed and that no connection is left busy.
    """

    def __init__(self, *, is_async: bool, options: dict[str, Any], family: Family = "httpx") -> None:
        self.is_async = is_async
        self.family: Family = family
        """The family of the HTTP clients; by default, httpx."""
        self.options = options
        """The options of the client, which a test may change before a call."""
        self.events: list[Any] = []
        """The events of the last stream; if it failed, those that arrived before."""

    def client_options(self) -> dict[str, Any]:
        """Return the options of one client, with its HTTP client."""
        if self.family == "httpx":
            return self.options
        return {"http_client": new_http_client(self.family, is_async=self.is_async), **self.options}

    def create_chat_completion(self, **params: Any) -> Any:
        """Return a chat completion; with `stream=True`, the list of its chunks."""
        return self.call(lambda client: client.chat.completions.create, **{**CHAT_PARAMS, **params})

    def create_response(self, **params: Any) -> Any:
        """Return a response; with `stream=True`, the list of its events."""
        return self.call(
            lambda client: client.responses.create, **{"model": RESPONSES_MODEL, "input": "Hi", **params}
        )

    def count_chunks(self) -> int:
        """Return the number of chunks of a streamed chat completion, without collecting them."""
        if self.is_async:
            return asyncio.run(self._count_chunks_async())
        with AIMLAPI(**self.client_options()) as client:
            return sum(1 for _ in client.chat.completions.create(**CHAT_PARAMS, stream=True))

    async def _count_chunks_async(self) -> int:
        async with AsyncAIMLAPI(**self.client_options()) as client:
            count = 0
            async for _ in await client.chat.completions.create(**CHAT_PARAMS, stream=True):
                count += 1
            return count

    def call(self, method: Callable[[AnyAPIClient], Callable[..., Any]], **params: Any) -> Any:
        """Return the result of a method of a new client; with `stream=True`, the list of the events."""
        self.events = []
        if self.is_async:
            return asyncio.run(self._call_async(method, params))
        with AIMLAPI(**self.client_options()) as client:
            try:
                result = method(client)(**params)
                if not params.get("stream"):
                    return result
                try:
                    for event in result:
                        self.events.append(event)
                finally:
                    assert result.response.is_closed
                return self.events
            finally:
                assert not busy_connections(client)

    async def _call_async(
        self, method: Callable[[AnyAPIClient], Callable[..., Any]], params: dict[str, Any]
    ) -> Any:
        async with AsyncAIMLAPI(**self.client_options()) as client:
            try:
                result = await method(client)(**params)
                if not params.get("stream"):
                    return result
                try:
                    async for event in result:
                        self.events.append(event)
                finally:
                    assert result.response.is_closed
                return self.events
            finally:
                assert not busy_connections(client)
