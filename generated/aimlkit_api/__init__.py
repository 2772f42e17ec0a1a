# Generated from contract.json (sha256 8f3a2d87837abc63ce75869e1ec43a025fbfc66c998a0cbf9d782c3243cef69a) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 414068a6de35b04c868d9acb49a85e96630ac51fb26b283991f3b6dd0d83e553
# Files: sha256 03acd859997670ba8071f939c83512ece81d45428627483ff622d399bcc1a366
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
