"""The engine of a bulk run: sends requests concurrently within limits, and yields their results as they arrive."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterable
from typing import TYPE_CHECKING, cast

from aimlkit._cost import is_free
from aimlkit._drivers import drive_async
from aimlkit._exceptions import (
    APIError,
    APIResponseValidationError,
    APIStatusError,
    AuthenticationError,
    ContentFilterFinishReasonError,
    LengthFinishReasonError,
    OutOfCreditsError,
    ResponseFailedError,
    SpendLimitError,
)
from aimlkit._json import encode_json
from aimlkit._models import text_of
from aimlkit._replies import parse_body
from aimlkit._requests import RequestOptions, operation_url
from aimlkit._retry_policy import INITIAL_BACKOFF, MAX_BACKOFF, is_retryable, retry_after_seconds
from aimlkit.bulk._limits import Limits
from aimlkit.bulk._results import BulkError, BulkResult
from aimlkit.structured import OutputValidationError
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable

    from aimlkit._models import AnyResponse
    from aimlkit._replies import ParsedReply
    from aimlkit._session import AsyncSession
    from aimlkit._token_counts import TokenCounts
    from aimlkit.bulk._options import BulkOptions
    from aimlkit.bulk._requests import BulkRequest
    from aimlkit.bulk._results import AnyResult

#: Statuses with which a server throttles.
_THROTTLED = frozenset({429, 503})

#: Exceptions after which every further request would fail, too.
_FATAL = (AuthenticationError, OutOfCreditsError, SpendLimitError)

#: Exceptions of output that another attempt may produce correctly.
_INVALID_OUTPUT = (OutputValidationError, LengthFinishReasonError, ContentFilterFinishReasonError)

#: The longest pause, in seconds, whatever the server requests.
_MAX_PAUSE = 3600.0

#: The approximate number of bytes of JSON per token of English text.
BYTES_PER_TOKEN = 4


class Engine:
    """A bulk run: its limits, its requests in flight and their results. Needs asyncio."""

    def __init__(
        self,
        session: AsyncSession,
        options: BulkOptions,
        run: str,
        *,
        spent: float = 0.0,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Prepare a run.

        The client request ids depend on `run`; `spent` US dollars count for its spending limit. `limits` are those that
        several runs share; by default the run has its own, as `options` have them.
        """
        self._session = session
        self._options = options
        self._run = run
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self.limits = limits or Limits(
            max_concurrency=options.max_concurrency,
            requests_per_minute=options.requests_per_minute,
            tokens_per_minute=options.tokens_per_minute,
            clock=clock,
            spent=spent,
        )
        self.in_flight = 0
        self.retries = 0
        """The number of attempts that failed and were followed by another one."""
        self._results: asyncio.Queue[AnyResult | BaseException | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[AnyResult | None]] = set()
        self._waiting: set[asyncio.Task[object]] = set()
        self._slot_freed = asyncio.Event()
        self._is_exhausted = False
        self._is_stopped = False
        self._fatal_error: Exception | None = None
        self._mean_tokens = 0.0

    def stop(self) -> None:
        """Send no further request; those in flight are awaited."""
        self._is_stopped = True
        self._slot_freed.set()
        current = asyncio.current_task()
        for task in self._waiting - {current}:
            task.cancel()

    async def results(
        self, requests: Iterable[BulkRequest] | AsyncIterable[BulkRequest]
    ) -> AsyncGenerator[AnyResult]:
        """Send all requests; yield their results in the order in which they arrive.

        Requests are read when they can be sent, and no more are in flight or wait to be yielded than the limit of
        concurrency. Raises AuthenticationError, OutOfCreditsError or SpendLimitError at the end if one of them stopped
        the run, and the exceptions of `requests`. If the generator is closed, the requests in flight are cancelled.
        """
        feeder = asyncio.create_task(self._feed(requests))
        try:
            while (result := await self._results.get()) is not None:
                self.in_flight -= 1
                self._slot_freed.set()
                if isinstance(result, BaseException):
                    raise result
                yield result
            await feeder
            if self._fatal_error is not None:
                raise self._fatal_error
        finally:
            for task in (feeder, *self._tasks):
                task.cancel()
            await asyncio.gather(feeder, *self._tasks, return_exceptions=True)

    async def _feed(self, requests: Iterable[BulkRequest] | AsyncIterable[BulkRequest]) -> None:
        """Start a task for each request, as soon as the limit of concurrency allows it."""
        source = aiter(requests) if isinstance(requests, AsyncIterable) else _to_async(requests)
        try:
            while await self._may_send():
                request = await anext(source, None)
                if request is None:
                    break
                self.in_flight += 1
                task = asyncio.create_task(self._result_of(request))
                self._tasks.add(task)
                task.add_done_callback(self._on_done)
        finally:
            self._is_exhausted = True
            if not self._tasks:
                self._results.put_nowait(None)

    async def _may_send(self) -> bool:
        """Wait until another request may be in flight; return False if no further one is to be sent."""
        while not self._is_stopped and self.in_flight >= self.limits.concurrency.limit:
            self._slot_freed.clear()
            await self._slot_freed.wait()
        return self._may_continue()

    def _may_continue(self) -> bool:
        """Return whether another request may be sent; stop the run if its spending limit is reached."""
        limit = self._options.max_spend_usd
        if limit is not None and self.limits.spent >= limit and not self._is_stopped:
            self._fail(SpendLimitError(self.limits.spent, limit))
        return not self._is_stopped

    async def _wait(self, seconds: float) -> None:
        """Wait before a request; `stop()` cancels the task that waits, and so leaves its request for another run."""
        task = cast("asyncio.Task[object]", asyncio.current_task())
        self._waiting.add(task)
        try:
            if self._is_stopped:
                raise asyncio.CancelledError
            await self._sleep(seconds)
        finally:
            self._waiting.discard(task)

    def _fail(self, error: Exception) -> None:
        """Stop the run because of an error that concerns all requests."""
        self._fatal_error = self._fatal_error or error
        self.stop()

    def _on_done(self, task: asyncio.Task[AnyResult | None]) -> None:
        self._tasks.discard(task)
        result = None if task.cancelled() else task.exception() or task.result()
        if result is None:  # The request is left for another run.
            self.in_flight -= 1
            self._slot_freed.set()
        else:
            self._results.put_nowait(result)
        if self._is_exhausted and not self._tasks:
            self._results.put_nowait(None)

    # --- one request ---

    async def _result_of(self, request: BulkRequest) -> AnyResult | None:
        """Send a request until it succeeds or fails for good; return None if it is left for another run."""
        call = _Call(request, request.client_request_id(self._run))
        try:
            content = self._content(request)
        except (TypeError, ValueError) as error:  # UnsupportedByModelError is a TypeError.
            return call.failed(error)
        failures, invalid = 0, 0
        while True:
            await self._wait_for_turn(call, content)
            if not self._may_continue():
                return None
            sent_at = self._clock()
            try:
                reply = await self._send(call, content)
            except _FATAL as error:
                self._fail(error)
                return None
            except APIError as error:
                self._count_cost(call, error.cost_usd, is_charged=error.is_charged)
                delay = self._delay_after(error, sent_at, failures)
                if delay is None:
                    return call.failed(error)
                failures += 1
                self.retries += 1
                await self._wait(delay)
                continue
            self.limits.concurrency.on_response()
            response = self._read(call, reply)
            try:
                parsed = self._parse(request, response)
            except _INVALID_OUTPUT as error:
                if invalid < self._options.retry_invalid and self._may_continue():
                    invalid += 1
                    continue
                return call.with_response(reply, response, error)
            return call.with_response(reply, response, parsed=parsed)

    def _content(self, request: BulkRequest) -> bytes:
        """Return the body of a request as JSON, with the output format."""
        output_format = self._options.output_format
        if output_format is None:
            return encode_json(request.body)
        as_json = {
            "type": "json_schema",
            "name": output_format.name,
            "schema": output_format.schema,
            "strict": output_format.strict,
            "description": output_format.description,
        }
        params, _ = request.endpoint.with_output_format(request.body, as_json)
        return encode_json(params)

    async def _wait_for_turn(self, call: _Call, content: bytes) -> None:
        """Wait until the rates allow another request, and no pause that the server requested is left."""
        while True:
            if pause := self.limits.pause_left():
                await self._wait(pause)
                continue
            call.reserved_tokens = self._mean_tokens or len(content) / BYTES_PER_TOKEN
            if wait := await self.limits.next_turn(call.reserved_tokens):
                await self._wait(wait)
                await self.limits.refresh()
            if not self.limits.pause_left():
                return

    async def _send(self, call: _Call, content: bytes) -> ParsedReply:
        spec = call.request.endpoint.spec
        flow = self._session.path_flow(
            spec.method,
            operation_url(self._session.base_url, spec.path),
            content,
            RequestOptions(client_request_id=call.client_request_id),
            0,
            call.request.endpoint,
            stream=False,
            is_charged=True,
        )
        return await drive_async(flow, self._session.transport)

    def _delay_after(self, error: APIError, sent_at: float, failures: int) -> float | None:
        """Adapt the limits to a failed attempt; return the seconds until the next one, or None to give up."""
        if isinstance(error, APIStatusError) and error.status_code in _THROTTLED:
            self.limits.concurrency.on_throttled(sent_at, self._clock())
            pause = min(_MAX_PAUSE, retry_after_seconds(error.response.headers, time.time()))
            self.limits.pause(pause)
        if failures >= self._options.max_retries or not is_retryable(error):
            return None
        return self._jitter() * min(MAX_BACKOFF, INITIAL_BACKOFF * 2.0 ** min(failures, 30))

    def _read(self, call: _Call, reply: ParsedReply) -> AnyResponse:
        """Return the typed response of a reply; count its cost and its tokens."""
        response: AnyResponse = self._session.read_response(call.request.endpoint, reply)
        cost_usd = response.cost_usd
        self._count_cost(call, cost_usd, is_charged=cost_usd is None and not is_free(response))
        usage = response.usage
        call.tokens = (
            call.request.endpoint.token_counts(usage.to_dict()) if isinstance(usage, Model) else None
        )
        if call.tokens is not None:
            used = call.tokens.input + call.tokens.output
            self.limits.correct_tokens(used - call.reserved_tokens)
            self._mean_tokens += (used - self._mean_tokens) / (10 if self._mean_tokens else 1)
        return response

    def _count_cost(self, call: _Call, cost_usd: float | None, *, is_charged: bool) -> None:
        if cost_usd is not None:
            self.limits.add_cost(cost_usd)
            call.cost_usd += cost_usd
        elif is_charged:
            call.has_unknown_cost = True

    def _parse(self, request: BulkRequest, response: AnyResponse) -> object:
        """Return the structured output; None without an output format. Raises the exceptions of invalid output."""
        output_format = self._options.output_format
        if output_format is None or response.failure is not None:
            return None
        request.endpoint.require_complete(response)
        return output_format.parse(text_of(response) or "", response=response)


