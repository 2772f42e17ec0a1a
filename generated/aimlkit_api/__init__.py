# Generated from contract.json (sha256 8f3a2d87837abc63ce75869e1ec43a025fbfc66c998a0cbf9d782c3243cef69a) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 d87fcf9809491d02b36274cfd8e36ee592c3ade738ffc4ea2aad59e24f9f5a3e
# Files: sha256 7011c83ca7aa13a37887c60fe74533dd41abc02576976dbe78f30278c34c4e71
"""The API's client, as openapi-python-client generates it: models, typed parameters, endpoints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that all this was generated from.
CONTRACT_DIGEST = "8f3a2d87837abc63ce75869e1ec43a025fbfc66c998a0cbf9d782c3243cef69a"

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
