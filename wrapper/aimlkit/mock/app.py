"""The mock as an ASGI app."""

import logging
import time
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aimlkit.mock import error_responses
from aimlkit.mock.contract import MockContract, ServedOperation, packaged_contract
from aimlkit.mock.control import CONTROL_PREFIX, control_routes, to_starlette
from aimlkit.mock.endpoints import OperationEndpoint, PathEndpoint
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.recorded_requests import RecordedRequest, redact_headers
from aimlkit.mock.state import MockState
from aimlkit.mock.tracing import with_tracing_headers

MAX_BODY = 8 * 1024 * 1024
BODY_TIMEOUT = 30.0
MAX_CONCURRENT = 128

_log = logging.getLogger("aimlkit.mock")


def create_app(
    *,
    key: str | None = None,
    seed: int = 0,
    clock: Callable[[], float] = time.time,
    max_body: int = MAX_BODY,
    body_timeout: float = BODY_TIMEOUT,
    max_concurrent: int = MAX_CONCURRENT,
    contract: MockContract | None = None,
) -> Starlette:
    """Return the mock as an ASGI app.

    - `key`: the API key that requests must have; by default, any key is accepted, but one is required
    - `seed`, `clock`: inputs of the generated responses; the clock returns seconds since 1970
    - `max_body`: bytes; larger request bodies get status 413
    - `body_timeout`: seconds; a body that takes longer to arrive gets status 408
    - `max_concurrent`: the number of concurrent requests; further ones get status 429
    - `contract`: the contract to serve; by default, that of this package
    """
    contract = contract or packaged_contract()
    state = MockState(contract, seed, clock)
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
    app = Starlette(
        routes=[*operation_routes, *control_routes(state, limits)],
        exception_handlers={HTTPException: _routing_error_handler(state), Exception: _bug_handler(state)},
    )
    app.router.redirect_slashes = False  # the service does not redirect, and the contract has no status 307
    app.state.mock = state
    return app


def mock_state(app: Starlette) -> MockState:
    """Return the state of an app created by create_app."""
    state: MockState = app.state.mock
    return state


def _routing_error_handler(state: MockState) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Return the handler of Starlette's errors 404 and 405."""

    async def handler(request: Request, error: Exception) -> Response:
        path = request.url.path
        if not path.startswith(CONTROL_PREFIX):
            state.requests.add(RecordedRequest(request.method, path, redact_headers(request.headers.raw)))
        message = f"{request.method} {path} is not in the contract"
        http_error = HTTPError(500, message)
        if isinstance(error, HTTPException):
            http_error = HTTPError(error.status_code, message, error.headers)
        response = error_responses.error_response(http_error, path, state)
        return to_starlette(with_tracing_headers(response, request.headers.raw, state))

    return handler


def _bug_handler(state: MockState) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Return the handler of unexpected exceptions, which are bugs in the mock and lead to status 500."""

    async def handler(request: Request, error: Exception) -> Response:
        _log.error("unexpected error in the mock, at %s", request.url.path, exc_info=error)
        http_error = HTTPError(500, "unexpected error in the mock")
        response = error_responses.error_response(http_error, request.url.path, state)
        return to_starlette(with_tracing_headers(response, request.headers.raw, state))

    return handler
