"""`client.chat` and `client.responses`: what the calls of each API take, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from aimlkit._apis import CHAT, RESPONSES
from aimlkit._calls import Calls
from aimlkit._options import NOT_GIVEN

A = TypeVar("A")
E = TypeVar("E")
S = TypeVar("S")
C = TypeVar("C")
H = TypeVar("H")

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextlib import AbstractAsyncContextManager
    from typing import Concatenate, ParamSpec, TypeAlias, Unpack

    from typing_extensions import TypeVar as TypeVarWithDefault

    from aimlkit import _params as params_of
    from aimlkit._answers import ChatCompletion, Response
    from aimlkit._calls import RawResponse
    from aimlkit._chat_events import ChatCompletionStreamEvent
    from aimlkit._conversations import ChatConversation, ResponseConversation
    from aimlkit._parsed import ParsedChatCompletion, ParsedResponse
    from aimlkit._streams import AsyncHelperStream, AsyncStream, HelperStream, Stream
    from aimlkit_api.models import ChatCompletionChunk, ResponseStreamEvent
    from aimlkit_api.params import ChatCompletionMessageParam

    T = TypeVarWithDefault("T", default=None)
    R = TypeVar("R")
    P = ParamSpec("P")
    Soon: TypeAlias = Coroutine[Any, Any, R]
    Entered: TypeAlias = AbstractAsyncContextManager[AsyncHelperStream[E, A]]
    ChatCompletionStream: TypeAlias = HelperStream[ChatCompletionStreamEvent[T], ParsedChatCompletion[T]]
    AsyncChatCompletionStream: TypeAlias = Entered[ChatCompletionStreamEvent[T], ParsedChatCompletion[T]]
    ResponseStream: TypeAlias = HelperStream[Any, ParsedResponse[T]]


def _soon(call: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], Soon[R]]:
    """A call of the sync client, for the async one: what runs it gives a coroutine."""
    return call  # type: ignore[return-value]


def _entered(
    call: Callable[Concatenate[Any, P], HelperStream[E, A]],
) -> Callable[Concatenate[Any, P], Entered[E, A]]:
    """A stream of the sync client, for the async one: it begins with `async with`."""
    return call  # type: ignore[return-value]


class ChatCalls(Calls, Generic[A, S]):
    """`create()`, whose answers are `A` and whose streams are `S`."""

    _api = CHAT

    @overload
    def create(
        self, *, stream: Literal[False] | None = None, **params: Unpack[params_of.ChatCreateParams]
    ) -> A: ...
    @overload
    def create(self, *, stream: Literal[True], **params: Unpack[params_of.ChatCreateParams]) -> S: ...
    @overload
    def create(self, *, stream: bool, **params: Unpack[params_of.ChatCreateParams]) -> A | S: ...
    def create(self, *, stream: bool | None = None, **params: Any) -> Any:
        """Ask for a completion, whole or as a stream of chunks.

        Raises TypeError for a parameter that the contract does not know, SpendLimitError once the limit is
        reached, and APIError where there is no answer.
        """
        return self._run(self._create(params, stream))


class ChatCompletions(ChatCalls["ChatCompletion", "Stream[ChatCompletionChunk]"]):
    """`client.chat.completions`."""

    with_raw_response: ChatCalls[RawResponse[ChatCompletion], RawResponse[Stream[ChatCompletionChunk]]]

    def parse(
        self, *, response_format: type[T] = NOT_GIVEN, **params: Unpack[params_of.ChatParams]
    ) -> ParsedChatCompletion[T]:
        """Ask for JSON and read it: as a pydantic model, dataclass, attrs class or TypedDict, or by a schema.

        Raises Mismatch where the text is not that, LengthFinishReasonError and ContentFilterFinishReasonError
        where it is not whole, and as `create()`.
        """
        return self._run(self._parse({**params}, response_format))

    def run_tools(
        self, *, max_rounds: int = 10, **params: Unpack[params_of.ChatCreateParams]
    ) -> ChatCompletion:
        """Ask, call the tools that the model calls, and go on until it answers.

        Raises MaxRoundsError where `max_rounds` requests led to no answer, and as `create()`.
        """
        return self._run(self._run_tools({**params}, max_rounds))

    def stream(
        self, *, response_format: type[T] = NOT_GIVEN, **params: Unpack[params_of.ChatParams]
    ) -> ChatCompletionStream[T]:
        """Stream an answer: `with client.chat.completions.stream(...) as stream: for event in stream: ...`"""
        stream: ChatCompletionStream[T] = self._begin({**params}, response_format)
        return stream


class AsyncChatCompletions(ChatCalls["Soon[ChatCompletion]", "Soon[AsyncStream[ChatCompletionChunk]]"]):
    """`client.chat.completions`, async."""

    with_raw_response: ChatCalls[
        Soon[RawResponse[ChatCompletion]], Soon[RawResponse[AsyncStream[ChatCompletionChunk]]]
    ]
    parse = _soon(ChatCompletions.parse)
    run_tools = _soon(ChatCompletions.run_tools)
    stream = _entered(ChatCompletions.stream)


class Chat(Generic[C, A, H]):
    """`client.chat`."""

    def __init__(self, completions: C) -> None:
        self.completions = completions

    def conversation(
        self,
        *,
        messages: list[ChatCompletionMessageParam] = NOT_GIVEN,
        **params: Unpack[params_of.ChatConversationParams],
    ) -> ChatConversation[A, H]:
        """A conversation that keeps its messages, after those given; `params` go with every request."""
        from aimlkit._conversations import ChatConversation  # noqa: PLC0415 - on first use

        return ChatConversation(self.completions, {**params}, messages or [])


class ResponseCalls(Calls, Generic[A, S]):
    """`create()`, whose answers are `A` and whose streams are `S`."""

    _api = RESPONSES

    @overload
    def create(
        self, *, stream: Literal[False] | None = None, **params: Unpack[params_of.ResponseParams]
    ) -> A: ...
    @overload
    def create(self, *, stream: Literal[True], **params: Unpack[params_of.ResponseParams]) -> S: ...
    @overload
    def create(self, *, stream: bool, **params: Unpack[params_of.ResponseParams]) -> A | S: ...
    def create(self, *, stream: bool | None = None, **params: Any) -> Any:
        """Ask for a response, whole or as a stream of events. Raises as `ChatCompletions.create()`."""
        return self._run(self._create(params, stream))


class ResponseConversations(Calls, Generic[A, H]):
    """`conversation()`, whose answers are `A` and whose streams are `H`."""

    def conversation(
        self,
        *,
        previous_response_id: str | None = None,
        **params: Unpack[params_of.ResponseConversationParams],
    ) -> ResponseConversation[A, H]:
        """A conversation that the server keeps, from a stored response on; `params` go with every request."""
        from aimlkit._conversations import ResponseConversation  # noqa: PLC0415

        return ResponseConversation(self, {**params}, previous_response_id)


class Responses(
    ResponseCalls["Response", "Stream[ResponseStreamEvent]"],
    ResponseConversations["Response", "ResponseStream[None]"],
):
    """`client.responses`."""

    with_raw_response: ResponseCalls[RawResponse[Response], RawResponse[Stream[ResponseStreamEvent]]]

    def parse(
        self, *, text_format: type[T] = NOT_GIVEN, **params: Unpack[params_of.ResponseParams]
    ) -> ParsedResponse[T]:
        """As `ChatCompletions.parse()`. A response that is not complete is not read."""
        return self._run(self._parse({**params}, text_format))

    def run_tools(self, *, max_rounds: int = 10, **params: Unpack[params_of.ResponseParams]) -> Response:
        """As `ChatCompletions.run_tools()`."""
        return self._run(self._run_tools({**params}, max_rounds))

    def stream(
        self, *, text_format: type[T] = NOT_GIVEN, **params: Unpack[params_of.ResponseParams]
    ) -> ResponseStream[T]:
        """Stream a response: `with client.responses.stream(...) as stream: for event in stream: ...`"""
        stream: ResponseStream[T] = self._begin({**params}, text_format)
        return stream


class AsyncResponses(
    ResponseCalls["Soon[Response]", "Soon[AsyncStream[ResponseStreamEvent]]"],
    ResponseConversations["Soon[Response]", "Entered[Any, ParsedResponse[None]]"],
):
    """`client.responses`, async."""

    with_raw_response: ResponseCalls[
        Soon[RawResponse[Response]], Soon[RawResponse[AsyncStream[ResponseStreamEvent]]]
    ]
    parse = _soon(Responses.parse)
    run_tools = _soon(Responses.run_tools)
    stream = _entered(Responses.stream)
