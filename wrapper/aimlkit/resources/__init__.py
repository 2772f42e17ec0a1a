# Generated from contract.json (sha256 74f1771f4c79e635afe26aa759bcf0a4b1b13b4a8399fe9723b6dd3783ffde1b) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 8ba78d02a6ffbcffcb9ee9b998bd9dee2f98f9db1d35eb2cf5d93648ffb46615
# Files: sha256 6d9fb9ed521da65c8c22f100f7e4781307d3b33a237af479be349a3f6eb930a8
"""The APIs of the client: one module each, which is loaded on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aimlkit._base_client import AsyncAPIClient, SyncAPIClient
from aimlkit._omit import Omit, omit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._options import TimeoutTypes
    from aimlkit._raw import RawResponse
    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit.resources.chat_completions import (
        AsyncChat,
        AsyncChatWithRawResponse,
        AsyncChatWithStreamingResponse,
        Chat,
        ChatWithRawResponse,
        ChatWithStreamingResponse,
    )
    from aimlkit.resources.client_methods import AccountBalance
    from aimlkit.resources.models import (
        AsyncModels,
        AsyncModelsWithRawResponse,
        Models,
        ModelsWithRawResponse,
    )
    from aimlkit.resources.responses import (
        AsyncResponses,
        AsyncResponsesWithRawResponse,
        AsyncResponsesWithStreamingResponse,
        Responses,
        ResponsesWithRawResponse,
        ResponsesWithStreamingResponse,
    )

__all__ = [
    "AsyncResources",
    "AsyncResourcesWithRawResponse",
    "AsyncResourcesWithStreamingResponse",
    "SyncResources",
    "SyncResourcesWithRawResponse",
    "SyncResourcesWithStreamingResponse",
]


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
    def models(self) -> Models:
        """The methods `list`, `retrieve`."""
        from aimlkit.resources.models import Models

        return Models(self._session)

    def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AccountBalance:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        from aimlkit.resources.client_methods import ClientMethods

        return ClientMethods(self._session).balance(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

    @cached_property
    def with_raw_response(self) -> SyncResourcesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return SyncResourcesWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> SyncResourcesWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return SyncResourcesWithStreamingResponse(self._session)


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

    @cached_property
    def models(self) -> ModelsWithRawResponse:
        """The methods `list`, `retrieve`."""
        from aimlkit.resources.models import ModelsWithRawResponse

        return ModelsWithRawResponse(self._session)

    def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[AccountBalance]:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        from aimlkit.resources.client_methods import ClientMethodsWithRawResponse

        return ClientMethodsWithRawResponse(self._session).balance(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )


class SyncResourcesWithStreamingResponse:
    """`client.with_streaming_response`: `create()` for use in a `with` statement."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def chat(self) -> ChatWithStreamingResponse:
        """`create()` of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import ChatWithStreamingResponse

        return ChatWithStreamingResponse(self._session)

    @cached_property
    def responses(self) -> ResponsesWithStreamingResponse:
        """`create()` of Responses."""
        from aimlkit.resources.responses import ResponsesWithStreamingResponse

        return ResponsesWithStreamingResponse(self._session)


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
    def models(self) -> AsyncModels:
        """The methods `list`, `retrieve`."""
        from aimlkit.resources.models import AsyncModels

        return AsyncModels(self._session)

    async def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AccountBalance:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        from aimlkit.resources.client_methods import AsyncClientMethods

        return await AsyncClientMethods(self._session).balance(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

    @cached_property
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncResourcesWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> AsyncResourcesWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return AsyncResourcesWithStreamingResponse(self._session)


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

    @cached_property
    def models(self) -> AsyncModelsWithRawResponse:
        """The methods `list`, `retrieve`."""
        from aimlkit.resources.models import AsyncModelsWithRawResponse

        return AsyncModelsWithRawResponse(self._session)

    async def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[AccountBalance]:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        from aimlkit.resources.client_methods import AsyncClientMethodsWithRawResponse

        return await AsyncClientMethodsWithRawResponse(self._session).balance(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )


class AsyncResourcesWithStreamingResponse:
    """`client.with_streaming_response` of the async client: `create()` for use in a `with` statement."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def chat(self) -> AsyncChatWithStreamingResponse:
        """`create()` of Chat Completions, in `completions`."""
        from aimlkit.resources.chat_completions import AsyncChatWithStreamingResponse

        return AsyncChatWithStreamingResponse(self._session)

    @cached_property
    def responses(self) -> AsyncResponsesWithStreamingResponse:
        """`create()` of Responses."""
        from aimlkit.resources.responses import AsyncResponsesWithStreamingResponse

        return AsyncResponsesWithStreamingResponse(self._session)
