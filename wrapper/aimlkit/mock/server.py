"""Servers for the app: uvicorn for a separate process, and MockServer in a thread for tests."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette

from aimlkit.mock.app import BODY_TIMEOUT, MAX_BODY, MAX_CONCURRENT, create_app, mock_state
from aimlkit.mock.contract import MockContract
from aimlkit.mock.http_protocol import HTTPProtocol
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.recorded_requests import RecordedRequest


class UvicornServer(uvicorn.Server):
    """A uvicorn server that calls `on_ready` when it serves, and ends stalled responses when it stops."""

    def __init__(self, app: Starlette, on_ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=HTTPProtocol,
                access_log=False,
                lifespan="off",
                log_config=None,
                log_level="critical",  # a truncated response is not an error; the app logs its own errors
                proxy_headers=False,  # a client could pretend to be on this machine
                server_header=False,
                ws="none",
            )
        )
        self._state = mock_state(app)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._state.stop()
        await super().shutdown(sockets)


def open_listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address; port 0 is any free port. Raises OSError if that fails."""
    family, socket_type, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket_type, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def listener_url(listener: socket.socket) -> str:
    """Return the URL at which the socket listens."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class MockServer:
    """The mock on a free port of this machine, in a thread, for the duration of a `with` block.

    Attributes: `url` is its address, `base_url` the base URL for clients, `key` the API key that it accepts. The
    parameters are those of create_app.
    """

    def __init__(
        self,
        *,
        key: str = "mock-key",
        seed: int = 0,
        clock: Callable[[], float] = time.time,
        max_body: int = MAX_BODY,
        body_timeout: float = BODY_TIMEOUT,
        max_concurrent: int = MAX_CONCURRENT,
        contract: MockContract | None = None,
    ) -> None:
        self.key = key
        app = create_app(
            key=key,
            seed=seed,
            clock=clock,
            max_body=max_body,
            body_timeout=body_timeout,
            max_concurrent=max_concurrent,
            contract=contract,
        )
        self._state = mock_state(app)
        self._listener = open_listener("127.0.0.1", 0)
        self.url = listener_url(self._listener)
        self.base_url = self.url + self._state.contract.base_path
        self._ready = threading.Event()
        self._server = UvicornServer(app, self._ready.set)
        self._thread = threading.Thread(target=self._run, name="aimlkit-mock", daemon=True)

    def enqueue(self, *responses: MockResponse) -> None:
        """Set the next responses, in this order. A request that violates the contract consumes none."""
        self._state.pending_responses.extend(responses)

    @property
    def pending_responses(self) -> list[MockResponse]:
        """The enqueued responses that no request has consumed."""
        return list(self._state.pending_responses)

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests received, oldest first, without credentials."""
        return list(self._state.requests)

    def reset(self) -> None:
        """Return to the initial state: nothing enqueued, recorded or stored, and ids start again."""
        self._state.reset()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._server.serve(sockets=[self._listener]))
        finally:
            self._ready.set()  # if the server does not start, __enter__ must not wait forever
