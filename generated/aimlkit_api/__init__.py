# Generated from contract.json (sha256 a8235acb34b8d1fe1fa08392db8193b62808059efb8205c72a207ba5e0b9a9d0) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 24f5bcdc0c1e68bacf0408acd67cd5534bb03a5740eb61fef440583c0c4549f0
# Files: sha256 a4d5328423a975f51414ab4a95668a0cf1bf5ea04001c6f50d0bc7a3b629c481
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "a8235acb34b8d1fe1fa08392db8193b62808059efb8205c72a207ba5e0b9a9d0"

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
