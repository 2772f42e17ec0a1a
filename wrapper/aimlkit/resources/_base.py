"""The base classes of the generated resources: from the arguments of a method call to its result."""

from __future__ import annotations

import functools
import inspect
from contextlib import asynccontextmanager
from typing import (
    TYPE_CHECKING,
    ClassVar,
    Generic,
    ParamSpec,
    TypeVar,
    cast,
)

from aimlkit._drivers import drive, drive_async
from aimlkit._exceptions import APIResponseValidationError
from aimlkit._json import json_array
from aimlkit._models import APIResponse
from aimlkit._omit import omit
from aimlkit._raw import RawResponse, raw_response_flow
from aimlkit._replies import StreamReply, failed_response_error
from aimlkit._requests import unknown_parameter_message
from aimlkit._streaming_response import (
    AsyncStreamingResponse,
    AsyncStreamingResponseManager,
    StreamingResponse,
    StreamingResponseManager,
    UnreadEvents,
    UnreadObject,
)
from aimlkit._unsupported import leave_out_parameters
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
    from contextlib import AbstractAsyncContextManager
    from types import FunctionType

    from aimlkit._effects import Flow
    from aimlkit._models import AnyResponse
    from aimlkit._replies import ParsedReply
    from aimlkit._requests import RequestOptions
    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit._tool_loop import ToolLoop
    from aimlkit._tool_stream import AsyncToolStream
    from aimlkit.endpoints._base import AnyEndpoint
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.streaming._reader import EventReader
    from aimlkit.tools import FunctionTool

SessionT = TypeVar("SessionT", bound="SyncSession | AsyncSession")
ResponseT = TypeVar("ResponseT", bound=APIResponse)
EventT = TypeVar("EventT", bound=Model)
ParsedT = TypeVar("ParsedT")
StreamT = TypeVar("StreamT")
ToolRunT = TypeVar("ToolRunT", bound=APIResponse)
ToolStreamT = TypeVar("ToolStreamT")
MethodP = ParamSpec("MethodP")
ResultT = TypeVar("ResultT")


def refuse_unknown_parameters(method: Callable[MethodP, ResultT]) -> Callable[MethodP, ResultT]:
    """Make a method raise TypeError for an unknown keyword argument, with the most similar name and a hint.

    Python's own message does not name `extra_body`, which sends parameters that this version does not know. Parameters
    of openai-python that the API does not have are rejected or left out, depending on the client's option `unsupported`.
    They are not in the signature, so that type checkers and editors report them.
    """
    known = _parameter_names(method) - {"self"}

    def check(resource: object, arguments: dict[str, object]) -> None:
        unknown = [name for name in arguments if name not in known]
        if not unknown:
            return
        if method.__name__ == "parse" and not arguments.get("stream", True):
            del arguments[
                "stream"
            ]  # openai-python's `parse()` has this parameter, although it cannot stream.
        endpoint: AnyEndpoint | None = getattr(resource, "_endpoint", None)
        if endpoint is not None:
            session: SyncSession | AsyncSession = vars(resource)["_session"]
            openai_parameters = endpoint.spec.openai_parameters - known
            leave_out_parameters(method.__name__, arguments, openai_parameters, session.unsupported)
        for name in unknown:
            if name in arguments:
                raise TypeError(_unknown_parameter(method.__name__, name, known))

    if inspect.iscoroutinefunction(method):

        @functools.wraps(method)
        async def checked_async(*args: MethodP.args, **kwargs: MethodP.kwargs) -> object:
            check(args[0], kwargs)
            return await method(*args, **kwargs)

        return cast("Callable[MethodP, ResultT]", checked_async)

    @functools.wraps(method)
    def checked(*args: MethodP.args, **kwargs: MethodP.kwargs) -> ResultT:
        check(args[0], kwargs)
        return method(*args, **kwargs)

    return checked


def _parameter_names(method: Callable[..., object]) -> frozenset[str]:
    """Return the names of the parameters of a method without `*` or `**`.

    `inspect.signature` takes a millisecond for the many methods with many parameters, on the first call of a client.
    """
    code = cast("FunctionType", inspect.unwrap(method)).__code__
    return frozenset(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])


def _unknown_parameter(method: str, name: str, known: Iterable[str]) -> str:
    from aimlkit._base_client import SyncAPIClient  # noqa: PLC0415 - only for the message

    if name in inspect.signature(SyncAPIClient.copy).parameters:
        option = f"client.with_options({name}=...)"
        return f"{method}() takes no parameter {name!r}: it is an option of the client, as in {option}"
    return unknown_parameter_message(f"{method}()", name, known)


