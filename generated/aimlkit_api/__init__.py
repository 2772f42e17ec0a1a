# Generated from contract.json (sha256 1a0939a8d5ed40e57c072d7f86bba6569a8587fa81de6f061ae111ab76cb3085) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 89a25ab16f744c220fe87880c358ba5effbe2e8f9ba62dfc83b88af0b7130b12
# Files: sha256 8625f1f25e2745e9899d501e3899490b13758e2d9747a992bc1f4a6fc7d506ab
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
