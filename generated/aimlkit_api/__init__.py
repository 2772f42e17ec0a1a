# Generated from contract.json (sha256 a8235acb34b8d1fe1fa08392db8193b62808059efb8205c72a207ba5e0b9a9d0) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 ff1ff1ec7e4d993edebc8ba50650552f8c140a7ed60ca562f85cef06acf645e6
# Files: sha256 a96f3477dd3d7e9eab9ce6eba94e091587c98d5d57f7412cad92eddd924c028f
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
