"""What the calls of both APIs do, without doing it: generators of steps, which a client takes in turn.

They are the `flow` of one request or of several, with what is done between them, so that the sync client and
the async one share all of it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from aimlkit import _errors
from aimlkit._flow import Attempt, Reply, flow
from aimlkit._options import NOT_GIVEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Generator

    import httpx

    from aimlkit._apis import Api
    from aimlkit._client import Client
    from aimlkit._parsed import AtEnd
    from aimlkit._rounds import ToolCall

R = TypeVar("R")
Params: TypeAlias = dict[str, Any]
Steps: TypeAlias = "Generator[Attempt | float | list[ToolCall], Any, R]"


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
        return getattr(self.__dict__["http_response"], name)


class Calls:
    """The calls of an API."""

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

    def _create(self, params: Params, streams: bool | None = None, state: Any = None) -> Steps[Any]:
        """The answer, or its stream; with a `state`, a stream of the helpers' events."""
        reply: Reply = yield from flow(self._client.call(self._api, params, streams))
        if streams:
            from aimlkit import _streams  # noqa: PLC0415 - on first use, as all that not all need

            kinds = [_streams.Stream, _streams.AsyncStream, _streams.HelperStream, _streams.AsyncHelperStream]
            kind: Any = kinds[self._client.is_async + 2 * (state is not None)]
            events = _streams.Events[Any](self._api, reply.response.request, self._client._meter, state)
            answer = kind(reply.response, events, reply.retries)
        else:
            answer = self._client.answer(self._api, reply)
        return RawResponse(reply.response, answer, reply.retries) if self._raw else answer

    def _begin(self, params: Params, wanted: object, at_end: AtEnd = None) -> Any:
        """The helpers' stream, for `with` or for `async with`."""
        begun: Any = self._run(self._stream(params, wanted, at_end))
        return _entered(begun) if self._client.is_async else begun

    def _parse(self, params: Params, wanted: object) -> Steps[Any]:
        """The answer, its text read as what is wanted."""
        from aimlkit import _parsed  # noqa: PLC0415

        output, tools = self._asked(params, wanted)
        answer = yield from self._create(params)
        read: Any = _parsed.parse_completion if self._api.is_chat else _parsed.parse_response
        return read(answer, output, tools)

    def _stream(self, params: Params, wanted: object, at_end: AtEnd) -> Steps[Any]:
        """The stream, its events those of the helpers; `at_end` gets the answer that it came to."""
        from aimlkit import _chat_events, _response_events  # noqa: PLC0415

        chat, responses = _chat_events.ChatStreamState, _response_events.ResponseStreamState
        kind: Any = chat if self._api.is_chat else responses
        return self._create(params, True, kind(*self._asked(params, wanted), at_end))

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
                form = getattr(output, self._api.form)()
            if self._api.is_chat:
                params["response_format"] = form
            else:
                params["text"] = {**(params.get("text") or {}), "format": form}
        return output, tools_by_name(params.get("tools") or ())


@asynccontextmanager
async def _entered(begun: Coroutine[Any, Any, Any]) -> AsyncIterator[Any]:
    async with await begun as stream:
        yield stream
