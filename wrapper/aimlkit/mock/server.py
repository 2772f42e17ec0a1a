"""The app on a socket: for a process of its own, and in a thread for tests."""

import asyncio
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette

from aimlkit.mock.app import MAX_BODY, MAX_CONCURRENT, create_app
from aimlkit.mock.contract import contract
from aimlkit.mock.script import Step
from aimlkit.mock.state import Received, State


class Server(uvicorn.Server):
    """uvicorn that tells when it is ready, and lets go of what waits when it stops."""

    def __init__(self, app: Starlette, ready: Callable[[], None]) -> None:
        # No access log and no word of a connection that a script cut; the app logs its own errors.
        # proxy_headers would let a client say that it is on this machine.
        super().__init__(
            uvicorn.Config(
                app,
                access_log=False,
                lifespan="off",
                log_config=None,
                log_level="critical",
                proxy_headers=False,
                server_header=False,
                ws="none",
            )
        )
        self.state: State = app.state.mock
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.state.stop()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket at the address; port 0 is any free one."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def address(listener: socket.socket) -> str:
    """The URL at which the socket listens."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class MockServer:
    """The mock on a free port of this machine, in a thread, while a `with` lasts.

    `url` is its address, `base_url` what a client takes, `key` the key that it asks for, `script` what the
    next answers are to be (append `Step`s), `requests` what it received.
    """

    def __init__(
        self,
        *,
        key: str = "mock-key",
        seed: int = 0,
        clock: Callable[[], float] = time.time,
        max_body: int = MAX_BODY,
        max_concurrent: int = MAX_CONCURRENT,
    ) -> None:
        self.key = key
        app = create_app(key=key, seed=seed, clock=clock, max_body=max_body, max_concurrent=max_concurrent)
        self._state: State = app.state.mock
        self._listener = listen("127.0.0.1", 0)
        self.url = address(self._listener)
        self.base_url = self.url + contract().prefix
        self._ready = threading.Event()
        self._server = Server(app, self._ready.set)
        self._thread = threading.Thread(target=self._run, name="aimlkit-mock", daemon=True)

    @property
    def script(self) -> deque[Step]:
        """What the next answers are to be, the first one first. A request that is refused takes none."""
        return self._state.script

    @property
    def requests(self) -> list[Received]:
        """What it received, the oldest first, without the keys."""
        return list(self._state.received)

    def reset(self) -> None:
        """Forget the script, the requests and the stored responses; ids count from the first again."""
        self._state.reset()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._server.serve(sockets=[self._listener]))
        finally:
            self._ready.set()  # also where it does not start: nobody is to wait for ever
