# Generated from contract.json (sha256 1143ba928e822a4dc43bdb61e1b21e0ef5a0f21d9055e2558a4363059e4ac5ad) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 19a31ea067c8089c234fc56fdde3ef03b5ce46b2b42fcc9aacc67bed1086793f
# Files: sha256 d4b2c234a4c92931419e5054c2ce34a3e8f7f33ccbcd45fb08f18e4c3a2324b1
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "1143ba928e822a4dc43bdb61e1b21e0ef5a0f21d9055e2558a4363059e4ac5ad"

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
