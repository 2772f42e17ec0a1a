# Generated from contract.json (sha256 8241b7857b3c7c084159ff04a0a690879fe94fed42aff5127c45973dd8fda366) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 ea9575bc4c13c720331688aace8acbcfc9a7e8fe3fabbd0b22dd4d60adf1371d
# Files: sha256 f2b4ed94a107091917156af91e23742d48e285cf6a4a4259b976130d61fee566
"""The API's client, as openapi-python-client generates it: models, typed parameters, endpoints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that all this was generated from.
CONTRACT_DIGEST = "8241b7857b3c7c084159ff04a0a690879fe94fed42aff5127c45973dd8fda366"

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
