"""The spend of a client and its copies."""

from __future__ import annotations

import math
from collections import defaultdict
from threading import get_ident


class SpendTracker:
    """Adds up the cost of responses in US dollars; threads may share it.

    Each thread has its own sum: a lock could be held by another thread at the moment of a fork.
    """

    def __init__(self) -> None:
        self._sums: defaultdict[int, float] = defaultdict(float)

    @property
    def total(self) -> float:
        """The cost of all responses, of all threads."""
        return math.fsum([*self._sums.values()])

    def add(self, cost_usd: float | None) -> None:
        """Add the cost of a response; None if it is unknown."""
        self._sums[get_ident()] += cost_usd or 0.0
