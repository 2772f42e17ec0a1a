# Generated from contract.json (sha256 af414459cc1b4f610dd3f14041f3ea9f91eacef4fd3acdeb47b277a7423e0893) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 d4bb86c3aaa4e0649f3719deb15afab9817a3a533c7e23ad0c6398f8b8f8275a
# Files: sha256 3e1e7961d714d46801c757053159346bd507ea7b562bad44d87c3c548b0d653c
"""The API's client, as openapi-python-client generates it: models, typed parameters, endpoints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that all this was generated from.
CONTRACT_DIGEST = "af414459cc1b4f610dd3f14041f3ea9f91eacef4fd3acdeb47b277a7423e0893"

#: Where the API is served.
BASE_URL = "https://api.aimlapi.com"

__all__ = ["BASE_URL", "CONTRACT_DIGEST", "AuthenticatedClient", "Client"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # Only who makes requests needs httpx, which takes longer to load than all the rest.
        if name not in ("AuthenticatedClient", "Client"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client

        return getattr(client, name)
