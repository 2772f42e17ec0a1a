# Generated from contract.json (sha256 535334bbd7d8997ebeb866557554f228dd56bee4daa677e2d39a05802e9f1fd5) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 afd4834c6dd725e9ac655d0b4437f15c745e3d7b11849c2c367ab7a636493ce3
# Files: sha256 541443bd2cf13c30712e2c86854e504612bcf22c42a62e52db96798d6f089c2c
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "535334bbd7d8997ebeb866557554f228dd56bee4daa677e2d39a05802e9f1fd5"

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
