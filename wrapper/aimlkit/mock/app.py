"""The ASGI app: each operation of the contract at its path, and the script beside them."""

import asyncio
import hmac
import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aimlkit.mock import chat, errors, events, responses, script, wire
from aimlkit.mock.contract import Operation, Shape, contract
from aimlkit.mock.errors import Refused
from aimlkit.mock.script import Step
from aimlkit.mock.state import Received, State, plain
from aimlkit.mock.wire import Answer

Json = Any

MAX_BODY = 8 * 1024 * 1024
MAX_CONCURRENT = 128

_log = logging.getLogger("aimlkit.mock")


def create_app(
    *,
    key: str | None = None,
    seed: int = 0,
    clock: Callable[[], float] = time.time,
    max_body: int = MAX_BODY,
    max_concurrent: int = MAX_CONCURRENT,
) -> Starlette:
    """The mock as an ASGI app. Without a `key`, any key will do, but there has to be one.

    `seed` and `clock` are what the answers depend on beside their requests. A request of more than `max_body`
    bytes gets 413; one that comes while `max_concurrent` others are being answered gets 429.
    """
    state = State(seed, clock)
    gate = Gate(key, max_body, max_concurrent)
    endpoints = [Endpoint(operation, state, gate) for operation in contract().operations]
    app = Starlette(
        routes=[
            *(Route(e.operation.path, e, methods=[e.operation.method]) for e in endpoints),
            _local("/_script", {"POST": _append, "DELETE": _reset}, state, max_body),
            _local("/_requests", {"GET": _received}, state, max_body),
        ],
        exception_handlers={HTTPException: _unrouted(state), Exception: _broken(state)},
    )
    app.router.redirect_slashes = False  # the service does not do it, and the contract has no 307
    app.state.mock = state
    return app


# --- the operations ---


def _chat(request: Json, shape: Shape, state: State, step: Step | None) -> Answer:
    completion = chat.complete(request, shape, state, step)
    if request.get("stream"):
        return wire.stream(wire.chat_events(chat.chunks(completion, request)))
    return wire.answer(completion)


def _responses(request: Json, shape: Shape, state: State, step: Step | None) -> Answer:
    response = responses.respond(request, shape, state, step)
    if request.get("stream"):
        return wire.stream(wire.response_events(events.events(response)))
    return wire.answer(responses.begun(response, "queued") if response["background"] else response)


# What answers each operation, by its id in the contract.
_ANSWERS = {"createChatCompletion": _chat, "createResponse": _responses}


class Gate:
    """What a request has to pass before it is read: a key, not too much, not too many at a time."""

    def __init__(self, key: str | None, max_body: int, max_concurrent: int) -> None:
        self.key = key
        self.max_body = max_body
        self.free = max_concurrent

    def authorise(self, header: bytes | None) -> None:
        """Refuse a request without the key."""
        challenge = {"WWW-Authenticate": "Bearer"}
        if header is None:
            raise Refused(401, "there is no key: send Authorization: Bearer KEY", challenge)
        scheme, _, given = header.partition(b" ")
        given = given.strip()
        right = given if self.key is None else self.key.encode()
        if scheme.lower() != b"bearer" or not given or not hmac.compare_digest(given, right):
            raise Refused(401, "the key is not a right one", challenge)

    def __enter__(self) -> None:
        if self.free == 0:
            raise Refused(429, "too many requests at a time", {"Retry-After": "1"})
        self.free -= 1

    def __exit__(self, *_: object) -> None:
        self.free += 1


class Endpoint:
    """One operation as an ASGI app."""

    def __init__(self, operation: Operation, state: State, gate: Gate) -> None:
        self.operation = operation
        self.state = state
        self.gate = gate
        self.answer = _ANSWERS[operation.id]

    async def __call__(self, scope: Json, receive: wire.Receive, send: wire.Send) -> None:
        headers = dict(scope["headers"])
        received = Received(scope["method"], scope["path"], plain(scope["headers"]))
        self.state.note(received)
        step = None
        try:
            self.gate.authorise(headers.get(b"authorization"))
            with self.gate:
                request, shape = await self._request(headers, receive, received)
                step = self.state.script.popleft() if self.state.script else None
                answer = self._answer(request, shape, step)
                await _deliver(answer, step, self.state, receive, send)
        except Refused as refused:
            answer = _error(self.state, scope["path"], refused)
            await _deliver(answer, step, self.state, receive, send)
        except wire.Gone:
            pass

    async def _request(
        self, headers: dict[bytes, bytes], receive: wire.Receive, received: Received
    ) -> tuple[Json, Shape]:
        """The request, which is valid by the contract."""
        length = headers.get(b"content-length", b"").decode("latin-1")
        content = await wire.read(receive, length, self.gate.max_body)
        if content or headers.get(b"content-type"):
            self._check_kind(headers)
        received.content = content
        request = wire.load(content)
        return request, self.operation.check(request)

    def _check_kind(self, headers: Mapping[bytes, bytes]) -> None:
        kind = headers.get(b"content-type", b"").decode("latin-1")
        if kind.partition(";")[0].strip().lower() not in self.operation.content_types:
            raise Refused(415, f"the body is not of type {' or '.join(self.operation.content_types)}")

    def _answer(self, request: Json, shape: Shape, step: Step | None) -> Answer:
        headers = _encoded(step.headers.items()) if step else []
        if step and step.status is not None:
            if step.content is None:
                raise Refused(step.status, step.phrase, step.headers)
            return wire.exact(step.content, step.status, headers)
        answer = self.answer(request, shape, self.state, step)
        return Answer(answer.status, [*answer.headers, *headers], answer.pieces) if headers else answer


