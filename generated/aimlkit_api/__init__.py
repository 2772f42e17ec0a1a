# Generated from contract.json (sha256 a8235acb34b8d1fe1fa08392db8193b62808059efb8205c72a207ba5e0b9a9d0) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 d4bb86c3aaa4e0649f3719deb15afab9817a3a533c7e23ad0c6398f8b8f8275a
# Files: sha256 3e40dd60f414e92ffd11b42f1c3a543c0313cf613f435c91902c0d3cabdbf774
"""The API's client, as openapi-python-client generates it: models, typed parameters, endpoints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that all this was generated from.
CONTRACT_DIGEST = "a8235acb34b8d1fe1fa08392db8193b62808059efb8205c72a207ba5e0b9a9d0"

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
