"""The deadline of the blocking request that the current thread sends."""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

_deadline: ContextVar[float] = ContextVar("aimlkit_deadline", default=math.inf)


@contextmanager
def deadline_scope(deadline: float) -> Generator[None]:
    """Set the deadline (monotonic seconds) of everything that this thread reads in the block."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


def seconds_left(timeout: float | None) -> float | None:
    """Return the shorter of `timeout` and the seconds until the deadline; None if neither is limited.

    A deadline that has passed leaves 0.0.
    """
    deadline = _deadline.get()
    if deadline == math.inf:
        return timeout
    left = max(0.0, deadline - time.monotonic())
    return left if timeout is None else min(left, timeout)
