# Generated from contract.json (sha256 3dcf2a7c79e8e933cb146343badcee2578bad729ff670a6c4a2c6f2431eaa8c4) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 7fc4e9f571637b408b88874ed1db35b52b2d6dd839afda6b280224f1dadda6d3
# Files: sha256 91bf2e4009dd3c19a15aceec57a0da5de2353dd10bf45dc6891bcf15b8e7ea64
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "3dcf2a7c79e8e933cb146343badcee2578bad729ff670a6c4a2c6f2431eaa8c4"

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
