# Generated from contract.json (sha256 6d6bed0fc085ffe45723dea07ab18304abfc978580d087df6a2367f7dd59fd3e) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 d44688510e47e47740113847df07f1e37f8d8b2aa01a70c8f0c616bc94a23ca2
# Files: sha256 eed80a73ebe738be56b60d7d9046b50335b05c4e4a307532523571f399b156a3
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
