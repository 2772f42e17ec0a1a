"""The clients: two thin shells around `_calls` and `_flow`, one that waits and one that awaits."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from weakref import finalize

import httpx
from attrs import define, evolve, field
from attrs.validators import optional

from aimlkit import __version__
from aimlkit._calls import AsyncChatCompletions, AsyncResponses, Chat, ChatCompletions, Raw, Responses
from aimlkit._deadline import Body
from aimlkit._errors import SpendLimitError, header_id
from aimlkit._flow import NO_ADDRESS, Attempt, Call, Meter, Reply, is_stream
from aimlkit._options import ClientOptions, Http, Key, Timeout, at_least_0, key_of, url_of, waits_of
from aimlkit._requests import NOT_GIVEN, hint, request_of
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self, Unpack

    from aimlkit._answers import ChatCompletion
    from aimlkit._calls import (
        Api,
        AsyncChatStream,
        AsyncRawChat,
        AsyncRawResponses,
        ChatStream,
        RawChat,
        RawResponses,
        Soon,
        Steps,
    )
    from aimlkit._options import Patience

T = TypeVar("T")

_OURS: Any = {
    "limits": httpx.Limits(max_connections=1000, max_keepalive_connections=100),
    "follow_redirects": True,
}


class DefaultHttpxClient(httpx.Client):
    """What a client has for `http_client` where none is given; takes what `httpx.Client` takes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_OURS | options)
        for transport in filter(None, (self._transport, *self._mounts.values())):
            # For who forgets to close it, and before a collector takes its sockets.
            finalize(self, transport.close)


class DefaultAsyncHttpxClient(httpx.AsyncClient):
    """`DefaultHttpxClient`, async; takes what `httpx.AsyncClient` takes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_OURS | options)


@define(init=False, repr=False, eq=False, kw_only=True, slots=False)
class Client(Generic[Http]):
    """What both clients have: what they were told, their connections, and the requests and answers."""

    is_async: ClassVar = False

    api_key: Key = field(converter=key_of)
    base_url: httpx.URL = field(default=None, converter=url_of)
    timeout: Patience = field(default=Timeout(600.0, connect=5.0), validator=lambda *told: waits_of(told[2]))
    max_retries: int = field(default=2, validator=at_least_0(int))
    default_headers: Mapping[str, str] | None = None
    default_query: Mapping[str, object] | None = None
    max_spend_usd: float | None = field(default=None, validator=optional(at_least_0(int | float)))

    def __init__(self, **options: Unpack[ClientOptions[Http]]) -> None:
        """Raises AIMLAPIError without a key or for a base URL that is none, TypeError and ValueError."""
        # From here on nothing shows the key, a traceback's variables included.
        options["api_key"] = Key.given(options)
        told: dict[str, Any] = {name: value for name, value in options.items() if value is not NOT_GIVEN}
        for unknown in told.keys() - ClientOptions.__annotations__:
            raise TypeError(
                f"a client has no option {unknown!r}{hint(unknown, ClientOptions.__annotations__)}"
            )
        http: Http | None = told.pop("http_client", None)
        kind: Any = httpx.AsyncClient if self.is_async else httpx.Client
        if not isinstance(http, kind | None):
            raise TypeError(f"http_client is an httpx.{kind.__name__}; it cannot be {http!r}")
        if "timeout" not in told and http is not None and http.timeout != httpx.Timeout(5.0):
            told["timeout"] = http.timeout  # httpx's own default is not what anybody chose
        self.__attrs_init__(**told)
        self._given = http
        self._made: dict[int, Http] = {}
        self._meter = Meter()
        self.chat: Any = Chat((AsyncChatCompletions if self.is_async else ChatCompletions)(self))
        self.responses: Any = (AsyncResponses if self.is_async else Responses)(self)
        self.with_raw_response: Any = Raw(self.chat, self.responses)
        self._http()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={vars(self).get('base_url')!r})"

    @property
    def spend(self) -> float:
        """What all answers to this client and its copies cost so far, in US dollars."""
        return self._meter.spent

    def _http(self) -> Http:
        """The user's httpx client, or this process's: over a connection of its parent both would talk."""
        make: Any = DefaultAsyncHttpxClient if self.is_async else DefaultHttpxClient
        pid = os.getpid()
        return self._given or self._made.get(pid) or self._made.setdefault(pid, make())

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._http().is_closed

    def copy(self, **options: Unpack[ClientOptions[Http]]) -> Self:
        """A client with options changed, headers and query added to; connections and `spend` are the same."""
        if "api_key" in options:
            options["api_key"] = Key.given(options)
        # What is not given stays as it is; without an address or a key there is no client.
        kept = [name for name in ("api_key", "base_url") if not options.get(name)]
        changed: dict[str, Any] = {
            name: value for name, value in options.items() if value is not NOT_GIVEN and name not in kept
        }
        for name in ("default_headers", "default_query"):
            changed[name] = {**(getattr(self, name) or {}), **(changed.get(name) or {})}
        other = evolve(self, **{"http_client": self._http(), **changed})
        if "http_client" not in options:
            other._given, other._made = self._given, self._made
        other._meter = self._meter
        return other

    with_options = copy

    @property
    def _headers(self) -> dict[str, str]:
        headers = {"authorization": Key(f"Bearer {self.api_key}"), "user-agent": f"aimlkit/{__version__}"}
        headers |= {"accept": "application/json, text/event-stream", "content-type": "application/json"}
        return _with(headers, self.default_headers)

    def call(self, api: Api, params: dict[str, Any], streams: bool | None) -> Call:
        """What `create()` of an API asks for. Raises TypeError, and SpendLimitError."""
        if self.max_spend_usd is not None and self.spend >= self.max_spend_usd:
            raise SpendLimitError(self.spend, self.max_spend_usd)
        if streams is not None:
            params = {**params, "stream": streams}
        content, options = request_of(api.operation, params)
        url = _address(self.base_url, api.operation.path)
        if query := {**(self.default_query or {}), **(options.get("extra_query") or {})}:
            url = url.copy_merge_params(query)
        headers = _with(self._headers, options.get("extra_headers"))
        waits = waits_of(options.get("timeout", self.timeout))
        request = self._http().build_request(
            api.operation.method, url, content=content, headers=headers, extensions={"timeout": waits}
        )
        return Call(request, bool(streams), waits, self.max_retries)

    def answer(self, api: Api, reply: Reply) -> Any:
        """The typed answer, its cost counted."""
        answer: Any = api.answer.from_dict(reply.data)
        answer._request_id = header_id(reply.response)
        answer._retries = reply.retries
        self._meter.add(answer.cost_usd)
        return answer


@lru_cache(64)
def _address(base_url: httpx.URL, path: str) -> httpx.URL:
    """Where an operation is."""
    return base_url.copy_with(path=base_url.path.rstrip("/") + path.removeprefix(PREFIX))


def _with(headers: dict[str, str], more: Mapping[str, Any] | None) -> dict[str, str]:
    """The headers with others set; NOT_GIVEN takes one out. Raises TypeError for what cannot be one."""
    if not more:
        return headers
    for name, value in more.items():
        if not (value is NOT_GIVEN or (isinstance(value, str) and value.isascii() and value.isprintable())):
            raise TypeError(f"the header {name!r} has to be a line of ASCII text, or NOT_GIVEN")
    both = {**headers, **{name.lower(): value for name, value in more.items()}}
    return {name: value for name, value in both.items() if value is not NOT_GIVEN}


class AIMLAPI(Client[httpx.Client]):
    """The client. Threads may share it; it is closed by `close()` or at the end of a `with`.

    Options, each by its name: `api_key`, `base_url`, `timeout`, `max_retries`, `default_headers`,
    `default_query`, `http_client`, `max_spend_usd`; `aimlkit.ClientOptions` says what they mean.
    """

    chat: Chat[ChatCompletions, ChatCompletion, ChatStream[None]]
    responses: Responses
    with_raw_response: Raw[RawChat, RawResponses]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections. The client is of no use after this."""
        self._http().close()

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
            else:
                outcome = [call.run() for call in step]

    def _exchange(self, attempt: Attempt) -> httpx.Response | Exception:
        # Up to the head each wait has its own limit, and a head that drips has many; tasks have the deadline.
        try:
            response = self._http().send(attempt.request, stream=True)
            try:
                response.stream = Body(response, attempt.deadline)
                if not (attempt.streams and is_stream(response)):
                    response.read()
            except BaseException:
                response.close()
                raise
        except (httpx.HTTPError, *NO_ADDRESS) as error:
            return error
        return response


