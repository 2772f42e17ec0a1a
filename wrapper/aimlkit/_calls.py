"""`client.chat` and `client.responses`: what their calls take, what they give, and what they do."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from aimlkit import _errors
from aimlkit._answers import ChatCompletion, Response, dig
from aimlkit._flow import Attempt, Reply, flow
from aimlkit._requests import NOT_GIVEN
from aimlkit_api.operations import OPERATIONS, CreateChatCompletion, CreateResponse, Operation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Mapping
    from contextlib import AbstractAsyncContextManager
    from typing import Concatenate, ParamSpec, Unpack

    import httpx
    from typing_extensions import TypeVar as TypeVarWithDefault

    from aimlkit._chat_events import ChatCompletionStreamEvent
    from aimlkit._client import Client
    from aimlkit._conversations import ChatConversation, ResponseConversation
    from aimlkit._parsed import AtEnd, ParsedChatCompletion, ParsedResponse
    from aimlkit._rounds import ToolCall
    from aimlkit._streams import AsyncHelperStream, AsyncStream, HelperStream, Stream
    from aimlkit_api import calls
    from aimlkit_api.models import ChatCompletionChunk, ResponseStreamEvent
    from aimlkit_api.params import ChatCompletionMessageParam

    T = TypeVarWithDefault("T", default=None)
    P = ParamSpec("P")
    Method: TypeAlias = Callable[Concatenate[Any, P], "R"]
    Soon: TypeAlias = Coroutine[Any, Any, "R"]
    Entered: TypeAlias = AbstractAsyncContextManager[AsyncHelperStream["E", "A"]]
    Wanted: TypeAlias = type[T] | Mapping[str, T]
    ChatStream: TypeAlias = HelperStream[ChatCompletionStreamEvent[T], ParsedChatCompletion[T]]
    AsyncChatStream: TypeAlias = Entered[ChatCompletionStreamEvent[T], ParsedChatCompletion[T]]
    RawChat: TypeAlias = CreateChatCompletion[
        "RawResponse[ChatCompletion]", "RawResponse[Stream[ChatCompletionChunk]]"
    ]
    AsyncRawChat: TypeAlias = CreateChatCompletion[
        Soon["RawResponse[ChatCompletion]"], Soon["RawResponse[AsyncStream[ChatCompletionChunk]]"]
    ]
    RawResponses: TypeAlias = CreateResponse[
        "RawResponse[Response]", "RawResponse[Stream[ResponseStreamEvent]]"
    ]
    AsyncRawResponses: TypeAlias = CreateResponse[
        Soon["RawResponse[Response]"], Soon["RawResponse[AsyncStream[ResponseStreamEvent]]"]
    ]
    ResponseStream: TypeAlias = HelperStream[Any, ParsedResponse[T]]

A = TypeVar("A")
C = TypeVar("C")
E = TypeVar("E")
H = TypeVar("H")
R = TypeVar("R")
Params: TypeAlias = dict[str, Any]
#: What a call does, without doing it: the steps are taken by the sync client, or by the async one.
Steps: TypeAlias = "Generator[Attempt | float | list[ToolCall], Any, R]"


class Api(NamedTuple):
    """What the two APIs differ in, for all that treats them alike."""

    operation: Operation
    answer: type[ChatCompletion] | type[Response]
    is_chat: bool
    ends: tuple[str, ...]
    """The types of the events that end a stream, beside its end mark."""

    def text_of(self, event: object) -> str | None:
        """What an event, read or as it came, adds to the text of the first choice."""
        if self.is_chat:
            choice = dig(event, "choices", 0)
            text = None if dig(choice, "index") else dig(choice, "delta", "content")
        else:
            text = dig(event, "delta") if dig(event, "type") == "response.output_text.delta" else None
        return text if isinstance(text, str) else None

    def partial(self, last: Params, text: str) -> ChatCompletion | Response:
        """The answer of a stream that was cut, of its last event and its text."""
        if not self.is_chat:
            sent = last.get("response")
            return Response.from_dict({**(sent if isinstance(sent, dict) else {}), "output_text": text})
        choice = {"index": 0, "message": {"role": "assistant", "content": text}}
        return ChatCompletion.from_dict({**last, "object": "chat.completion", "choices": [choice]})


_ENDS = ("response.completed", "response.failed", "response.incomplete")
CHAT = Api(OPERATIONS["createChatCompletion"], ChatCompletion, True, ())
RESPONSES = Api(OPERATIONS["createResponse"], Response, False, _ENDS)


class RawResponse(Generic[R]):
    """An answer with its status and headers: it has all that httpx's `Response` has."""

    status_code: int
    headers: httpx.Headers
    content: bytes
    text: str

    def __init__(self, http_response: httpx.Response, parsed: R, retries: int) -> None:
        _errors.forget_key(http_response)
        self.http_response = http_response
        self.request_id = _errors.header_id(http_response)
        self.retries_taken = retries
        self._parsed = parsed

    def parse(self) -> R:
        """What the call would have returned: the typed answer, or the stream."""
        return self._parsed

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__.get("http_response"), name)


