"""Conversations: requests that continue one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, fields

from aimlkit._json import to_jsonable
from aimlkit._omit import omit
from aimlkit._requests import RequestOptions
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from aimlkit._models import ChatCompletion, Response
    from aimlkit.resources._base import AsyncResource, SyncResource
    from aimlkit.streaming.chat_completions import AsyncChatCompletionStream, ChatCompletionStream
    from aimlkit.streaming.responses import AsyncResponseStream, ResponseStream

_OPTION_NAMES = frozenset(option.name for option in fields(RequestOptions))

#: A user message as text, a message or input item, or several, such as the results of tools.
ConversationInput: TypeAlias = "str | Mapping[str, object] | Model | Sequence[Mapping[str, object] | Model]"


class _ChatCompletionHistory:
    """The messages of a conversation, and the parameters of its next request."""

    def __init__(
        self, params: Mapping[str, object], options: RequestOptions, messages: Sequence[object] = ()
    ) -> None:
        self.messages: list[object] = [*messages]
        """All messages so far, the oldest first. A request that failed adds none."""
        self._params = params
        self._options = options

    def _next_params(self, message: ConversationInput, params: Mapping[str, object]) -> dict[str, object]:
        return {**self._params, **params, "messages": [*self.messages, *_as_messages(message)]}

    def _record(self, message: ConversationInput, completion: ChatCompletion) -> None:
        """Add the message of the user and that of the model, now that there is a response."""
        self.messages += _as_messages(message)
        if completion.first_message is not None:
            self.messages.append(to_jsonable(completion.first_message))


class ChatCompletionConversation(_ChatCompletionHistory):
    """A conversation over Chat Completions, which sends all `messages` with every request."""

    def __init__(
        self,
        resource: SyncResource[ChatCompletion, Any, Any, ChatCompletionStream[Any]],
        params: Mapping[str, object],
        options: RequestOptions,
        messages: Sequence[object] = (),
    ) -> None:
        super().__init__(params, options, messages)
        self._resource = resource

    def send(self, message: ConversationInput, **params: object) -> ChatCompletion:
        """Send a message and return the response. Raises as `create()`, whose parameters `params` are."""
        params, options = _split_options(params, self._options)
        completion = self._resource._create(self._next_params(message, params), options)
        self._record(message, completion)
        return completion

    def stream(self, message: ConversationInput, **params: object) -> ChatCompletionStream[None]:
        """Send a message and stream the response; `messages` has both once the stream has ended."""
        params, options = _split_options(params, self._options)
        next_params = self._next_params(message, params)

        def record(completion: ChatCompletion) -> None:
            self._record(message, completion)

        return self._resource._stream(next_params, options, omit, record)


class AsyncChatCompletionConversation(_ChatCompletionHistory):
    """`ChatCompletionConversation` of the async client."""

    def __init__(
        self,
        resource: AsyncResource[ChatCompletion, Any, Any, AsyncChatCompletionStream[Any]],
        params: Mapping[str, object],
        options: RequestOptions,
        messages: Sequence[object] = (),
    ) -> None:
        super().__init__(params, options, messages)
        self._resource = resource

    async def send(self, message: ConversationInput, **params: object) -> ChatCompletion:
        """Send a message and return the response. Raises as `create()`, whose parameters `params` are."""
        params, options = _split_options(params, self._options)
        completion = await self._resource._create(self._next_params(message, params), options)
        self._record(message, completion)
        return completion

    def stream(
        self, message: ConversationInput, **params: object
    ) -> AbstractAsyncContextManager[AsyncChatCompletionStream[None]]:
        """Send a message and stream the response; `messages` has both once the stream has ended."""
        params, options = _split_options(params, self._options)
        next_params = self._next_params(message, params)

        def record(completion: ChatCompletion) -> None:
            self._record(message, completion)

        return self._resource._stream(next_params, options, omit, record)


class _ResponseHistory:
    """The latest response of a conversation, and the parameters of its next request."""

    def __init__(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        previous_response_id: str | None = None,
    ) -> None:
        self.previous_response_id = previous_response_id
        """The id of the response that the next request continues."""
        self._params = params
        self._options = options

    def _next_params(self, message: ConversationInput, params: Mapping[str, object]) -> dict[str, object]:
        # Only a stored response can be continued.
        next_params: dict[str, object] = {"store": True, **_without_omitted(self._params), **params}
        next_params["input"] = message if isinstance(message, str) else _as_messages(message)
        if self.previous_response_id is not None:
            next_params["previous_response_id"] = self.previous_response_id
        return next_params

    def _record(self, response: Response) -> None:
        self.previous_response_id = response.id or self.previous_response_id


class ResponseConversation(_ResponseHistory):
    """A conversation over Responses, which the server stores: each request continues the previous response."""

    def __init__(
        self,
        resource: SyncResource[Response, Any, Any, ResponseStream[Any]],
        params: Mapping[str, object],
        options: RequestOptions,
        previous_response_id: str | None = None,
    ) -> None:
        super().__init__(params, options, previous_response_id)
        self._resource = resource

    def send(self, message: ConversationInput, **params: object) -> Response:
        """Send a message and return the response. Raises as `create()`, whose parameters `params` are."""
        params, options = _split_options(params, self._options)
        response = self._resource._create(self._next_params(message, params), options)
        self._record(response)
        return response

    def stream(self, message: ConversationInput, **params: object) -> ResponseStream[None]:
        """Send a message and stream the response; the next request continues it once the stream has ended."""
        params, options = _split_options(params, self._options)
        return self._resource._stream(self._next_params(message, params), options, omit, self._record)


class AsyncResponseConversation(_ResponseHistory):
    """`ResponseConversation` of the async client."""

    def __init__(
        self,
        resource: AsyncResource[Response, Any, Any, AsyncResponseStream[Any]],
        params: Mapping[str, object],
        options: RequestOptions,
        previous_response_id: str | None = None,
    ) -> None:
        super().__init__(params, options, previous_response_id)
        self._resource = resource

    async def send(self, message: ConversationInput, **params: object) -> Response:
        """Send a message and return the response. Raises as `create()`, whose parameters `params` are."""
        params, options = _split_options(params, self._options)
        response = await self._resource._create(self._next_params(message, params), options)
        self._record(response)
        return response

    def stream(
        self, message: ConversationInput, **params: object
    ) -> AbstractAsyncContextManager[AsyncResponseStream[None]]:
        """Send a message and stream the response; the next request continues it once the stream has ended."""
        params, options = _split_options(params, self._options)
        return self._resource._stream(self._next_params(message, params), options, omit, self._record)


def _as_messages(message: ConversationInput) -> list[object]:
    if isinstance(message, str):
        return [{"role": "user", "content": message}]
    return [message] if isinstance(message, Mapping | Model) else [*message]


def _without_omitted(params: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in params.items() if value is not omit}


def _split_options(
    params: Mapping[str, object], defaults: RequestOptions
) -> tuple[dict[str, object], RequestOptions]:
    """Return the parameters of the API in `params`, and `defaults` with the request options in it applied."""
    own: dict[str, Any] = {name: value for name, value in params.items() if name in _OPTION_NAMES}
    return (
        {name: value for name, value in params.items() if name not in _OPTION_NAMES},
        evolve(defaults, **own) if own else defaults,
    )
