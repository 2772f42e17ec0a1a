"""The spend of a client and its copies."""

from __future__ import annotations

import math
import sys
import warnings
from collections import defaultdict
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING, Literal, TypeAlias

from aimlkit._exceptions import SpendLimitError, SpendUnknownError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from aimlkit._models import ChatCompletion, Response

#: The effect of a spending limit after a response whose cost is unknown: warn once, or also send no further request.
SpendUnknown: TypeAlias = Literal["warn", "error"]

# Their frames are between the code that uses this package and a warning; contextlib's in `async with`.
_INTERNAL_PACKAGES = frozenset({"aimlkit", "contextlib"})


class SpendUnknownWarning(UserWarning):
    """Issued once per client with `max_spend_usd` when the cost of a response is unknown, and so not in its spend.

    If a filter turns it into an exception, it is raised instead of returning the response, which is its `response`. A
    request that fails still raises its own exception, with the warning as a note. `response` is None if no request has
    been sent yet.
    """

    response: ChatCompletion | Response | None = None


class SpendTracker:
    """Adds up the cost of responses in US dollars; threads may share it.

    Each thread has its own sum: a lock could be held by another thread at the moment of a fork.
    """

    def __init__(self) -> None:
        self._sums: defaultdict[int, float] = defaultdict(float)
        self.has_unknown = False
        """True if the cost of a response is unknown; then the total is too low."""
        self._has_warned = False

    @property
    def total(self) -> float:
        """The known cost of all responses, of all threads."""
        return math.fsum([*self._sums.values()])

    def add(self, cost_usd: float | None) -> None:
        """Add the cost of a response; None if it is unknown."""
        if cost_usd is None:
            self.has_unknown = True
        else:
            self._sums[get_ident()] += cost_usd

    def check(self, limit: float, spend_unknown: SpendUnknown) -> None:
        """Raise SpendLimitError at `limit`, and SpendUnknownError after an unknown cost if that is an error."""
        error = self.limit_error(limit, spend_unknown)
        if error is not None:
            raise error
        self.warn_if_unknown(lambda: None)

    def limit_error(self, limit: float, spend_unknown: SpendUnknown) -> SpendLimitError | None:
        """Return the exception that `check` raises; None if another request may be sent."""
        total = self.total
        if total >= limit:
            return SpendLimitError(total, limit)
        if self.has_unknown and spend_unknown == "error":
            return SpendUnknownError(total, limit)
        return None

    def warn_if_unknown(self, response: Callable[[], ChatCompletion | Response | None]) -> None:
        """Issue a SpendUnknownWarning with the result of `response` if a cost is unknown, but only once."""
        if self.has_unknown and not self._has_warned:
            self._has_warned = True
            warning = SpendUnknownWarning(
                "the cost of a response is unknown, so that max_spend_usd may be exceeded;"
                " spend_unknown='error' sends no further request in this case"
            )
            warning.response = response()
            warnings.warn(warning, stacklevel=user_stack_level())


@contextmanager
def note_warning_on(error: BaseException | None) -> Generator[None]:
    """Add a SpendUnknownWarning that is raised in the `with` block as a note to `error`, so that it does not replace it."""
    try:
        yield
    except SpendUnknownWarning as warning:
        if error is None:
            raise
        error.add_note(f"{type(warning).__name__}: {warning}")


def user_stack_level() -> int:
    """Return the `stacklevel` at which the caller of this function warns about the code that uses this package."""
    level = 1
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  # no public equivalent is as fast
    while (
        frame.f_back is not None
        and str(frame.f_globals.get("__name__")).partition(".")[0] in _INTERNAL_PACKAGES
    ):
        frame = frame.f_back
        level += 1
    return level
