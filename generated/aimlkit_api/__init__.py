# Generated from contract.json (sha256 8241b7857b3c7c084159ff04a0a690879fe94fed42aff5127c45973dd8fda366) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 3683f293e0fde4c21c8d75275aa5bea94370eb603b05d246bfba6a3bbe89666a
# Files: sha256 954d9caf4f475634cd0d06b666ac40848a71d388737d1f475e3c6ce5516122fc
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
