"""All endpoints of the client. Importing this module loads each API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit.endpoints import chat_completions, responses
from aimlkit_api.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimlkit.endpoints._base import AnyEndpoint

_IMPLEMENTED: Sequence[AnyEndpoint] = (chat_completions.ENDPOINT, responses.ENDPOINT)

#: The endpoints whose operations a source has.
ENDPOINTS: Sequence[AnyEndpoint] = [endpoint for endpoint in _IMPLEMENTED if endpoint.spec.id in OPERATIONS]
