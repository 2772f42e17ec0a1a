"""Passing a request on to an upstream, and its response to the client, chunk by chunk as it comes."""

import sys
from collections.abc import Awaitable, Callable

import httpx
from anyio import CancelScope, create_task_group, get_cancelled_exc_class
from starlette.types import Receive, Send

from aimlkit.mock.delivery import wait_for_disconnect
from aimlkit.mock.exchanges import Request
from aimlkit.mock.observers import Observer
from aimlkit.mock.state import MockState
from aimlkit.mock.upstream import Upstream, UpstreamError, end_to_end


async def relay(
    request: Request,
    upstream: Upstream,
    observe: Callable[[httpx.Response], Observer],
    state: MockState,
    receive: Receive,
    send: Send,
    *,
    is_recorded: bool,
) -> None:
    """Pass a request on, and its response to the client; stop if the client disconnects, or the server stops.

    `observe` returns the observer of the response. Raises UpstreamError if the upstream fails before anything was sent
    to the client.
    """
    problem: UpstreamError | None = None
    async with create_task_group() as tasks:

        async def cancel_after(wait: Callable[[], Awaitable[None]]) -> None:
            await wait()
            tasks.cancel_scope.cancel()

        tasks.start_soon(cancel_after, lambda: wait_for_disconnect(receive))
        tasks.start_soon(cancel_after, lambda: state.wait(None))
        try:
            response = await upstream.send(request, is_recorded=is_recorded)
            try:
                await _pass_on(response, observe(response), send)
            finally:
                with CancelScope(shield=True):
                    await response.aclose()
        except UpstreamError as error:  # a task group would wrap it
            problem = error
        tasks.cancel_scope.cancel()
    if problem is not None:
        raise problem


async def _pass_on(response: httpx.Response, observer: Observer, send: Send) -> None:
    """Pass a response on. If the upstream ends it early, it stays incomplete, and the server closes the connection.

    Raises UpstreamError if the upstream ends it before anything was sent to the client.
    """
    # The server adds the date itself.
    headers = [(name, value) for name, value in end_to_end(response.headers.raw) if name != b"date"]
    start = {"type": "http.response.start", "status": response.status_code, "headers": headers}
    held_chunks: list[bytes] = []
    try:
        if not observer.holds_body:
            await send(start)
        async for chunk in response.aiter_raw():
            await observer.receive(chunk)
            if observer.holds_body:
                held_chunks.append(chunk)
            elif chunk:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await observer.end("complete")
    except (httpx.HTTPError, UpstreamError) as error:
        await observer.end("cut")
        problem = f"the response ends early: {type(error).__name__}: {error}"
        if observer.holds_body:
            raise UpstreamError(problem) from error
        print(f"aimlkit-mock: warning: {problem}", file=sys.stderr, flush=True)
        return
    except get_cancelled_exc_class():
        with CancelScope(shield=True):
            await observer.end("left")
        raise
    if observer.holds_body:
        await send(start)
    await send({"type": "http.response.body", "body": b"".join(held_chunks)})
