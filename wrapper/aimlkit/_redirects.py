"""Redirects: followed within the server that a request is for, and to no other.

Another server must get neither the API key nor anything else of a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimlkit._http_families import HttpFamily

MAX_REDIRECTS = 20

_DEFAULT_PORTS = {"http": 80, "https": 443}


def redirected_request(
    response: httpx.Response, redirects: Sequence[httpx.Response], family: HttpFamily
) -> httpx.Request | None:
    """Return the request to send instead if `response` is a redirect within its server; otherwise None.

    `redirects` are the earlier ones. Raises TooManyRedirects of `family`.
    """
    next_request = response.next_request
    if next_request is None or not is_same_server(response.request.url, next_request.url):
        return None
    if len(redirects) >= MAX_REDIRECTS:
        raise family.error(httpx.TooManyRedirects, f"more than {MAX_REDIRECTS} redirects")
    return next_request


def is_same_server(source: httpx.URL, target: httpx.URL) -> bool:
    """Return whether two URLs have the same scheme, host and port, or differ in that `target` is secure."""
    if source.host != target.host:
        return False
    is_upgrade = (source.scheme, target.scheme) == ("http", "https")
    if is_upgrade and (_port(source), _port(target)) == (80, 443):
        return True
    return source.scheme == target.scheme and _port(source) == _port(target)


def _port(url: httpx.URL) -> int | None:
    return url.port or _DEFAULT_PORTS.get(url.scheme)
