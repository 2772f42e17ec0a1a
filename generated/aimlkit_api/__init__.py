# Generated from contract.json (sha256 74f1771f4c79e635afe26aa759bcf0a4b1b13b4a8399fe9723b6dd3783ffde1b) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 8ba78d02a6ffbcffcb9ee9b998bd9dee2f98f9db1d35eb2cf5d93648ffb46615
# Files: sha256 cb3bc588bdcdba1b758f5a2cde13831cf67f0618ca8328a81c9734cb67411ced
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "74f1771f4c79e635afe26aa759bcf0a4b1b13b4a8399fe9723b6dd3783ffde1b"

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
