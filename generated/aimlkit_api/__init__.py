# Generated from contract.json (sha256 3dcf2a7c79e8e933cb146343badcee2578bad729ff670a6c4a2c6f2431eaa8c4) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 c57df13f583aff0da4ff0e6e6406572c8cd0701286c190b761fe9546e284259b
# Files: sha256 d421e01566f8d082153275afe2737cf8bc1fee3d9f5afff2d8b204cb57428ddb
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
