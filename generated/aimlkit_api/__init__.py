# Generated from contract.json (sha256 76190e7da536c42a4f508960cb9c2fbb3e5bd714ef2372e16087987c2b4d1d17) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 f6b7b97b768149d3175db5232ba875cf480fd2ea3becd29eb625c23784170cac
# Files: sha256 c9fa672d368bb3c17e7d73d73aa6a16860a81c6d989a99971ca7edc8b693f792
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "76190e7da536c42a4f508960cb9c2fbb3e5bd714ef2372e16087987c2b4d1d17"

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
