"""The clients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aimlkit.resources import AsyncResources, SyncResources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._cost_estimate import CostEstimate
    from aimlkit.bulk import AsyncBulk, SyncBulk
    from aimlkit_api.models import CompletionUsage, ResponseUsage


class AIMLAPI(SyncResources):
    """The client of AI/ML API.

    Threads may share it. Close it with `close()` or a `with` statement.

    `chat.completions` and `responses` have the methods of the two APIs, `models` those of the catalogue;
    `with_raw_response` has the same methods, which return responses with their status and headers.
    `with_streaming_response` has `create()`, for responses whose bodies are read on demand. `get`, `post`, `put`, `patch`
    and `delete` send requests to any path of the server. `bulk` sends the requests in a file.
    """

    @cached_property
    def bulk(self) -> SyncBulk:
        """The method `run`, for many requests."""
        from aimlkit.bulk import SyncBulk  # noqa: PLC0415 - only for bulk runs

        return SyncBulk(self._session)

    def estimate_cost(
        self, usage: CompletionUsage | ResponseUsage | Mapping[str, object] | None, *, model: str
    ) -> CostEstimate:
        """Return the cost of a response with this `usage`, at the prices of the catalogue.

        Args:
            usage: The `usage` of a response of any API, as an object or a dictionary.
            model: The ID or an alias of the model.

        Raises:
            TypeError: `usage` is not the usage of a response; no request was sent.
            NotFoundError: The catalogue has no such model.
            PriceUnknownError: The catalogue states no price from which the cost can be estimated.
            APIError: There is no usable response.
        """
        from aimlkit._cost_estimate import count_tokens, estimate_cost  # noqa: PLC0415 - only for estimates

        counts = count_tokens(usage)
        return estimate_cost(counts, self.models.retrieve(model, include="pricing"))


class AsyncAIMLAPI(AsyncResources):
    """The client of AI/ML API for asyncio and trio.

    Tasks may share it. Close it with `aclose()` or an `async with` statement. It has the methods of `AIMLAPI`,
    but they are awaited. `bulk` can be called, too, with any number of requests.
    """

    @cached_property
    def bulk(self) -> AsyncBulk:
        """The method `run`, for many requests in a file; called, it sends those of an iterable. Needs asyncio."""
        from aimlkit.bulk import AsyncBulk  # noqa: PLC0415 - only for bulk runs

        return AsyncBulk(self._session)

    async def estimate_cost(
        self, usage: CompletionUsage | ResponseUsage | Mapping[str, object] | None, *, model: str
    ) -> CostEstimate:
        """Return the cost of a response with this `usage`, as `AIMLAPI.estimate_cost` does."""
        from aimlkit._cost_estimate import count_tokens, estimate_cost  # noqa: PLC0415 - only for estimates

        counts = count_tokens(usage)
        return estimate_cost(counts, await self.models.retrieve(model, include="pricing"))
