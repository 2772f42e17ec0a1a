# Generated from contract.json (sha256 1143ba928e822a4dc43bdb61e1b21e0ef5a0f21d9055e2558a4363059e4ac5ad) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 2092cbf53e6e74c70ed3211bdd327cf8b5f856ecaa093c4d0a9ac0f60da54423
# Files: sha256 ab5f57f132f3e9e7884d7b07bb81088db2f9df3b82c8abb96816ff247922b4f6
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
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import Chat

        return Chat(self)

    @cached_property
    def responses(self) -> Responses:
        """The methods of Responses."""
        from aimlkit.resources.responses import Responses

        return Responses(self)

    @cached_property
    def with_raw_response(self) -> SyncResourcesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return SyncResourcesWithRawResponse(self)


class SyncResourcesWithRawResponse:
    """`client.with_raw_response`: methods that return responses with their status and headers."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._api_client = client

    @cached_property
    def chat(self) -> ChatWithRawResponse:
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import ChatWithRawResponse

        return ChatWithRawResponse(self._api_client)

    @cached_property
    def responses(self) -> ResponsesWithRawResponse:
        """The methods of Responses."""
        from aimlkit.resources.responses import ResponsesWithRawResponse

        return ResponsesWithRawResponse(self._api_client)


class AsyncResources(AsyncAPIClient):
    """A client with the APIs as attributes. Their modules load on first use."""

    @cached_property
    def chat(self) -> AsyncChat:
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChat

        return AsyncChat(self)

    @cached_property
    def responses(self) -> AsyncResponses:
        """The methods of Responses."""
        from aimlkit.resources.responses import AsyncResponses

        return AsyncResponses(self)

    @cached_property
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncResourcesWithRawResponse(self)


class AsyncResourcesWithRawResponse:
    """`client.with_raw_response` of the async client: methods that return responses with their status and headers."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._api_client = client

    @cached_property
    def chat(self) -> AsyncChatWithRawResponse:
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChatWithRawResponse

        return AsyncChatWithRawResponse(self._api_client)

    @cached_property
    def responses(self) -> AsyncResponsesWithRawResponse:
        """The methods of Responses."""
        from aimlkit.resources.responses import AsyncResponsesWithRawResponse

        return AsyncResponsesWithRawResponse(self._api_client)
