"""TLS settings that default clients share: loading the trusted certificates takes longer than a request."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

#: The environment variables that decide which certificates are trusted, and where keys are logged.
VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")


def tls_options(
    options: Mapping[str, object], create: Callable[..., ssl.SSLContext] = httpx.create_ssl_context
) -> dict[str, object]:
    """Return the option `verify` for a new client with `options`; empty if they choose certificates themselves.

    Clients share a context if they have the same environment and the same protocols, which httpcore sets in the
    context when it connects. `create` is the function of httpx or httpx2 that makes a context.
    """
    if "cert" in options or options.get("verify", True) is not True:
        return {}
    trust_env = bool(options.get("trust_env", True))
    environment = tuple(os.environ.get(name) for name in VARIABLES)
    return {"verify": _shared_context(create, trust_env, bool(options.get("http2")), environment)}


@lru_cache(maxsize=16)
def _shared_context(
    create: Callable[..., ssl.SSLContext],
    trust_env: bool,
    http2: bool,
    environment: tuple[str | None, ...],
) -> ssl.SSLContext:
    """Return a context for these settings; `http2` and `environment` only distinguish contexts."""
    return create(trust_env=trust_env)
