# Generated from contract.json (sha256 987a0f26fa01c2dca64a8163532251ce0b8f7dc5c2fecaf5e3b07d3915f0e83e) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 3035eda4bc370666f6c7f4ccb71700a8575074eea21e05fd3c5b348d2a5b8cd2
# Files: sha256 e05e96e95c77830175aa9bdee176056fc7f97c3ea30ef78d1d27f7d7583691e6
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "987a0f26fa01c2dca64a8163532251ce0b8f7dc5c2fecaf5e3b07d3915f0e83e"

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