class _Call:
    """A request of the run, with what its attempts have cost so far."""

    def __init__(self, request: BulkRequest, client_request_id: str) -> None:
        self.request = request
        self.client_request_id = client_request_id
        self.cost_usd = 0.0
        self.has_unknown_cost = False
        self.tokens: TokenCounts | None = None
        self.reserved_tokens = 0.0

    def failed(self, error: Exception) -> AnyResult:
        """Return the result of a request that has no usable response."""
        problem = BulkError(type(error).__name__, str(error))
        if isinstance(error, APIStatusError | APIResponseValidationError):
            return self._result(error.status_code, error.request_id, parse_body(error.response), problem)
        return self._result(None, None, None, problem)

    def with_response(
        self,
        reply: ParsedReply,
        response: AnyResponse,
        problem: Exception | None = None,
        *,
        parsed: object = None,
    ) -> AnyResult:
        """Return the result of a request that has a response; the response may state that the model failed."""
        error = BulkError(type(problem).__name__, str(problem)) if problem else None
        if response.failure is not None:
            error = BulkError(ResponseFailedError.__name__, response.failure)
        return self._result(
            reply.response.status_code,
            response.request_id,
            reply.data,
            error,
            response=response,
            parsed=parsed,
        )

    def _result(
        self,
        status_code: int | None,
        request_id: str | None,
        body: object,
        error: BulkError | None,
        *,
        response: AnyResponse | None = None,
        parsed: object = None,
    ) -> AnyResult:
        return BulkResult(
            self.request.custom_id,
            self.client_request_id,
            status_code,
            request_id,
            body,
            error,
            None if self.has_unknown_cost else self.cost_usd,
            parsed=parsed,
            response=response,
            tokens=self.tokens,
        )


async def _to_async(requests: Iterable[BulkRequest]) -> AsyncIterator[BulkRequest]:
    for request in requests:
        yield request
