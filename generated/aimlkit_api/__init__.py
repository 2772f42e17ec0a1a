# Generated from contract.json (sha256 ba852800d25c29e1adccecdd758712fdf9cdba78da87b9be3b7b9507b49c7bf0) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 3858a19a7971ea47a2b245c61e45c8acfabe77a915af1abd542a066e7dca1fe1
# Files: sha256 8174096f5d147a804693d7dadd4f0b728b3dc146f3b36f7eb739892fbb687efb
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "ba852800d25c29e1adccecdd758712fdf9cdba78da87b9be3b7b9507b49c7bf0"

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