def _encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def _error(state: State, path: str, refused: Refused) -> Answer:
    body = errors.body(refused.status, refused.message, path, state.new_id(), state.clock())
    return wire.answer(body, refused.status, _encoded(refused.headers.items()))


# --- sending, and what a script wants to go wrong with it ---


async def _deliver(
    answer: Answer, step: Step | None, state: State, receive: wire.Receive, send: wire.Send
) -> None:
    """Send an answer. One that is cut is left incomplete, and the server closes its connection."""
    if step and step.delay:
        await state.wait(step.delay)
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    if step is None and isinstance(answer.pieces, Sequence):
        await send({"type": "http.response.body", "body": answer.pieces[0]})
        return
    if step is None:
        for piece in answer.pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    elif not await _send_badly(answer.pieces, step, state, receive, send):
        return
    await send({"type": "http.response.body", "body": b""})


async def _send_badly(
    pieces: Iterable[bytes], step: Step, state: State, receive: wire.Receive, send: wire.Send
) -> bool:
    """Send the pieces in the way that the script wants; whether the answer is to be completed."""
    broken = _halved(pieces) if step.malformed else iter(pieces)
    ends = [end for end in (step.stall_after_pieces, step.cut_after_pieces) if end is not None]
    last = min(ends, default=None)
    left = step.cut_after_bytes
    for number, piece in enumerate(islice(broken, last)):
        if number and step.pause:
            await state.wait(step.pause)
        await send({"type": "http.response.body", "body": piece[:left], "more_body": True})
        if left is not None:
            left -= len(piece[:left])
            if left == 0:
                return False
    if last is not None and last == step.stall_after_pieces:
        await _stall(state, receive)
    return last is None and left is None


def _halved(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The first piece ends in its middle; its length stays, and an event stays an event."""
    for number, piece in enumerate(pieces):
        ending = b"\n\n" if piece.endswith(b"\n\n") else b""
        yield piece if number else piece[: len(piece) // 2].ljust(len(piece) - len(ending)) + ending


async def _stall(state: State, receive: wire.Receive) -> None:
    """Do nothing, until the client leaves or the server stops."""

    async def leave() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    left, stopped = asyncio.ensure_future(leave()), asyncio.ensure_future(state.wait(None))
    _, pending = await asyncio.wait({left, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()


# --- everything else ---


def _unrouted(state: State) -> Callable[[Request, Exception], Awaitable[Response]]:
    """404 and 405, which the routing raises."""

    async def handler(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = error.headers if isinstance(error, HTTPException) else None
        if not request.url.path.startswith("/_"):
            state.note(Received(request.method, request.url.path, plain(request.headers.raw)))
        message = f"{request.method} {request.url.path} is not in the contract"
        return _response(_error(state, request.url.path, Refused(status, message, headers)))

    return handler


def _broken(state: State) -> Callable[[Request, Exception], Awaitable[Response]]:
    """500, for what is wrong in the mock itself."""

    async def handler(request: Request, error: Exception) -> Response:
        _log.error("an error of the mock itself, at %s", request.url.path, exc_info=error)
        return _response(_error(state, request.url.path, Refused(500, "an error of the mock itself")))

    return handler


def _response(answer: Answer) -> Response:
    response = Response(b"".join(answer.pieces), answer.status)
    response.raw_headers = list(answer.headers)
    return response


# --- the script, from this machine only ---


def _local(
    path: str, actions: Mapping[str, Callable[[State, bytes], Json]], state: State, max_body: int
) -> Route:
    """A route that only this machine reaches. JSON has to be declared, which no web page may do unasked."""

    async def endpoint(request: Request) -> Response:
        try:
            if not (request.client and _is_loopback(request.client.host)):
                raise Refused(403, "the script is for this machine only")
            content = await wire.read(request.receive, request.headers.get("content-length", ""), max_body)
            if content and request.headers.get("content-type", "").partition(";")[0] != "application/json":
                raise Refused(415, "the body is not of type application/json")
            return _response(wire.answer(actions[request.method](state, content)))
        except Refused as refused:
            return _response(_error(state, request.url.path, refused))
        except wire.Gone:
            return Response()

    return Route(path, endpoint, methods=list(actions))


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _append(state: State, content: bytes) -> Json:
    state.script.extend(script.read(wire.load(content)))
    return {"waiting": len(state.script)}


def _reset(state: State, _: bytes) -> Json:
    state.reset()
    return {"waiting": 0}


def _received(state: State, _: bytes) -> Json:
    return [
        {"method": r.method, "path": r.path, "headers": r.headers, "body": r.body} for r in state.received
    ]
