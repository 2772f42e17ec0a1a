"""The default HTTP client on aiohttp. Without httpx-aiohttp, it can be imported, but not instantiated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit._default_clients import DEFAULT_LIMITS, MissingClient, UnchangedCookies
from aimlkit._tls import tls_options

if TYPE_CHECKING:
    from httpx_aiohttp import HttpxAiohttpClient
else:
    try:
        from httpx_aiohttp import HttpxAiohttpClient
    except ImportError:

        class HttpxAiohttpClient(MissingClient):
            """Stands in for the client of httpx-aiohttp."""

            package, extra = "httpx-aiohttp", "aiohttp"


class DefaultAioHttpClient(HttpxAiohttpClient):
    """`DefaultAsyncHttpxClient` with the connections of aiohttp, for asyncio. Needs the extra `aimlkit[aiohttp]`.

    Takes the options of `httpx.AsyncClient`.
    """

    if not TYPE_CHECKING:  # Type checkers see the parameters of `httpx.AsyncClient`.

        def __init__(self, **options: object) -> None:
            super().__init__(**{"limits": DEFAULT_LIMITS} | options | tls_options(options))
            if "cookies" not in options:
                self._cookies = UnchangedCookies()