class _BaseResource(Generic[SessionT, ResponseT, EventT, ParsedT]):
    """The flows behind the methods of an API; the subclasses drive them, blocking or awaiting."""

    _endpoint: ClassVar[AnyEndpoint]

    def __init__(self, session: SessionT) -> None:
        self._session = session

    def _supported(self, method: str, params: Mapping[str, object]) -> Mapping[str, object]:
        """Return `params` without those that only openai-python has. Raises TypeError if `unsupported` is "error"."""
        spec = self._endpoint.spec
        supported = {**params}
        leave_out_parameters(
            method, supported, spec.openai_parameters - spec.parameters, self._session.unsupported
        )
        return supported

    def _reply_flow(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        *,
        stream: bool = False,
        read_body: bool = True,
    ) -> Flow[ParsedReply]:
        return self._session.send_flow(self._endpoint, params, options, stream=stream, read_body=read_body)

    def _create_flow(self, params: Mapping[str, object], options: RequestOptions) -> Flow[ResponseT]:
        reply = yield from self._reply_flow(params, options)
        response: ResponseT = self._session.read_response(self._endpoint, reply)
        return response

    def _raw_flow(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> Flow[RawResponse[ResponseT]]:
        """Create a response; return it with its status and headers."""

        def read(reply: ParsedReply) -> ResponseT:
            response: ResponseT = self._session.read_response(self._endpoint, reply)
            return response

        replies = self._reply_flow(params, options)
        return raw_response_flow(replies, read, self._session.echo_redactor)

    def _successful_flow(self, params: Mapping[str, object], options: RequestOptions) -> Flow[ResponseT]:
        """Create a response. Raises ResponseFailedError for one that failed, which `create()` returns."""
        reply = yield from self._reply_flow(params, options)
        response: ResponseT = self._session.read_response(self._endpoint, reply)
        if (failure := response.failure) is not None:
            raise failed_response_error(
                cast("AnyResponse", response), failure, reply.response.request, self._session.echo_redactor()
            )
        return response

    def _parse_flow(
        self, params: Mapping[str, object], options: RequestOptions, output_type: object, parse_as: object
    ) -> Flow[ParsedT]:
        params, output_format = self._endpoint.with_output_format(params, output_type)
        output_format = self._endpoint.local_output_format(parse_as, output_format)
        tools = _function_tools(params)
        response: ResponseT = yield from self._successful_flow(params, options)
        self._endpoint.require_complete(response)
        parsed: ParsedT = self._endpoint.parse_output(response, output_format, tools)
        return parsed

    def _run_tools_flow(
        self, params: Mapping[str, object], options: RequestOptions, max_turns: int
    ) -> Flow[ResponseT]:
        options = self._session.with_client_request_id(options)

        def create(params: Mapping[str, object]) -> Flow[ResponseT]:
            return self._successful_flow(params, options)

        return self._tool_loop(params, max_turns).run(create)

    def _tool_loop(self, params: Mapping[str, object], max_turns: int) -> ToolLoop[ResponseT]:
        from aimlkit._tool_loop import ToolLoop  # noqa: PLC0415 - only for run_tools()

        return ToolLoop(self._endpoint, params, max_turns, self._session.observe_tools)

    def _stream_tools_flow(
        self,
        loop: ToolLoop[ResponseT],
        options: RequestOptions,
        open_stream: Callable[[StreamReply], Stream[object] | AsyncStream[object]],
    ) -> Flow[ResponseT]:
        """Run tools as `_run_tools_flow` does, with a stream for each response."""
        from aimlkit._effects import ReadStream  # noqa: PLC0415 - only for run_tools()

        options = self._session.with_client_request_id(options)

        def create(params: Mapping[str, object]) -> Flow[ResponseT]:
            reply = yield from self._stream_reply_flow(params, options)
            response: ResponseT = yield ReadStream(open_stream(reply))
            return response

        return loop.run(create)

    def _stream_reply_flow(self, params: Mapping[str, object], options: RequestOptions) -> Flow[StreamReply]:
        reply = yield from self._reply_flow({**params, "stream": True}, options, stream=True)
        return self._session.stream_reply(reply)

    def _unread_flow(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> Flow[tuple[StreamReply, UnreadObject[ResponseT]]]:
        """Create a response; return it with its body unread."""
        reply = self._session.stream_reply((yield from self._reply_flow(params, options, read_body=False)))

        def read() -> RawResponse[ResponseT]:
            return self._read_later(reply)

        return reply, UnreadObject(reply, self._session.size_limits, read)

    def _unread_stream_flow(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> Flow[tuple[StreamReply, Callable[[], EventReader[EventT, EventT]]]]:
        """Create a response as a stream; return it unread, and a function that creates a reader of its events."""
        replies = self._reply_flow({**params, "stream": True}, options, stream=True, read_body=False)
        reply = self._session.stream_reply((yield from replies))
        return reply, lambda: self._endpoint.plain_reader(reply)

    def _read_later(self, reply: StreamReply) -> RawResponse[ResponseT]:
        """Return the raw response of a reply that the program has read itself, as `_raw_flow` does."""
        parsed: ResponseT | APIResponseValidationError
        try:
            checked = self._session.read_later(self._endpoint, reply.response, reply.retries)
            parsed = self._session.read_response(self._endpoint, checked)
        except APIResponseValidationError as error:
            error.__traceback__ = None
            parsed = error
        return RawResponse(reply.response, parsed, reply.retries, reply.redactor)


class SyncResource(
    _BaseResource["SyncSession", ResponseT, EventT, ParsedT],
    Generic[ResponseT, EventT, ParsedT, StreamT, ToolRunT, ToolStreamT],
):
    """The blocking methods of an API."""

    def _create(self, params: Mapping[str, object], options: RequestOptions) -> ResponseT:
        return drive(self._create_flow(params, options), self._session.transport)

    def _send(self, params: Mapping[str, object], options: RequestOptions) -> ResponseT:
        return drive(self._successful_flow(params, options), self._session.transport)

    def _create_stream(self, params: Mapping[str, object], options: RequestOptions) -> Stream[EventT]:
        from aimlkit.streaming import Stream  # noqa: PLC0415 - only for streams

        reply = drive(self._stream_reply_flow(params, options), self._session.transport)
        return Stream(reply, self._endpoint.plain_reader(reply), self._endpoint.text_delta)

    def _parse(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        output_type: object,
        parse_as: object = omit,
    ) -> ParsedT:
        return drive(self._parse_flow(params, options, output_type, parse_as), self._session.transport)

    def _stream(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        output_type: object,
        on_complete: Callable[[ResponseT], None] | None = None,
    ) -> StreamT:
        params, output_format = self._endpoint.with_output_format(params, output_type)
        tools = _function_tools(params)
        reply = drive(self._stream_reply_flow(params, options), self._session.transport)
        return cast("StreamT", self._endpoint.open_stream(reply, output_format, tools, on_complete))

    def _run_tools(self, params: Mapping[str, object], options: RequestOptions, max_turns: int) -> ToolRunT:
        run = drive(self._run_tools_flow(params, options, max_turns), self._session.transport)
        return cast("ToolRunT", run)

    def _stream_tools(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        max_turns: int,
        stream_class: type[ToolStreamT],
        on_complete: Callable[[ToolRunT], None] | None = None,
    ) -> ToolStreamT:
        def open_stream(reply: StreamReply) -> Stream[object]:
            return self._endpoint.open_stream(reply, None, {}, None)

        loop = self._tool_loop(params, max_turns)
        flow = self._stream_tools_flow(loop, options, open_stream)
        create = cast("Callable[..., ToolStreamT]", stream_class)
        return create(flow, loop, self._session.transport, on_complete)


class AsyncResource(
    _BaseResource["AsyncSession", ResponseT, EventT, ParsedT],
    Generic[ResponseT, EventT, ParsedT, StreamT, ToolRunT, ToolStreamT],
):
    """The async methods of an API."""

    async def _create(self, params: Mapping[str, object], options: RequestOptions) -> ResponseT:
        return await drive_async(self._create_flow(params, options), self._session.transport)

    async def _send(self, params: Mapping[str, object], options: RequestOptions) -> ResponseT:
        return await drive_async(self._successful_flow(params, options), self._session.transport)

    async def _create_stream(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> AsyncStream[EventT]:
        from aimlkit.streaming import AsyncStream  # noqa: PLC0415 - only for streams

        reply = await drive_async(self._stream_reply_flow(params, options), self._session.transport)
        return AsyncStream(reply, self._endpoint.plain_reader(reply), self._endpoint.text_delta)

    async def _parse(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        output_type: object,
        parse_as: object = omit,
    ) -> ParsedT:
        flow = self._parse_flow(params, options, output_type, parse_as)
        return await drive_async(flow, self._session.transport)

    def _stream(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        output_type: object,
        on_complete: Callable[[ResponseT], None] | None = None,
    ) -> AbstractAsyncContextManager[StreamT]:
        @asynccontextmanager
        async def open_stream() -> AsyncGenerator[StreamT]:
            with_format, output_format = self._endpoint.with_output_format(params, output_type)
            tools = _function_tools(with_format)
            flow = self._stream_reply_flow(with_format, options)
            reply = await drive_async(flow, self._session.transport)
            async with self._endpoint.open_async_stream(reply, output_format, tools, on_complete) as stream:
                yield cast("StreamT", stream)

        return open_stream()

    async def _run_tools(
        self, params: Mapping[str, object], options: RequestOptions, max_turns: int
    ) -> ToolRunT:
        flow = self._run_tools_flow(params, options, max_turns)
        return cast("ToolRunT", await drive_async(flow, self._session.transport))

    async def _stream_tools(
        self,
        params: Mapping[str, object],
        options: RequestOptions,
        max_turns: int,
        stream_class: type[ToolStreamT],
        on_complete: Callable[[ToolRunT], None] | None = None,
    ) -> ToolStreamT:
        def open_stream(reply: StreamReply) -> AsyncStream[object]:
            return self._endpoint.open_async_stream(reply, None, {}, None)

        loop = self._tool_loop(params, max_turns)
        flow = self._stream_tools_flow(loop, options, open_stream)
        create = cast("Callable[..., AsyncToolStream[APIResponse, object]]", stream_class)
        stream = create(flow, loop, self._session.transport, on_complete)
        return cast("ToolStreamT", await stream.start())


class SyncRawResource(_BaseResource["SyncSession", ResponseT, EventT, None], Generic[ResponseT, EventT]):
    """The blocking methods of `with_raw_response`."""

    def _create(self, params: Mapping[str, object], options: RequestOptions) -> RawResponse[ResponseT]:
        return drive(self._raw_flow(params, options), self._session.transport)

    def _create_stream(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> RawResponse[Stream[EventT]]:
        from aimlkit.streaming import Stream  # noqa: PLC0415 - only for streams

        reply = drive(self._stream_reply_flow(params, options), self._session.transport)
        stream = Stream(reply, self._endpoint.plain_reader(reply), self._endpoint.text_delta)
        return RawResponse(reply.response, stream, reply.retries, reply.redactor)


class AsyncRawResource(_BaseResource["AsyncSession", ResponseT, EventT, None], Generic[ResponseT, EventT]):
    """The async methods of `with_raw_response`."""

    async def _create(self, params: Mapping[str, object], options: RequestOptions) -> RawResponse[ResponseT]:
        return await drive_async(self._raw_flow(params, options), self._session.transport)

    async def _create_stream(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> RawResponse[AsyncStream[EventT]]:
        from aimlkit.streaming import AsyncStream  # noqa: PLC0415 - only for streams

        reply = await drive_async(self._stream_reply_flow(params, options), self._session.transport)
        stream = AsyncStream(reply, self._endpoint.plain_reader(reply), self._endpoint.text_delta)
        return RawResponse(reply.response, stream, reply.retries, reply.redactor)


class SyncStreamingResource(
    _BaseResource["SyncSession", ResponseT, EventT, None], Generic[ResponseT, EventT]
):
    """The blocking methods of `with_streaming_response`."""

    def _create(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> StreamingResponseManager[ResponseT]:
        def send() -> StreamingResponse[ResponseT]:
            reply, body = drive(self._unread_flow(params, options), self._session.transport)
            return StreamingResponse(reply, body, self._session.size_limits)

        return StreamingResponseManager(send)

    def _create_stream(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> StreamingResponseManager[Stream[EventT]]:
        from aimlkit.streaming import Stream  # noqa: PLC0415 - only for streams

        def send() -> StreamingResponse[Stream[EventT]]:
            reply, reader = drive(self._unread_stream_flow(params, options), self._session.transport)
            body = UnreadEvents(reply, lambda: Stream(reply, reader(), self._endpoint.text_delta), reader)
            return StreamingResponse(reply, body, self._session.size_limits)

        return StreamingResponseManager(send)


class AsyncStreamingResource(
    _BaseResource["AsyncSession", ResponseT, EventT, None], Generic[ResponseT, EventT]
):
    """The async methods of `with_streaming_response`."""

    def _create(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> AsyncStreamingResponseManager[ResponseT]:
        async def send() -> AsyncStreamingResponse[ResponseT]:
            reply, body = await drive_async(self._unread_flow(params, options), self._session.transport)
            return AsyncStreamingResponse(reply, body, self._session.size_limits)

        return AsyncStreamingResponseManager(send)

    def _create_stream(
        self, params: Mapping[str, object], options: RequestOptions
    ) -> AsyncStreamingResponseManager[AsyncStream[EventT]]:
        from aimlkit.streaming import AsyncStream  # noqa: PLC0415 - only for streams

        async def send() -> AsyncStreamingResponse[AsyncStream[EventT]]:
            flow = self._unread_stream_flow(params, options)
            reply, reader = await drive_async(flow, self._session.transport)
            body = UnreadEvents(
                reply, lambda: AsyncStream(reply, reader(), self._endpoint.text_delta), reader
            )
            return AsyncStreamingResponse(reply, body, self._session.size_limits)

        return AsyncStreamingResponseManager(send)


def _function_tools(params: Mapping[str, object]) -> Mapping[str, FunctionTool]:
    """Return the tools whose arguments can be parsed, by name."""
    tools = json_array(params.get("tools"))
    if not tools:
        return {}
    from aimlkit.tools import function_tools_by_name  # noqa: PLC0415 - only for requests with tools

    return function_tools_by_name(tools)
