# Generated from contract.json (sha256 d40d0f3d732c5ab4d461c415419d6f189c9812b8ba9fd921197888735d328b2c) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 7c7fa4d929761e6d0763035205034ec7eb4c9eb6f09669c46000ea0e15a9f63f
# Files: sha256 6dd6ec1c0fe126a38de3d120013749121e22583039c8fd922f8894792a5fa394
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "d40d0f3d732c5ab4d461c415419d6f189c9812b8ba9fd921197888735d328b2c"

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
