# Generated from contract.json (sha256 73e72e8f16fd1a931c660d08359380e6fc20403b69060def1a053013f51b89bd) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 59c30897467fb0a7592fe679c60dccc59289e69f5ca79cc1ad09b12efffc917f
# Files: sha256 802c5d68c80739286016c1c8aa83b549663fc93d791a31a0c6f1967bb57949ae
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "73e72e8f16fd1a931c660d08359380e6fc20403b69060def1a053013f51b89bd"

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
