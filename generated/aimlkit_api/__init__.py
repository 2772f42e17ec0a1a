# Generated from contract.json (sha256 1143ba928e822a4dc43bdb61e1b21e0ef5a0f21d9055e2558a4363059e4ac5ad) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 6027d2e3d871b8a30ab7340a32112efca0f2dd1d137c8b80ae1013b91e561cb2
# Files: sha256 a32584e7ff835103401f0e165d7e212500a74b9d2ce1553e1fa7a769128d984d
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
