# Generated from contract.json (sha256 34be497e88102f17efed42272478b58cf68c71141aada7252954ca7dfed059ec) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 053ccf26b2715fe35ce2aac3080b57ebea00780903cce0ae3e3b8d5ace215096
# Files: sha256 d92b619065e817b5ee56142b362153f49be323037cbabafa7da918f4f39ed0a6
"""The APIs of the client: one module each, which is loaded on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aimlkit._base_client import AsyncAPIClient, SyncAPIClient

if TYPE_CHECKING:
    from aimlkit._session import AsyncSession, SyncSession
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

        return Chat(self._session)

    @cached_property
    def responses(self) -> Responses:
        """The methods of Responses."""
        from aimlkit.resources.responses import Responses

        return Responses(self._session)

    @cached_property
    def with_raw_response(self) -> SyncResourcesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return SyncResourcesWithRawResponse(self._session)


class SyncResourcesWithRawResponse:
    """`client.with_raw_response`: methods that return responses with their status and headers."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def chat(self) -> ChatWithRawResponse:
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import ChatWithRawResponse

        return ChatWithRawResponse(self._session)

    @cached_property
    def responses(self) -> ResponsesWithRawResponse:
        """The methods of Responses."""
        from aimlkit.resources.responses import ResponsesWithRawResponse

        return ResponsesWithRawResponse(self._session)


class AsyncResources(AsyncAPIClient):
    """A client with the APIs as attributes. Their modules load on first use."""

    @cached_property
    def chat(self) -> AsyncChat:
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChat

        return AsyncChat(self._session)

    @cached_property
    def responses(self) -> AsyncResponses:
        """The methods of Responses."""
        from aimlkit.resources.responses import AsyncResponses

        return AsyncResponses(self._session)

    @cached_property
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncResourcesWithRawResponse(self._session)


class AsyncResourcesWithRawResponse:
    """`client.with_raw_response` of the async client: methods that return responses with their status and headers."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def chat(self) -> AsyncChatWithRawResponse:
        """The methods of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChatWithRawResponse

        return AsyncChatWithRawResponse(self._session)

    @cached_property
    def responses(self) -> AsyncResponsesWithRawResponse:
        """The methods of Responses."""
        from aimlkit.resources.responses import AsyncResponsesWithRawResponse

        return AsyncResponsesWithRawResponse(self._session)
