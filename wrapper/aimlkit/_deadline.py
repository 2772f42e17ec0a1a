"""The deadline of the blocking request that the current thread sends."""

from __future__ import annotations

import math
import time
from contextvars import ContextVar

_deadline: ContextVar[float] = ContextVar("aimlkit_deadline", default=math.inf)


class DeadlineScope:
    """Sets the deadline (monotonic seconds) of everything that this thread reads in a `with` block."""

    __slots__ = ("_deadline", "_token")

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        self._token = _deadline.set(self._deadline)

    def __exit__(self, *_: object) -> None:
        _deadline.reset(self._token)


def seconds_left(timeout: float | None) -> float | None:
    """Return the shorter of `timeout` and the seconds until the deadline; None if neither is limited.

    A deadline that has passed leaves 0.0.
    """
    deadline = _deadline.get()
    if deadline == math.inf:
        return timeout
    left = max(0.0, deadline - time.monotonic())
    return left if timeout is None else min(left, timeout)
