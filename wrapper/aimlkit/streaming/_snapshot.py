"""Snapshots of a stream that are taken when they are read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

SnapshotT = TypeVar("SnapshotT")


class LazySnapshot(Generic[SnapshotT]):
    """The response accumulated so far, put together each time it is read; it pickles as the response of that time."""

    def __init__(self, take: Callable[[], SnapshotT]) -> None:
        self._take = take

    def take(self) -> SnapshotT:
        """Return the response accumulated so far."""
        return self._take()

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return LazySnapshot, (partial(_identity, self._take()),)


def _identity(snapshot: SnapshotT) -> SnapshotT:
    return snapshot
