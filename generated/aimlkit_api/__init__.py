# Generated from contract.json (sha256 34be497e88102f17efed42272478b58cf68c71141aada7252954ca7dfed059ec) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 053ccf26b2715fe35ce2aac3080b57ebea00780903cce0ae3e3b8d5ace215096
# Files: sha256 5b09734eee90d898b48dfd36136715393410b3e8f7bdc5ff115a8da0203001fd
"""The API as openapi-python-client generates it: models, typed parameters, endpoints, and operations as data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client

#: The sha256 of the contract that this package was generated from.
CONTRACT_DIGEST = "34be497e88102f17efed42272478b58cf68c71141aada7252954ca7dfed059ec"

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
