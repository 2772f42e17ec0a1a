"""The clients: two thin shells around `_calls` and `_flow`, one that waits and one that awaits."""

from __future__ import annotations

import os
import time
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx
from attrs import evolve

from aimlkit import __version__, _errors
from aimlkit._deadline import Body
from aimlkit._flow import Attempt, Call, Meter, Reply, is_stream
from aimlkit._options import NOT_GIVEN, ClientOptions, Http, Key, Options, key_of, waits_of
from aimlkit._requests import request_of
from aimlkit._resources import AsyncChatCompletions, AsyncResponses, Chat, ChatCompletions, Responses
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self, Unpack

    from aimlkit._answers import ChatCompletion
    from aimlkit._apis import Api
    from aimlkit._calls import Steps
    from aimlkit._resources import AsyncChatCompletionStream, ChatCompletionStream, Soon

T = TypeVar("T")

_OURS: Any = {
    "limits": httpx.Limits(max_connections=1000, max_keepalive_connections=100),
    "follow_redirects": True,
}
DefaultHttpxClient = partial(httpx.Client, **_OURS)
DefaultAsyncHttpxClient = partial(httpx.AsyncClient, **_OURS)


class _Connections(Generic[Http]):
    """The httpx client of each process, for a client and its copies; the user's own where one is given.

    What a parent process has open belongs to it: two that talk over one connection hear each other.
    """

    def __init__(self, make: Callable[[], Http], given: Http | None) -> None:
        self._make = make
        self._given = given
        self._made = {} if given else {os.getpid(): make()}

    def http(self) -> Http:
        return self._given or self._made.get(os.getpid()) or self._made.setdefault(os.getpid(), self._make())


class Client(Options, Generic[Http]):
    """What both clients have: their options, and the requests and answers."""

    is_async = False

    def __init__(self, **options: Unpack[ClientOptions[Http]]) -> None:
        """A client. Raises AIMLAPIError without a key, or where the base URL is none."""
        # From here on nothing shows the key, a traceback's variables included.
        options["api_key"] = key_of(options.get("api_key"))
        told: dict[str, Any] = {name: value for name, value in options.items() if value is not NOT_GIVEN}
        http: Http | None = told.pop("http_client", None)
        if "timeout" not in told and http is not None and http.timeout != httpx.Timeout(5.0):
            told["timeout"] = http.timeout  # httpx's own default is not what anybody chose
        super().__init__(**told)
        make: Any = DefaultAsyncHttpxClient if self.is_async else DefaultHttpxClient
        self._connections: _Connections[Http] = _Connections(make, http)
        self._meter = Meter()
        self.chat: Any = Chat((AsyncChatCompletions if self.is_async else ChatCompletions)(self))
        self.responses: Any = (AsyncResponses if self.is_async else Responses)(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={str(vars(self).get('base_url'))!r})"

    @property
    def spend(self) -> float:
        """What all answers to this client and its copies cost so far, in US dollars."""
        return self._meter.spent

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._connections.http().is_closed

    def copy(self, **options: Unpack[ClientOptions[Http]]) -> Self:
        """A client with some options changed, over the same connections and with the same `spend`.

        `default_headers` and `default_query` are added to what there is.
        """
        changed: dict[str, Any] = {**options}
        for name in ("default_headers", "default_query"):
            changed[name] = {**(getattr(self, name) or {}), **(changed.get(name) or {})}
        other = evolve(self, **{"http_client": self._connections.http(), **changed})
        if "http_client" not in options:
            other._connections = self._connections
        other._meter = self._meter
        return other

    with_options = copy

    @cached_property
    def _headers(self) -> dict[str, str]:
        headers = {
            "authorization": Key(f"Bearer {self.api_key}"),
            "accept": "application/json, text/event-stream",
            "content-type": "application/json",
            "user-agent": f"aimlkit/{__version__}",
        }
        return _with(headers, self.default_headers)

    def call(self, api: Api, params: dict[str, Any], streams: bool | None) -> Call:
        """What `create()` of an API asks for. Raises TypeError, and SpendLimitError."""
        if self.max_spend_usd is not None and self.spend >= self.max_spend_usd:
            raise _errors.SpendLimitError(self.spend, self.max_spend_usd)
        if streams is not None:
            params = {**params, "stream": streams}
        content, options = request_of(api.operation, api.form, params)
        path = self.base_url.path.rstrip("/") + api.operation.path.removeprefix(PREFIX)
        url = self.base_url.copy_with(path=path)
        if query := {**(self.default_query or {}), **(options.get("extra_query") or {})}:
            url = url.copy_merge_params(query)
        headers = _with(self._headers, options.get("extra_headers"))
        waits = waits_of(options.get("timeout", self.timeout))
        request = self._connections.http().build_request(
            api.operation.method, url, content=content, headers=headers, extensions={"timeout": waits}
        )
        return Call(request, bool(streams), waits, self.max_retries)

    def answer(self, api: Api, reply: Reply) -> Any:
        """The typed answer, its cost counted."""
        answer: Any = api.answer.from_dict(reply.data)
        answer._request_id = _errors.header_id(reply.response)
        answer._retries = reply.retries
        self._meter.add(answer.cost_usd)
        return answer


