"""Sets of ids in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_BUCKETS = 1024


class HashedIds:
    """A set of ids that stores the 8-byte hash of each: 10 million ids take about 90 MB.

    Fill it, then call `freeze()`, then look ids up. Two ids may have the same hash (for 10 million random ids with a
    probability of 3 in a million), so a caller that needs certainty compares the ids themselves.
    """

    def __init__(self, hash_id: Callable[[str], int] = hash) -> None:
        self._hash = hash_id
        self._buckets = [array("q") for _ in range(_BUCKETS)]
        self._length = 0

    def __len__(self) -> int:
        """Return the number of ids that were added."""
        return self._length

    def add(self, custom_id: str) -> None:
        """Add an id, before `freeze()`."""
        value = self._hash(custom_id)
        self._buckets[value % _BUCKETS].append(value)
        self._length += 1

    def add_new(self, custom_id: str) -> bool:
        """Add an id, in place of `add()` and `freeze()`; return False if one with the same hash was added before."""
        value = self._hash(custom_id)
        bucket = self._buckets[value % _BUCKETS]
        position = bisect_left(bucket, value)
        if position < len(bucket) and bucket[position] == value:
            return False
        bucket.insert(position, value)
        self._length += 1
        return True

    def freeze(self) -> frozenset[int]:
        """Sort the hashes, so that ids can be looked up; return those that more than one added id has."""
        repeated: set[int] = set()
        for number, bucket in enumerate(self._buckets):
            ordered = sorted(bucket)
            repeated.update(value for value, following in pairwise(ordered) if value == following)
            self._buckets[number] = array("q", ordered)
        return frozenset(repeated)

    def __contains__(self, custom_id: str) -> bool:
        """Return whether an id with the same hash was added."""
        value = self._hash(custom_id)
        bucket = self._buckets[value % _BUCKETS]
        position = bisect_left(bucket, value)
        return position < len(bucket) and bucket[position] == value

    def has_hash_in(self, custom_id: str, hashes: frozenset[int]) -> bool:
        """Return whether the hash of an id is one of `hashes`, which `freeze()` returned."""
        return self._hash(custom_id) in hashes
