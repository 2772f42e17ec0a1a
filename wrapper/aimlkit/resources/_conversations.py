"""Conversations: requests that continue one another."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, overload

from attrs import evolve, fields

from aimlkit._json import json_array
from aimlkit._models import (
    ChatCompletion,
    ChatCompletionToolRun,
    ParsedChatCompletion,
    ParsedResponse,
    Response,
    ResponseToolRun,
)
from aimlkit._omit import omit
from aimlkit._requests import RequestOptions
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT_COMPLETIONS
from aimlkit.endpoints.responses import ENDPOINT as RESPONSES
from aimlkit.resources._base import AsyncResource, SyncResource
from aimlkit_api import models
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit._tool_stream import (
        AsyncChatCompletionToolStream,
        AsyncResponseToolStream,
        ChatCompletionToolStream,
        ResponseToolStream,
    )
    from aimlkit.streaming.chat_completions import AsyncChatCompletionStream, ChatCompletionStream
    from aimlkit.streaming.responses import AsyncResponseStream, ResponseStream

StreamT = TypeVar("StreamT")

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

    def recorder(
        self, message: ConversationInput, request: Mapping[str, object]
    ) -> Callable[[ChatCompletion], None]:
        """Return a function that adds `message` and the response to `request`: a request that fails adds nothing."""

        def record(completion: ChatCompletion) -> None:
            if isinstance(completion, ChatCompletionToolRun):
                self.messages[:] = completion.messages
                return
            self.messages += _as_items(message)
            if completion.first_message is not None:
                self.messages.append(
                    CHAT_COMPLETIONS.supported_item(completion.first_message, request.get("model"))
                )

        return record


class ChatCompletionConversation(
    SyncResource[
        ChatCompletion,
        models.ChatCompletionChunk,
        ParsedChatCompletion[None],
        "ChatCompletionStream[None]",
        ChatCompletionToolRun,
        "ChatCompletionToolStream",
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

    def send(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> ChatCompletion:
        """Send a message and return the response. Takes the parameters of `create()`.

        With `run_tools`, the requested tools are run, as by `run_tools()`, with at most `max_turns` requests; the last
        response is returned, and the history has all turns.

        Raises the exceptions of `create()` or `run_tools()`, and ResponseFailedError for a response that failed.
        """
        request, options = self._history.next_request(message, self._supported("send", params))
        if run_tools:
            response: ChatCompletion = self._run_tools(request, options, max_turns)
        else:
            response = self._send(request, options)
        self._history.recorder(message, request)(response)
        return response

    @overload
    def stream(
        self,
        message: ConversationInput,
        *,
        run_tools: Literal[False] = False,
        max_turns: int = 10,
        **params: object,
    ) -> ChatCompletionStream[None]: ...

    @overload
    def stream(
        self, message: ConversationInput, *, run_tools: Literal[True], max_turns: int = 10, **params: object
    ) -> ChatCompletionToolStream: ...

    def stream(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> ChatCompletionStream[None] | ChatCompletionToolStream:
        """Send a message and stream the response; `messages` has both once the stream has ended, unless it failed.

        With `run_tools`, the requested tools are run as in `send()`, and the events are those of all turns.
        """
        request, options = self._history.next_request(message, self._supported("stream", params))
        record = self._history.recorder(message, request)
        if not run_tools:
            return self._stream(request, options, omit, record)
        from aimlkit._tool_stream import ChatCompletionToolStream  # noqa: PLC0415 - only for run_tools

        return self._stream_tools(request, options, max_turns, ChatCompletionToolStream, record)


class AsyncChatCompletionConversation(
    AsyncResource[
        ChatCompletion,
        models.ChatCompletionChunk,
        ParsedChatCompletion[None],
        "AsyncChatCompletionStream[None]",
        ChatCompletionToolRun,
        "AsyncChatCompletionToolStream",
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

    async def send(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> ChatCompletion:
        """Send a message and return the response. Takes the parameters of `create()`.

        With `run_tools`, the requested tools are run, as by `run_tools()`, with at most `max_turns` requests; the last
        response is returned, and the history has all turns.

        Raises the exceptions of `create()` or `run_tools()`, and ResponseFailedError for a response that failed.
        """
        request, options = self._history.next_request(message, self._supported("send", params))
        if run_tools:
            response: ChatCompletion = await self._run_tools(request, options, max_turns)
        else:
            response = await self._send(request, options)
        self._history.recorder(message, request)(response)
        return response

    @overload
    def stream(
        self,
        message: ConversationInput,
        *,
        run_tools: Literal[False] = False,
        max_turns: int = 10,
        **params: object,
    ) -> AbstractAsyncContextManager[AsyncChatCompletionStream[None]]: ...

    @overload
    def stream(
        self, message: ConversationInput, *, run_tools: Literal[True], max_turns: int = 10, **params: object
    ) -> AbstractAsyncContextManager[AsyncChatCompletionToolStream]: ...

    def stream(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> (
        AbstractAsyncContextManager[AsyncChatCompletionStream[None]]
        | AbstractAsyncContextManager[AsyncChatCompletionToolStream]
    ):
        """Send a message and stream the response; `messages` has both once the stream has ended, unless it failed.

        With `run_tools`, the requested tools are run as in `send()`, and the events are those of all turns.
        """
        request, options = self._history.next_request(message, self._supported("stream", params))
        record = self._history.recorder(message, request)
        if not run_tools:
            return self._stream(request, options, omit, record)
        from aimlkit._tool_stream import AsyncChatCompletionToolStream  # noqa: PLC0415 - only for run_tools

        return _opened(self._stream_tools(request, options, max_turns, AsyncChatCompletionToolStream, record))


# --- Responses ---


class _ResponseHistory:
    """The latest response of a conversation that the server stored, and the items after it."""

    def __init__(
        self, params: Mapping[str, object], options: RequestOptions, previous_response_id: str | None
    ) -> None:
        self.previous_response_id = previous_response_id
        self._items: list[object] = []
        """The items of later requests and responses, which the server did not store."""
        self._params = params
        self._options = options

    def next_request(
        self, message: ConversationInput, params: Mapping[str, object]
    ) -> tuple[Mapping[str, object], RequestOptions]:
        """Return the parameters and options of a request that continues the latest response."""
        params, options = _split_options(params, self._options)
        own = {name: value for name, value in self._params.items() if value is not omit}
        # Only a stored response can be continued by its id.
        request: dict[str, object] = {"store": True, **own, **params}
        is_text = isinstance(message, str) and not self._items
        request["input"] = message if is_text else [*self._items, *_as_items(message)]
        if self.previous_response_id is not None:
            request["previous_response_id"] = self.previous_response_id
        return request, options

    def recorder(self, request: Mapping[str, object]) -> Callable[[Response], None]:
        """Return a function that adds the response to `request` to the history, unless it failed or is in progress."""

        def record(response: Response) -> None:
            if not (response.is_complete or response.is_cut_off):
                return
            if request.get("store") is not False:
                self._items = []
                self.previous_response_id = response.id or self.previous_response_id
            elif isinstance(response, ResponseToolRun):
                self._items = [*response.input]
            else:
                self._items = [*(json_array(RESPONSES.next_turn(request, response, ())["input"]) or ())]

        return record


class ResponseConversation(
    SyncResource[
        Response,
        "models.ResponseStreamEvent",
        ParsedResponse[None],
        "ResponseStream[None]",
        ResponseToolRun,
        "ResponseToolStream",
    ]
):
    """A conversation over Responses: each request continues the previous response, which the server stores.

    With `store=False`, each request sends the items that the server did not store.
    """

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

    def send(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> Response:
        """Send a message and return the response. Takes the parameters of `create()`.

        With `run_tools`, the requested tools are run, as by `run_tools()`, with at most `max_turns` requests; the last
        response is returned, and the history has all turns.

        Raises the exceptions of `create()` or `run_tools()`, and ResponseFailedError for a response that failed.
        """
        request, options = self._history.next_request(message, self._supported("send", params))
        if run_tools:
            response: Response = self._run_tools(request, options, max_turns)
        else:
            response = self._send(request, options)
        self._history.recorder(request)(response)
        return response

    @overload
    def stream(
        self,
        message: ConversationInput,
        *,
        run_tools: Literal[False] = False,
        max_turns: int = 10,
        **params: object,
    ) -> ResponseStream[None]: ...

    @overload
    def stream(
        self, message: ConversationInput, *, run_tools: Literal[True], max_turns: int = 10, **params: object
    ) -> ResponseToolStream: ...

    def stream(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> ResponseStream[None] | ResponseToolStream:
        """Send a message and stream the response; once it has ended, the next request continues it, unless it failed.

        With `run_tools`, the requested tools are run as in `send()`, and the events are those of all turns.
        """
        request, options = self._history.next_request(message, self._supported("stream", params))
        record = self._history.recorder(request)
        if not run_tools:
            return self._stream(request, options, omit, record)
        from aimlkit._tool_stream import ResponseToolStream  # noqa: PLC0415 - only for run_tools

        return self._stream_tools(request, options, max_turns, ResponseToolStream, record)


class AsyncResponseConversation(
    AsyncResource[
        Response,
        "models.ResponseStreamEvent",
        ParsedResponse[None],
        "AsyncResponseStream[None]",
        ResponseToolRun,
        "AsyncResponseToolStream",
    ]
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

    async def send(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> Response:
        """Send a message and return the response. Takes the parameters of `create()`.

        With `run_tools`, the requested tools are run, as by `run_tools()`, with at most `max_turns` requests; the last
        response is returned, and the history has all turns.

        Raises the exceptions of `create()` or `run_tools()`, and ResponseFailedError for a response that failed.
        """
        request, options = self._history.next_request(message, self._supported("send", params))
        if run_tools:
            response: Response = await self._run_tools(request, options, max_turns)
        else:
            response = await self._send(request, options)
        self._history.recorder(request)(response)
        return response

    @overload
    def stream(
        self,
        message: ConversationInput,
        *,
        run_tools: Literal[False] = False,
        max_turns: int = 10,
        **params: object,
    ) -> AbstractAsyncContextManager[AsyncResponseStream[None]]: ...

    @overload
    def stream(
        self, message: ConversationInput, *, run_tools: Literal[True], max_turns: int = 10, **params: object
    ) -> AbstractAsyncContextManager[AsyncResponseToolStream]: ...

    def stream(
        self, message: ConversationInput, *, run_tools: bool = False, max_turns: int = 10, **params: object
    ) -> (
        AbstractAsyncContextManager[AsyncResponseStream[None]]
        | AbstractAsyncContextManager[AsyncResponseToolStream]
    ):
        """Send a message and stream the response; once it has ended, the next request continues it, unless it failed.

        With `run_tools`, the requested tools are run as in `send()`, and the events are those of all turns.
        """
        request, options = self._history.next_request(message, self._supported("stream", params))
        record = self._history.recorder(request)
        if not run_tools:
            return self._stream(request, options, omit, record)
        from aimlkit._tool_stream import AsyncResponseToolStream  # noqa: PLC0415 - only for run_tools

        return _opened(self._stream_tools(request, options, max_turns, AsyncResponseToolStream, record))


@asynccontextmanager
async def _opened(opening: Awaitable[AbstractAsyncContextManager[StreamT]]) -> AsyncGenerator[StreamT]:
    """Open a stream at the beginning of an `async with` block, and close it at the end."""
    async with await opening as stream:
        yield stream


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