def _with(headers: dict[str, str], more: Mapping[str, str] | None) -> dict[str, str]:
    """The headers with others set; NOT_GIVEN takes one out."""
    if not more:
        return headers
    both = {**headers, **{name.lower(): value for name, value in more.items()}}
    return {name: value for name, value in both.items() if value is not NOT_GIVEN}


class AIMLAPI(Client[httpx.Client]):
    """The client. Threads may share it; it is closed by `close()` or at the end of a `with`."""

    chat: Chat[ChatCompletions, ChatCompletion, ChatCompletionStream[None]]
    responses: Responses

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections. The client is of no use after this."""
        self._connections.http().close()

    def run(self, steps: Steps[T]) -> T:
        """Take the steps, and give what they come to."""
        outcome: Any = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                result: T = done.value
                return result
            if isinstance(step, Attempt):
                outcome = self._exchange(step)
            elif isinstance(step, float):
                time.sleep(step)
                outcome = None
            else:
                outcome = [call.run() for call in step]

    def _exchange(self, attempt: Attempt) -> httpx.Response | httpx.HTTPError:
        try:
            response = self._connections.http().send(attempt.request, stream=True)
            try:
                response.stream = Body(response, attempt.deadline)
                if not (attempt.streams and is_stream(response)):
                    response.read()
            except BaseException:
                response.close()
                raise
        except httpx.HTTPError as error:
            return error
        return response


class AsyncAIMLAPI(Client[httpx.AsyncClient]):
    """The client for asyncio and trio. Tasks may share it; it is closed by `close()` or `async with`."""

    is_async = True

    chat: Chat[AsyncChatCompletions, Soon[ChatCompletion], AsyncChatCompletionStream[None]]
    responses: AsyncResponses

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections. The client is of no use after this."""
        await self._connections.http().aclose()

    async def run(self, steps: Steps[T]) -> T:
        """As `AIMLAPI.run()`."""
        from anyio import sleep  # noqa: PLC0415 - httpx needs it, too, for the first request

        outcome: Any = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                result: T = done.value
                return result
            if isinstance(step, Attempt):
                outcome = await self._exchange(step)
            elif isinstance(step, float):
                await sleep(step)
                outcome = None
            else:
                outcome = [await call.arun() for call in step]

    async def _exchange(self, attempt: Attempt) -> httpx.Response | httpx.HTTPError | TimeoutError:
        from anyio import fail_after  # noqa: PLC0415

        try:
            with fail_after(attempt.deadline - time.monotonic()):
                response = await self._connections.http().send(attempt.request, stream=True)
                try:
                    response.stream = Body(response, attempt.deadline)
                    if not (attempt.streams and is_stream(response)):
                        await response.aread()
                except BaseException:
                    await response.aclose()
                    raise
        except (httpx.HTTPError, TimeoutError) as error:
            return error
        return response
