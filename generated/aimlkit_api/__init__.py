# Generated from contract.json (sha256 6d6bed0fc085ffe45723dea07ab18304abfc978580d087df6a2367f7dd59fd3e) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 d2c29a9566de07e1663b007076b14c15fbf4a77ecf164a8e6ab04ffe50d5e333
# Files: sha256 07eaf5a05c6162e98aa429a4a79be7354b097b497d75b62e58f95ce8b62458c7
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
