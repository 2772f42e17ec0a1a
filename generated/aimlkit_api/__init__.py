# Generated from contract.json (sha256 b0f1da456050f2c29191e69736fa535e1e780b09c0f5c2b9bd02eb60cbe2d939) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 2acf6da163e28904dda9d260f7b52fec6f87efa882c19d825460cec5a8a56a0d
# Files: sha256 c7d3c3d9a349801d868a1335a22cfc5b4d872b41bba7fd3d0a3417167e1482ef
"""The API's client, as openapi-python-client generates it: models, typed parameters, endpoints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that all this was generated from.
CONTRACT_DIGEST = "b0f1da456050f2c29191e69736fa535e1e780b09c0f5c2b9bd02eb60cbe2d939"

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
