"""Checks of a request before its body is read: the API key, the body's size, concurrency."""

import hmac

from aimlkit.mock.errors import HTTPError

_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class RequestLimits:
    """The required API key, the limits of a body, and the maximum number of concurrent requests.

    As a context manager, it counts one running request. Raises HTTPError with status 429 if too many are running.
    """

    def __init__(
        self,
        *,
        key: str | None,
        max_body: int,
        body_timeout: float,
        max_concurrent: int,
        retry_after_header: str,
    ) -> None:
        self.key = key
        self.max_body = max_body
        self.body_timeout = body_timeout
        self._available = max_concurrent
        self._retry_after = {retry_after_header: "1"}

    def authorize(self, authorization: bytes | None) -> None:
        """Raise HTTPError with status 401 unless the header has the key, or any key if `key` is None."""
        if authorization is None:
            raise HTTPError(401, "no API key: send the header Authorization: Bearer KEY", _CHALLENGE)
        scheme, _, key = authorization.partition(b" ")
        key = key.strip()
        expected = key if self.key is None else self.key.encode()
        if scheme.lower() != b"bearer" or not key or not hmac.compare_digest(key, expected):
            raise HTTPError(401, "the API key is invalid", _CHALLENGE)

    def __enter__(self) -> None:
        if self._available == 0:
            raise HTTPError(429, "too many concurrent requests", self._retry_after)
        self._available -= 1

    def __exit__(self, *_: object) -> None:
        self._available += 1
