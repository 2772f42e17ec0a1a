"""The server to which requests are passed on, and the headers that are passed on with them."""

import ssl
from collections.abc import Iterable
from urllib.parse import urlsplit

import httpx

from aimlkit.mock.exchanges import Request
from aimlkit.mock.http_response import Headers

#: Headers that concern one connection (RFC 9110, section 7.6.1), and those that the HTTP client sets itself.
HOP_BY_HOP = {
    b"connection",
    b"keep-alive",
    b"proxy-authenticate",
    b"proxy-authorization",
    b"proxy-connection",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
}

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 600.0  # seconds between two chunks: a model may think for minutes


class UpstreamError(Exception):
    """The upstream cannot be reached, or does not respond. The message names the problem."""


def end_to_end(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return headers without those that concern one connection, which includes those that `Connection` names."""
    headers = [(name.lower(), value) for name, value in headers]
    named = {
        option.strip().lower()
        for name, value in headers
        if name == b"connection"
        for option in value.split(b",")
    }
    return [(name, value) for name, value in headers if name not in HOP_BY_HOP and name not in named]


class Upstream:
    """A server to which requests are passed on.

    `url` is its address, with or without the base path of the API, such as `/v1`. In requests with the key `mock_key`,
    the key is replaced by `replacement_key`, if there is one.
    """

    def __init__(
        self,
        url: str,
        base_path: str = "",
        *,
        mock_key: str | None = None,
        replacement_key: str | None = None,
    ) -> None:
        """Raise ValueError if the URL is not an HTTP URL, or has a user, a query or a fragment."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"the upstream {url!r} is not a URL such as https://api.example.com")
        if parts.username or parts.query or parts.fragment:
            raise ValueError("the URL of the upstream has a user, a query or a fragment")
        path = parts.path.rstrip("/")
        self.url = f"{parts.scheme}://{parts.netloc}{path.removesuffix(base_path) if base_path else path}"
        self.replacement_key = replacement_key
        self._mock_key = mock_key
        self._client: httpx.AsyncClient | None = None

    async def send(self, request: Request, *, is_recorded: bool) -> httpx.Response:
        """Send a request, and return the response, whose body has not been read. Raises UpstreamError.

        With `is_recorded`, the request accepts an uncompressed response only.
        """
        headers = [
            (name, self._with_key(value) if name == b"authorization" else value)
            for name, value in end_to_end(request.headers)
            if name not in (b"host", b"content-length", b"expect")
        ]
        if is_recorded:
            headers = [(name, value) for name, value in headers if name != b"accept-encoding"]
            headers.append((b"accept-encoding", b"identity"))
        base = httpx.URL(self.url)
        raw_path = base.raw_path.rstrip(b"/") + request.target.encode("latin-1")
        outgoing = httpx.Request(
            request.method,
            base.copy_with(raw_path=raw_path),
            headers=headers,
            content=request.content or None,
        )
        try:
            return await self._http().send(outgoing, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            raise UpstreamError(_description(error)) from error

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _http(self) -> httpx.AsyncClient:
        # Created on first use: it belongs to the event loop of the server.
        if self._client is None:
            self._client = httpx.AsyncClient(
                timeout=httpx.Timeout(READ_TIMEOUT, connect=CONNECT_TIMEOUT),
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=20),
            )
        return self._client

    def _with_key(self, authorization: bytes) -> bytes:
        if self.replacement_key is None or authorization != f"Bearer {self._mock_key}".encode():
            return authorization
        return f"Bearer {self.replacement_key}".encode()


def _description(error: Exception) -> str:
    """Return the class and message of an error of the HTTP client, in one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
