# Generated from contract.json (sha256 1a0939a8d5ed40e57c072d7f86bba6569a8587fa81de6f061ae111ab76cb3085) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 20f339ee964922c06a54c33e4d401403c448e765cb4a8543891b2ca21bf054c3
# Files: sha256 1a4a206d09be3c3e93b89ce864f8867306573418d39494ad5812d0782b6c8d66
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "1a0939a8d5ed40e57c072d7f86bba6569a8587fa81de6f061ae111ab76cb3085"

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
