"""The numbers of tokens in the usage of a response, the same for all APIs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeGuard

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


@frozen
class TokenCounts:
    """The numbers of tokens of a response. `input` includes the cached tokens, and `output` those for reasoning."""

    input: float
    output: float
    cached_input: float = 0
    reasoning: float = 0

    @classmethod
    def of(
        cls, total_input: object, total_output: object, cached_input: object, reasoning: object
    ) -> TokenCounts | None:
        """Return the counts for values that a server may have sent; None unless both totals are numbers."""
        if not _is_count(total_input) or not _is_count(total_output):
            return None
        return cls(
            total_input,
            total_output,
            min(cached_input, total_input) if _is_count(cached_input) else 0,
            min(reasoning, total_output) if _is_count(reasoning) else 0,
        )

    def by_type(self, priced: AbstractSet[str]) -> dict[str, float]:
        """Return the numbers by the type of token; each token counts once.

        Cached tokens and those for reasoning are types of their own only if `priced` contains them.
        """
        cached = self.cached_input if "cached-input" in priced else 0
        reasoning = self.reasoning if "reasoning" in priced else 0
        return {
            "input": self.input - cached,
            "output": self.output - reasoning,
            **({"cached-input": cached} if cached else {}),
            **({"reasoning": reasoning} if reasoning else {}),
        }


def _is_count(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
