# Generated from contract.json (sha256 6d6bed0fc085ffe45723dea07ab18304abfc978580d087df6a2367f7dd59fd3e) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 b9a15e70c9deba468512cf28db808fb22bedf220f0eb43e0fb04d368eca636ed
# Files: sha256 a059ce38476a1480d3f27ff6db015042f8d887d7c0a1726445c2b5e8a1b31ee5
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "6d6bed0fc085ffe45723dea07ab18304abfc978580d087df6a2367f7dd59fd3e"

#: The address of the API.
BASE_URL = "https://api.aimlapi.com"

__all__ = ["BASE_URL", "CONTRACT_DIGEST", "AuthenticatedClient", "Client"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # The clients load httpx, which takes longer than everything else, and not every program needs it.
        if name not in ("AuthenticatedClient", "Client"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client

        return getattr(client, name)
