"""The default HTTP clients on httpx2. Without httpx2, they can be imported, but not instantiated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit._default_clients import (
    MAX_CONNECTIONS,
    MissingClient,
    prepare_async_client,
    prepare_sync_client,
)
from aimlkit._tls import tls_options

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Client, Cookies, Limits, Response, create_ssl_context
else:
    try:
        from httpx2 import AsyncClient, Client, Cookies, Limits, create_ssl_context
    except ImportError:

        class Client(MissingClient):
            """Stands in for the clients of httpx2."""

            package = extra = "httpx2"

        AsyncClient, Cookies, Limits, create_ssl_context = Client, dict, dict, dict


class _UnchangedCookies(Cookies):
    """`UnchangedCookies` of httpx2."""

    def extract_cookies(self, response: Response) -> None:
        """Ignore the cookies of a response."""


def _limits() -> Limits:
    return Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS)


class DefaultHttpx2Client(Client):
    """`DefaultHttpxClient` on httpx2; takes the options of `httpx2.Client`. Needs the extra `aimlkit[httpx2]`."""

    if not TYPE_CHECKING:  # Type checkers see the parameters of `httpx2.Client`.

        def __init__(self, **options: object) -> None:
            super().__init__(**{"limits": _limits()} | options | tls_options(options, create_ssl_context))
            if "cookies" not in options:
                self._cookies = _UnchangedCookies()
            prepare_sync_client(self)


class DefaultAsyncHttpx2Client(AsyncClient):
    """`DefaultHttpx2Client`, async; takes the options of `httpx2.AsyncClient`."""

    if not TYPE_CHECKING:  # Type checkers see the parameters of `httpx2.AsyncClient`.

        def __init__(self, **options: object) -> None:
            super().__init__(**{"limits": _limits()} | options | tls_options(options, create_ssl_context))
            if "cookies" not in options:
                self._cookies = _UnchangedCookies()
            prepare_async_client(self)
