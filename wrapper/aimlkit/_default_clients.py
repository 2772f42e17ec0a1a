"""The default HTTP clients on httpx, with the connection limits that this package recommends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import httpx

from aimlkit._exceptions import MissingPackageError
from aimlkit._open_streams import close_when_collected
from aimlkit._tls import tls_options

if TYPE_CHECKING:
    import httpx2

#: The maximum number of connections. All of them may stay open for further requests, for five seconds.
MAX_CONNECTIONS = 1000

DEFAULT_LIMITS = httpx.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS)


class UnchangedCookies(httpx.Cookies):
    """The cookies of a default client, which takes none from responses: a server could set any number of them.

    httpx would copy the headers of every response to look for cookies, which takes a tenth of the time of a request.
    """

    def extract_cookies(self, response: httpx.Response) -> None:
        """Ignore the cookies of a response."""


class DefaultHttpxClient(httpx.Client):
    """The httpx client that is used if no `http_client` is passed; takes the options of `httpx.Client`."""

    if not TYPE_CHECKING:  # Type checkers see the parameters of `httpx.Client`.

        def __init__(self, **options: object) -> None:
            super().__init__(**{"limits": DEFAULT_LIMITS} | options | tls_options(options))
            if "cookies" not in options:
                self._cookies = UnchangedCookies()
            prepare_sync_client(self)


class DefaultAsyncHttpxClient(httpx.AsyncClient):
    """`DefaultHttpxClient`, async; takes the options of `httpx.AsyncClient`."""

    if not TYPE_CHECKING:  # Type checkers see the parameters of `httpx.AsyncClient`.

        def __init__(self, **options: object) -> None:
            super().__init__(**{"limits": DEFAULT_LIMITS} | options | tls_options(options))
            if "cookies" not in options:
                self._cookies = UnchangedCookies()
            prepare_async_client(self)


class MissingClient:
    """The base class of a default client whose package is not installed. Raises MissingPackageError when instantiated."""

    package: str
    extra: str

    def __init__(self, **_: object) -> NoReturn:
        name = type(self).__name__
        raise MissingPackageError(f"{name} needs {self.package}: pip install 'aimlkit[{self.extra}]'")


def prepare_sync_client(client: httpx.Client | httpx2.Client) -> None:
    """Split the connection pools of a new client, and close it when it is garbage-collected."""
    from aimlkit._httpcore import sync_transports_of  # noqa: PLC0415 - httpcore is slow to import
    from aimlkit._split_pools import split_pools  # noqa: PLC0415

    transports = sync_transports_of(client)
    split_pools(transports)
    close_when_collected(client, transports)


def prepare_async_client(client: httpx.AsyncClient | httpx2.AsyncClient) -> None:
    """Split the connection pools of a new client."""
    from aimlkit._httpcore import async_transports_of  # noqa: PLC0415
    from aimlkit._split_pools import split_pools  # noqa: PLC0415

    split_pools(async_transports_of(client))
