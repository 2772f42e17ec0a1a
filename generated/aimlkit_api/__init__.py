# Generated from contract.json (sha256 51bc000dba1ea60337585cb064aeeb01664c27c41f17cfee1e1e2e84d6bae906) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 9abd0f4e21fe385f06346977ac742a7f6b0f821cc1d2a36a450d16dc7637fe45
# Files: sha256 c514ad6ee18b38f39eeca2101a5dc1cda99bda0ff6284e5986f571d34725c154
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "51bc000dba1ea60337585cb064aeeb01664c27c41f17cfee1e1e2e84d6bae906"

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