class Calls:
    """The calls of an API. They raise TypeError, SpendLimitError at the limit, APIError without an answer."""

    _api: Api

    def __init__(self, client: Client[Any], raw: bool = False) -> None:
        self._client: Any = client
        self._raw = raw

    @cached_property
    def with_raw_response(self) -> Any:
        """The same calls, their answers with status and headers."""
        return type(self)(self._client, raw=True)

    def _run(self, steps: Steps[Any]) -> R:  # type: ignore[type-var] # the caller says what it comes to
        """What the steps come to, or its promise."""
        result: R = self._client.run(steps)
        return result

    def _created(self, params: Params, stream: bool | None) -> Any:
        return self._run(self._create(params, stream, alone=True))

    def _create(
        self, params: Params, streams: bool | None = None, state: Any = None, *, alone: bool = False
    ) -> Steps[Any]:
        """The answer, or its stream; with a `state`, one of the helpers' events; `create()` is it alone."""
        if not alone and "stream" in params:
            raise TypeError("stream= is for create(); other calls have stream() beside them")
        if not alone and self._raw:
            raise TypeError("with_raw_response has create() alone")
        reply: Reply = yield from flow(self._client.call(self._api, params, streams))
        if streams:
            from aimlkit import _streams  # noqa: PLC0415 - on first use, as all that not all need

            kinds = [_streams.Stream, _streams.AsyncStream, _streams.HelperStream, _streams.AsyncHelperStream]
            kind: Any = kinds[self._client.is_async + 2 * (state is not None)]
            events = _streams.Events[Any](self._api, reply.response.request, self._client._meter, state)
            _errors.forget_key(reply.response)
            answer = kind(reply.response, events, reply.retries)
            answer._client = self._client  # which would close its connections if it were forgotten
        else:
            answer = self._client.answer(self._api, reply)
        return RawResponse(reply.response, answer, reply.retries) if self._raw else answer

    def _parse(self, params: Params, wanted: object) -> Steps[Any]:
        """The answer, its text read as what is wanted."""
        from aimlkit import _parsed  # noqa: PLC0415

        output, tools = self._asked(params, wanted)
        answer = yield from self._create(params)
        read: Any = _parsed.parse_completion if self._api.is_chat else _parsed.parse_response
        return read(answer, output, tools)

    def _begin(self, params: Params, wanted: object, at_end: AtEnd = None) -> Any:
        """The helpers' stream, for `with` or `async with`; `at_end` gets the answer that it came to."""
        from aimlkit import _chat_events, _response_events  # noqa: PLC0415

        chat, responses = _chat_events.ChatStreamState, _response_events.ResponseStreamState
        kind: Any = chat if self._api.is_chat else responses
        begun: Any = self._run(self._create(params, True, kind(*self._asked(params, wanted), at_end)))
        return _begun_later(begun) if self._client.is_async else begun

    def _run_tools(self, params: Params, max_rounds: int) -> Steps[Any]:
        """The first answer that calls no tool."""
        from aimlkit import _rounds  # noqa: PLC0415

        rounds: Any = _rounds.chat_rounds if self._api.is_chat else _rounds.response_rounds
        program = rounds(params, max_rounds)
        outcome = None
        while True:
            try:
                step = program.send(outcome)
            except StopIteration as done:
                return done.value
            outcome = (yield step) if isinstance(step, list) else (yield from self._create(step))

    def _asked(self, params: Params, wanted: Any) -> tuple[Any, Any]:
        """What the text is to be, and the tools by name; `params` say what is wanted to the model, too."""
        from aimlkit._schemas import output_of  # noqa: PLC0415
        from aimlkit._tools import tools_by_name  # noqa: PLC0415

        output = None
        if wanted is not None and wanted is not NOT_GIVEN:
            form = wanted
            if not (isinstance(wanted, dict) and wanted.get("type") in ("text", "json_object")):
                output = output_of(wanted)
                form = getattr(output, self._api.operation.form)()
            if self._api.is_chat:
                params["response_format"] = form
            else:
                params["text"] = {**(params.get("text") or {}), "format": form}
        return output, tools_by_name(params.get("tools") or ())


@asynccontextmanager
async def _begun_later(begun: Coroutine[Any, Any, Any]) -> AsyncIterator[Any]:
    async with await begun as stream:
        yield stream


def _soon(call: Method[P, R]) -> Method[P, Soon[R]]:
    """A call of the sync client, for the async one: what runs it gives a coroutine."""
    return call  # type: ignore[return-value]


