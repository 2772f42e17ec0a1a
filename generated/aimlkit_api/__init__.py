# Generated from contract.json (sha256 b0f1da456050f2c29191e69736fa535e1e780b09c0f5c2b9bd02eb60cbe2d939) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 ea9575bc4c13c720331688aace8acbcfc9a7e8fe3fabbd0b22dd4d60adf1371d
# Files: sha256 d4a350c7575959880db4a758a936904c3e2e1df94cab934bf4463a7eb857f5c5
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
