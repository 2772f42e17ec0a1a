# Generated from contract.json (sha256 22cf597e35315a884d52a1b17c12e71b5319f26cb4fe2b1892fd56a307a4a4e4) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 a78729f883111674fc1dd69eb63448f8094d75fbfeaf3fa0af185464d8d4b399
# Files: sha256 ae9a6ad474d8f3a3a0fe6edc0874ed2cf837fcd1cb044ba96db5d550123c8e19
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "22cf597e35315a884d52a1b17c12e71b5319f26cb4fe2b1892fd56a307a4a4e4"

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
