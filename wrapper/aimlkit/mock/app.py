"""The mock as an ASGI app."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from aimlkit.mock import error_responses
from aimlkit.mock.contract import MockContract, ServedOperation, packaged_contract
from aimlkit.mock.control import CONTROL_PREFIX, control_routes, to_starlette
from aimlkit.mock.endpoints import OperationEndpoint, PathEndpoint
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.faults import Faults
from aimlkit.mock.gateway import RecordingGateway
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.options import BODY_TIMEOUT, DEFAULT_CLOCK, MAX_BODY, MAX_CONCURRENT
from aimlkit.mock.recordings import Recordings
from aimlkit.mock.request_log import request_logger
from aimlkit.mock.request_recording import recorded_request
from aimlkit.mock.rules_file import RulesFile
from aimlkit.mock.state import MockState
from aimlkit.mock.timing import Timing
from aimlkit.mock.tracing import with_tracing_headers
from aimlkit.mock.upstream import Upstream
from aimlkit.mock.window import WINDOW_PATH, window_routes

_log = logging.getLogger("aimlkit.mock")


def create_app(
    *,
    key: str | None = None,
    seed: int = 0,
    clock: Callable[[], float] = DEFAULT_CLOCK,
    max_body: int = MAX_BODY,
    body_timeout: float = BODY_TIMEOUT,
    max_concurrent: int = MAX_CONCURRENT,
    contract: MockContract | None = None,
    strict: bool = False,
    rules: str | Path | None = None,
    faults: Faults | None = None,
    timing: Timing | None = None,
    control_token: str | None = None,
    cors: Sequence[str] = (),
    log: Callable[[str], object] | None = None,
    recordings: Recordings | None = None,
) -> Starlette:
    """Return the mock as an ASGI app.

    - `key`: the API key that requests must have; by default, any key is accepted, but one is required
    - `seed`, `clock`: inputs of the generated responses; the clock returns seconds since 1970
    - `max_body`: bytes; larger request bodies get status 413
    - `body_timeout`: seconds; a body that takes longer to arrive gets status 408
    - `max_concurrent`: the number of concurrent requests; further ones get status 429
    - `contract`: the contract to serve; by default, that of this package
    - `strict`: whether a rule has to match each request to a model
    - `rules`: a file of rules, in YAML or JSON; it is read again when it changes
    - `faults`: random faults
    - `timing`: the timing of streams; by default, their events come at once
    - `control_token`: the token with which other machines can use the control endpoints
    - `cors`: the origins of web pages that may send requests; `*` stands for all
    - `log`: is called with a line for each request
    - `recordings`: recordings that respond to all requests, in place of rules and generated responses

    Raises FileProblem if the file of rules is invalid, or if the folder of recordings cannot be used; ValueError if the
    URL of their upstream is invalid.
    """
    contract = contract or packaged_contract()
    state = MockState(contract, seed, clock, strict=strict, faults=faults, timing=timing)
    if rules is not None:
        rules_file = RulesFile(Path(rules), state)
        rules_file.load()
        state.refresh_rules = rules_file.refresh
    if log is not None:
        state.on_finished.append(request_logger(log, key))
    limits = RequestLimits(
        key=key,
        max_body=max_body,
        body_timeout=body_timeout,
        max_concurrent=max_concurrent,
        retry_after_header=contract.retry_after_header,
    )
    operations_by_path: dict[str, list[ServedOperation]] = {}
    for operation in contract.operations:
        operations_by_path.setdefault(operation.path, []).append(operation)
    operation_routes = [
        Route(
            path,
            PathEndpoint([OperationEndpoint(operation, state, limits) for operation in operations]),
            methods=[operation.method for operation in operations],
        )
        for path, operations in operations_by_path.items()
    ]
    middleware = [Middleware(_with_gateway, state=state)]
    if recordings is not None:
        upstream = _upstream(recordings, contract, key)
        if upstream is not None:
            state.on_shutdown.append(upstream.close)
        state.gateway = RecordingGateway(state, limits, recordings, upstream)
    app = Starlette(
        routes=[
            *operation_routes,
            *control_routes(state, limits, control_token),
            *window_routes(state, control_token),
        ],
        exception_handlers={HTTPException: _routing_error_handler(state), Exception: _bug_handler(state)},
        middleware=[*(_cors_middleware(cors, contract) if cors else ()), *middleware],
    )
    app.router.redirect_slashes = False  # the service does not redirect, and the contract has no status 307
    app.state.mock = state
    app.state.limits = limits
    return app


def _upstream(recordings: Recordings, contract: MockContract, key: str | None) -> Upstream | None:
    """Return the server from which recordings are made; None if none are made. Raises ValueError if its URL is invalid."""
    if recordings.mode == "none" or recordings.upstream is None:
        return None
    return Upstream(
        recordings.upstream,
        contract.base_path,
        mock_key=key,
        replacement_key=recordings.upstream_key,
    )


def _with_gateway(app: ASGIApp, state: MockState) -> ASGIApp:
    """Return an app that sends requests to the gateway, if there is one; those to the mock itself stay."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        gateway = state.gateway
        if gateway is None or scope["type"] != "http" or _is_for_mock(scope):
            await app(scope, receive, send)
        else:
            await gateway(scope, receive, send)

    return respond


