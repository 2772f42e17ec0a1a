"""Conversations: requests that continue one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, fields

from aimlkit._json import to_jsonable
from aimlkit._models import ChatCompletion, ParsedChatCompletion, ParsedResponse, Response
from aimlkit._omit import omit
from aimlkit._requests import RequestOptions
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT_COMPLETIONS
from aimlkit.endpoints.responses import ENDPOINT as RESPONSES
from aimlkit.resources._base import AsyncResource, SyncResource
from aimlkit_api import models
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit.streaming.chat_completions import AsyncChatCompletionStream, ChatCompletionStream
    from aimlkit.streaming.responses import AsyncResponseStream, ResponseStream

_OPTION_NAMES = frozenset(option.name for option in fields(RequestOptions))

#: A user message as text, a message or input item, or several, such as the results of tools.
ConversationInput: TypeAlias = "str | Mapping[str, object] | Model | Sequence[Mapping[str, object] | Model]"


# --- Chat Completions ---


class _ChatHistory:
    """The messages of a conversation, and the parameters of its next request."""

    def __init__(
        self, params: Mapping[str, object], options: RequestOptions, messages: Sequence[object]
    ) -> None:
        self.messages: list[object] = [*messages]
        self._params = params
        self._options = options

    def next_request(
        self, message: ConversationInput, params: Mapping[str, object]
    ) -> tuple[Mapping[str, object], RequestOptions]:
        """Return the parameters and options of a request that sends `message` after all others."""
        params, options = _split_options(params, self._options)
        messages = [*self.messages, *_as_items(message)]
        return {**self._params, **params, "messages": messages}, options

    def recorder(self, message: ConversationInput) -> Callable[[ChatCompletion], None]:
        """Return a function that adds `message` and the response to it: a request that fails adds nothing."""

        def record(completion: ChatCompletion) -> None:
            self.messages += _as_items(message)
            if completion.first_message is not None:
                self.messages.append(to_jsonable(completion.first_message))

        return record


class ChatCompletionConversation(
    SyncResource[
        ChatCompletion, models.ChatCompletionChunk, ParsedChatCompletion[None], "ChatCompletionStream[None]"
    ]
):
    """A conversation over Chat Completions, which sends all messages with every request."""

    _endpoint = CHAT_COMPLETIONS

    def __init__(
        self,
        session: SyncSession,
        params: Mapping[str, object],
        options: RequestOptions,
        messages: Sequence[object] = (),
    ) -> None:
        super().__init__(session)
        self._history = _ChatHistory(params, options, messages)

    @property
    def messages(self) -> list[object]:
        """All messages so far, the oldest first."""
        return self._history.messages

    def send(self, message: ConversationInput, **params: object) -> ChatCompletion:
        """Send a message and return the response. Takes the parameters of `create()`.

        Raises the exceptions of `create()`, and ResponseFailedError for a response that failed.
        """
        completion = self._send(*self._history.next_request(message, params))
        self._history.recorder(message)(completion)
        return completion

    def stream(self, message: ConversationInput, **params: object) -> ChatCompletionStream[None]:
        """Send a message and stream the response; `messages` has both once the stream has ended, unless it failed."""
        next_params, options = self._history.next_request(message, params)
        return self._stream(next_params, options, omit, self._history.recorder(message))


class AsyncChatCompletionConversation(
    AsyncResource[
        ChatCompletion,
        models.ChatCompletionChunk,
        ParsedChatCompletion[None],
        "AsyncChatCompletionStream[None]",
    ]
):
    """`ChatCompletionConversation` of the async client."""

    _endpoint = CHAT_COMPLETIONS

    def __init__(
        self,
        session: AsyncSession,
        params: Mapping[str, object],
        options: RequestOptions,
        messages: Sequence[object] = (),
    ) -> None:
        super().__init__(session)
        self._history = _ChatHistory(params, options, messages)

    @property
    def messages(self) -> list[object]:
        """All messages so far, the oldest first."""
        return self._history.messages

    async def send(self, message: ConversationInput, **params: object) -> ChatCompletion:
        """Send a message and return the response. Takes the parameters of `create()`.

        Raises the exceptions of `create()`, and ResponseFailedError for a response that failed.
        """
        completion = await self._send(*self._history.next_request(message, params))
        self._history.recorder(message)(completion)
        return completion

    def stream(
        self, message: ConversationInput, **params: object
    ) -> AbstractAsyncContextManager[AsyncChatCompletionStream[None]]:
        """Send a message and stream the response; `messages` has both once the stream has ended, unless it failed."""
        next_params, options = self._history.next_request(message, params)
        return self._stream(next_params, options, omit, self._history.recorder(message))


# --- Responses ---


class _ResponseHistory:
    """The latest response of a conversation, and the parameters of its next request."""

    def __init__(
        self, params: Mapping[str, object], options: RequestOptions, previous_response_id: str | None
    ) -> None:
        self.previous_response_id = previous_response_id
        self._params = params
        self._options = options

    def next_request(
        self, message: ConversationInput, params: Mapping[str, object]
    ) -> tuple[Mapping[str, object], RequestOptions]:
        """Return the parameters and options of a request that continues the latest response."""
        params, options = _split_options(params, self._options)
        own = {name: value for name, value in self._params.items() if value is not omit}
        # Only a stored response can be continued.
        request: dict[str, object] = {"store": True, **own, **params}
        request["input"] = message if isinstance(message, str) else _as_items(message)
        if self.previous_response_id is not None:
            request["previous_response_id"] = self.previous_response_id
        return request, options

    def record(self, response: Response) -> None:
        """Continue `response` with the next request, unless the server has not finished it."""
        if response.is_complete or response.is_cut_off:
            self.previous_response_id = response.id or self.previous_response_id


class ResponseConversation(
    SyncResource[Response, "models.ResponseStreamEvent", ParsedResponse[None], "ResponseStream[None]"]
):
    """A conversation over Responses, which the server stores: each request continues the previous response."""

    _endpoint = RESPONSES

    def __init__(
        self,
        session: SyncSession,
        params: Mapping[str, object],
        options: RequestOptions,
        previous_response_id: str | None = None,
    ) -> None:
        super().__init__(session)
        self._history = _ResponseHistory(params, options, previous_response_id)

    @property
    def previous_response_id(self) -> str | None:
        """The id of the response that the next request continues."""
        return self._history.previous_response_id

    def send(self, message: ConversationInput, **params: object) -> Response:
        """Send a message and return the response. Takes the parameters of `create()`.

        Raises the exceptions of `create()`, and ResponseFailedError for a response that failed.
        """
        response = self._send(*self._history.next_request(message, params))
        self._history.record(response)
        return response

    def stream(self, message: ConversationInput, **params: object) -> ResponseStream[None]:
        """Send a message and stream the response; once it has ended, the next request continues it, unless it failed."""
        next_params, options = self._history.next_request(message, params)
        return self._stream(next_params, options, omit, self._history.record)


class AsyncResponseConversation(
    AsyncResource[Response, "models.ResponseStreamEvent", ParsedResponse[None], "AsyncResponseStream[None]"]
):
    """`ResponseConversation` of the async client."""

    _endpoint = RESPONSES

    def __init__(
        self,
        session: AsyncSession,
        params: Mapping[str, object],
        options: RequestOptions,
        previous_response_id: str | None = None,
    ) -> None:
        super().__init__(session)
        self._history = _ResponseHistory(params, options, previous_response_id)

    @property
    def previous_response_id(self) -> str | None:
        """The id of the response that the next request continues."""
        return self._history.previous_response_id

    async def send(self, message: ConversationInput, **params: object) -> Response:
        """Send a message and return the response. Takes the parameters of `create()`.

        Raises the exceptions of `create()`, and ResponseFailedError for a response that failed.
        """
        response = await self._send(*self._history.next_request(message, params))
        self._history.record(response)
        return response

    def stream(
        self, message: ConversationInput, **params: object
    ) -> AbstractAsyncContextManager[AsyncResponseStream[None]]:
        """Send a message and stream the response; once it has ended, the next request continues it, unless it failed."""
        next_params, options = self._history.next_request(message, params)
        return self._stream(next_params, options, omit, self._history.record)


def _as_items(message: ConversationInput) -> list[object]:
    """Return the messages, or input items, of a conversation input."""
    if isinstance(message, str):
        return [{"role": "user", "content": message}]
    return [message] if isinstance(message, Mapping | Model) else [*message]


def _split_options(
    params: Mapping[str, object], defaults: RequestOptions
) -> tuple[Mapping[str, object], RequestOptions]:
    """Split `params` into parameters of the API and request options, which override those of `defaults`."""
    own: dict[str, Any] = {name: value for name, value in params.items() if name in _OPTION_NAMES}
    parameters = {name: value for name, value in params.items() if name not in _OPTION_NAMES}
    return parameters, evolve(defaults, **own)
