"""Estimates of the cost of a bulk run: tokens are guessed from its size, prices are those of the catalogue."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit._cost_estimate import estimate_cost
from aimlkit._exceptions import NotFoundError, PriceUnknownError
from aimlkit._json import encode_json
from aimlkit._token_counts import TokenCounts
from aimlkit.bulk._engine import BYTES_PER_TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimlkit._session import AsyncSession
    from aimlkit.bulk._requests import BulkRequest


@frozen
class BulkEstimate:
    """An estimate of the cost of a bulk run. The numbers of tokens are guesses."""

    requests: int
    input_tokens: float
    output_tokens: float
    cost_usd: float
    """The cost in US dollars, without that of the models in `unpriced`."""
    unpriced: Mapping[str, str]
    """The reason why there is no price, by model."""

    def __str__(self) -> str:
        """Return the estimate as lines of text."""
        lines = [
            f"requests   {self.requests:,}",
            f"tokens     about {self.input_tokens:,.0f} input and {self.output_tokens:,.0f} output (guesses:"
            f" {BYTES_PER_TOKEN} bytes of a request per token; --output-tokens per response)",
            f"cost       about ${self.cost_usd:.6g}",
            *(f"unpriced   {reason}" for reason in self.unpriced.values()),
        ]
        return "\n".join(lines)


async def estimate_run(
    session: AsyncSession, requests: Iterable[BulkRequest], output_tokens: float
) -> BulkEstimate:
    """Return what `requests` would cost if each response had `output_tokens`. Raises APIError."""
    count_by_model, bytes_by_model = Counter[str](), Counter[str]()
    for request in requests:
        model = str(request.body.get("model"))
        count_by_model[model] += 1
        bytes_by_model[model] += len(encode_json(request.body))
    cost = 0.0
    unpriced: dict[str, str] = {}
    from aimlkit.resources.models import AsyncModels  # noqa: PLC0415 - only where the contract has the catalogue

    catalogue = AsyncModels(session)
    for model, count in count_by_model.items():
        counts = TokenCounts(bytes_by_model[model] / BYTES_PER_TOKEN, count * output_tokens)
        try:
            cost += estimate_cost(counts, await catalogue.retrieve(model, include="pricing")).cost_usd
        except (NotFoundError, PriceUnknownError) as error:
            unpriced[model] = f"{model}: {error}"
    count = count_by_model.total()
    return BulkEstimate(
        count, bytes_by_model.total() / BYTES_PER_TOKEN, count * output_tokens, cost, unpriced
    )
