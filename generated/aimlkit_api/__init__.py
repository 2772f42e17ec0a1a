# Generated from contract.json (sha256 76190e7da536c42a4f508960cb9c2fbb3e5bd714ef2372e16087987c2b4d1d17) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 164c5b9d8f9bd853549f465c283a53eb585476be964cbf51015f2b467b3b215f
# Files: sha256 26505b4ca88c7e69a49d39f9fbbc6159ce3b92982c813d3312cc157175ca72ca
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "76190e7da536c42a4f508960cb9c2fbb3e5bd714ef2372e16087987c2b4d1d17"

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
