# Generated from contract.json (sha256 a8235acb34b8d1fe1fa08392db8193b62808059efb8205c72a207ba5e0b9a9d0) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 24f5bcdc0c1e68bacf0408acd67cd5534bb03a5740eb61fef440583c0c4549f0
# Files: sha256 a728b1559096a93e83f7d5d43cdca96bc7ce5e862e6917a93f58b64382d65299
"""The APIs of the client: one module each, which is loaded on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aimlkit._base_client import AsyncAPIClient, SyncAPIClient

if TYPE_CHECKING:
    from aimlkit.resources.chat_completions import (
        AsyncChat,
        AsyncChatWithRawResponse,
        Chat,
        ChatWithRawResponse,
    )
    from aimlkit.resources.responses import (
        AsyncResponses,
        AsyncResponsesWithRawResponse,
        Responses,
        ResponsesWithRawResponse,
    )

__all__ = ["AsyncResources", "AsyncResourcesWithRawResponse", "SyncResources", "SyncResourcesWithRawResponse"]


class SyncResources(SyncAPIClient):
    """A client with the APIs as attributes. Their modules load on first use."""

    @cached_property
    def chat(self) -> Chat:
        """The calls of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import Chat

        return Chat(self)

    @cached_property
    def responses(self) -> Responses:
        """The calls of Responses."""
        from aimlkit.resources.responses import Responses

        return Responses(self)

    @cached_property
    def with_raw_response(self) -> SyncResourcesWithRawResponse:
        """The same calls, whose responses come with their status and headers."""
        return SyncResourcesWithRawResponse(self)


class SyncResourcesWithRawResponse:
    """`client.with_raw_response`: calls whose responses come with their status and headers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._api_client = client

    @cached_property
    def chat(self) -> ChatWithRawResponse:
        """The calls of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import ChatWithRawResponse

        return ChatWithRawResponse(self._api_client)

    @cached_property
    def responses(self) -> ResponsesWithRawResponse:
        """The calls of Responses."""
        from aimlkit.resources.responses import ResponsesWithRawResponse

        return ResponsesWithRawResponse(self._api_client)


class AsyncResources(AsyncAPIClient):
    """A client with the APIs as attributes. Their modules load on first use."""

    @cached_property
    def chat(self) -> AsyncChat:
        """The calls of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChat

        return AsyncChat(self)

    @cached_property
    def responses(self) -> AsyncResponses:
        """The calls of Responses."""
        from aimlkit.resources.responses import AsyncResponses

        return AsyncResponses(self)

    @cached_property
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same calls, whose responses come with their status and headers."""
        return AsyncResourcesWithRawResponse(self)


class AsyncResourcesWithRawResponse:
    """`client.with_raw_response` of the async client: calls whose responses come with their status and headers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._api_client = client

    @cached_property
    def chat(self) -> AsyncChatWithRawResponse:
        """The calls of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChatWithRawResponse

        return AsyncChatWithRawResponse(self._api_client)

    @cached_property
    def responses(self) -> AsyncResponsesWithRawResponse:
        """The calls of Responses."""
        from aimlkit.resources.responses import AsyncResponsesWithRawResponse

        return AsyncResponsesWithRawResponse(self._api_client)
