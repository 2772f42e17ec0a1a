# Generated from contract.json (sha256 af414459cc1b4f610dd3f14041f3ea9f91eacef4fd3acdeb47b277a7423e0893) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 313fcace8a99aa661dcd8ce457dcce5ee3256637267588cc653ce1dba9897fc9
# Files: sha256 aeaf9298da2525c1bab3f40df80d9b46e3dd6d1d812b073c6a53cac3f86a0cb7
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "af414459cc1b4f610dd3f14041f3ea9f91eacef4fd3acdeb47b277a7423e0893"

#: The address of the API.
BASE_URL = "https://api.aimlapi.com"

__all__ = ["BASE_URL", "CONTRACT_DIGEST", "AuthenticatedClient", "Client"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # The clients load httpx, which takes longer than all the rest, and which not every program needs.
        if name not in ("AuthenticatedClient", "Client"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client

        return getattr(client, name)