class AsyncAIMLAPI(Client[httpx.AsyncClient]):
    """The client for asyncio and trio. Tasks may share it; it is closed by `close()` or `async with`."""

    is_async = True

    chat: Chat[AsyncChatCompletions, Soon[ChatCompletion], AsyncChatStream[None]]
    responses: AsyncResponses
    with_raw_response: Raw[AsyncRawChat, AsyncRawResponses]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections. The client is of no use after this."""
        await self._http().aclose()

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
            else:
                outcome = [await call.arun() for call in step]

    async def _exchange(self, attempt: Attempt) -> httpx.Response | Exception:
        from anyio import fail_after  # noqa: PLC0415

        try:
            with fail_after(attempt.deadline - time.monotonic()):
                response = await self._http().send(attempt.request, stream=True)
                try:
                    response.stream = Body(response, attempt.deadline)
                    if not (attempt.streams and is_stream(response)):
                        await response.aread()
                except BaseException:
                    await response.aclose()
                    raise
        except BaseException as error:
            await self._reclaim(attempt.request.url)
            if isinstance(error, (httpx.HTTPError, TimeoutError, *NO_ADDRESS)):
                return error
            raise
        return response

    async def _reclaim(self, url: httpx.URL) -> None:
        """Close the connections that no request owns.

        httpcore keeps those whose tasks were cancelled too early, until there is room for no other
        (encode/httpcore#1093). Its pool is no public part of httpx.
        """
        from anyio import CancelScope  # noqa: PLC0415

        pool: Any = getattr(self._http()._transport_for_url(url), "_pool", None)
        owned = [request.connection for request in getattr(pool, "_requests", ())]
        # All at once: while one is closed, another may become a request's.
        free = [each for each in getattr(pool, "connections", ()) if each not in owned]
        lost = [each for each in free if not (each.is_idle() or each.is_closed())]
        for connection in lost:
            pool._connections.remove(connection)
        with CancelScope(shield=True):
            for connection in lost:
                await connection.aclose()