def _is_for_mock(scope: Scope) -> bool:
    """Return whether a request is for the control endpoints or the window."""
    is_for_window = scope["path"] == WINDOW_PATH and scope["method"] in ("GET", "HEAD")
    return is_for_window or scope["path"].startswith(CONTROL_PREFIX)


def _cors_middleware(origins: Sequence[str], contract: MockContract) -> list[Middleware]:
    """Return the middleware that lets web pages of these origins send requests, and read the documented headers."""
    headers = {contract.inference_id_header, contract.client_request_id_header, contract.retry_after_header}
    exposed = sorted(filter(None, {*headers, *contract.cost_headers.values()}))
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=exposed,
        )
    ]


def mock_state(app: Starlette) -> MockState:
    """Return the state of an app created by create_app."""
    state: MockState = app.state.mock
    return state


def mock_limits(app: Starlette) -> RequestLimits:
    """Return the limits of an app created by create_app."""
    limits: RequestLimits = app.state.limits
    return limits


def _routing_error_handler(state: MockState) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Return the handler of Starlette's errors 404 and 405."""

    async def handler(request: Request, error: Exception) -> Response:
        path = request.url.path
        message = f"{request.method} {path} is not in the contract"
        http_error = HTTPError(500, message)
        if (
            path == WINDOW_PATH
        ):  # the contract does not have it, and other requests than for the page are for the API
            http_error = HTTPError(404, message)
        elif isinstance(error, HTTPException):
            http_error = HTTPError(error.status_code, message, error.headers)
        response = error_responses.error_response(http_error, path, state)
        response = with_tracing_headers(response, request.headers.raw, state)
        converted = to_starlette(response)
        return converted if path.startswith(CONTROL_PREFIX) else _Recorded(converted, state)

    return handler


class _Recorded(Response):
    """A response that is recorded with its request when it is sent."""

    def __init__(self, response: Response, state: MockState) -> None:
        super().__init__()
        self._response = response
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with recorded_request(scope, send, self._state, operation_id="") as (_, recording_send):
            await self._response(scope, receive, recording_send)


def _bug_handler(state: MockState) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Return the handler of unexpected exceptions, which are bugs in the mock and lead to status 500."""

    async def handler(request: Request, error: Exception) -> Response:
        _log.error("unexpected error in the mock, at %s", request.url.path, exc_info=error)
        http_error = HTTPError(500, "unexpected error in the mock")
        response = error_responses.error_response(http_error, request.url.path, state)
        return to_starlette(with_tracing_headers(response, request.headers.raw, state))

    return handler
