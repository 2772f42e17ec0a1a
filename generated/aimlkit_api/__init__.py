# Generated from contract.json (sha256 987a0f26fa01c2dca64a8163532251ce0b8f7dc5c2fecaf5e3b07d3915f0e83e) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 ee9f6e40e618196b934fede3d66d1964b37173b97a68c20969c69593462d88a3
# Files: sha256 e04a57b93ae693b6976f0d60c46527a6e04d7c18795c1b4a48cc0a703b6b4f40
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