def _entered(call: Method[P, HelperStream[E, A]]) -> Method[P, Entered[E, A]]:
    """A stream of the sync client, for the async one: it begins with `async with`."""
    return call  # type: ignore[return-value]


class ChatCompletions(Calls, CreateChatCompletion["ChatCompletion", "Stream[ChatCompletionChunk]"]):
    """`client.chat.completions`."""

    _api = CHAT
    with_raw_response: RawChat

    def parse(
        self,
        *,
        response_format: Wanted[T] = NOT_GIVEN,
        **params: Unpack[calls.CreateChatCompletionHelper],
    ) -> ParsedChatCompletion[T]:
        """Ask for JSON and read it: as a pydantic model, dataclass, attrs class, TypedDict, or by a schema.

        Raises Mismatch where the text is not that, LengthFinishReasonError and ContentFilterFinishReasonError
        where it is not whole, and as `create()`.
        """
        return self._run(self._parse({**params}, response_format))

    def run_tools(
        self, *, max_rounds: int = 10, **params: Unpack[calls.CreateChatCompletionCall]
    ) -> ChatCompletion:
        """Ask, call the tools that the model calls, and so on; MaxRoundsError after `max_rounds` requests."""
        return self._run(self._run_tools({**params}, max_rounds))

    def stream(
        self,
        *,
        response_format: Wanted[T] = NOT_GIVEN,
        **params: Unpack[calls.CreateChatCompletionHelper],
    ) -> ChatStream[T]:
        """Stream an answer: `with client.chat.completions.stream(...) as stream: for event in stream: ...`"""
        stream: ChatStream[T] = self._begin({**params}, response_format)
        return stream


class AsyncChatCompletions(
    Calls, CreateChatCompletion["Soon[ChatCompletion]", "Soon[AsyncStream[ChatCompletionChunk]]"]
):
    """`client.chat.completions`, async."""

    _api = CHAT
    with_raw_response: AsyncRawChat
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
        **params: Unpack[calls.CreateChatCompletionConversation],
    ) -> ChatConversation[A, H]:
        """A conversation that keeps its messages, after those given; `params` go with every request."""
        from aimlkit._conversations import ChatConversation  # noqa: PLC0415 - on first use

        return ChatConversation(self.completions, {**params}, [*(messages or [])])


class ResponseConversations(Calls, Generic[A, H]):
    """`conversation()`, whose answers are `A` and whose streams are `H`."""

    _api = RESPONSES

    def conversation(
        self, *, previous_response_id: str | None = None, **params: Unpack[calls.CreateResponseConversation]
    ) -> ResponseConversation[A, H]:
        """A conversation that the server keeps, from a stored response on; `params` go with every request."""
        from aimlkit._conversations import ResponseConversation  # noqa: PLC0415

        return ResponseConversation(self, {**params}, previous_response_id)


class Responses(
    ResponseConversations["Response", "ResponseStream[None]"],
    CreateResponse["Response", "Stream[ResponseStreamEvent]"],
):
    """`client.responses`."""

    with_raw_response: RawResponses

    def parse(
        self,
        *,
        text_format: Wanted[T] = NOT_GIVEN,
        **params: Unpack[calls.CreateResponseHelper],
    ) -> ParsedResponse[T]:
        """As `ChatCompletions.parse()`. A response that is not complete is not read."""
        return self._run(self._parse({**params}, text_format))

    def run_tools(self, *, max_rounds: int = 10, **params: Unpack[calls.CreateResponseCall]) -> Response:
        """As `ChatCompletions.run_tools()`."""
        return self._run(self._run_tools({**params}, max_rounds))

    def stream(
        self,
        *,
        text_format: Wanted[T] = NOT_GIVEN,
        **params: Unpack[calls.CreateResponseHelper],
    ) -> ResponseStream[T]:
        """Stream a response: `with client.responses.stream(...) as stream: for event in stream: ...`"""
        stream: ResponseStream[T] = self._begin({**params}, text_format)
        return stream


class AsyncResponses(
    ResponseConversations["Soon[Response]", "Entered[Any, ParsedResponse[None]]"],
    CreateResponse["Soon[Response]", "Soon[AsyncStream[ResponseStreamEvent]]"],
):
    """`client.responses`, async."""

    with_raw_response: AsyncRawResponses
    parse = _soon(Responses.parse)
    run_tools = _soon(Responses.run_tools)
    stream = _entered(Responses.stream)


class Raw(Generic[C, R]):
    """`client.with_raw_response`: `create()` of both APIs, with status and headers."""

    def __init__(self, chat: Any, responses: Any) -> None:
        self.chat: Chat[C, Any, Any] = Chat(chat.completions.with_raw_response)
        self.responses: R = responses.with_raw_response
