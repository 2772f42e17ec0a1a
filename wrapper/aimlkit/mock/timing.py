"""The timing of streams: when their events come."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from aimlkit.mock.hashing import stable_hash

_DURATION = re.compile(r"([0-9]*\.?[0-9]+)(ms|s)")


@dataclass(frozen=True, slots=True)
class Timing:
    """The time to the first event of a stream, the rate of the following ones, and how much the pauses vary.

    Each event counts as a token. With a jitter of 0.2, each pause takes from 80 to 120 percent of its time.
    """

    first_token: float = 0  # seconds
    tokens_per_second: float | None = None  # None: without pauses
    jitter: float = 0

    def __post_init__(self) -> None:
        if not 0 <= self.first_token <= 3600:
            raise ValueError("the time to the first token is from 0 to 3600 seconds")
        if self.tokens_per_second is not None and not 0.001 <= self.tokens_per_second < math.inf:
            raise ValueError("the tokens per second are at least 0.001")
        if not 0 <= self.jitter <= 1:
            raise ValueError("the jitter is a number from 0 to 1")

    def times(self, seed: int, stream_number: int) -> Iterator[float]:
        """Yield the time of each event, in seconds since the request; `stream_number` makes streams differ."""
        time, pause, number = 0.0, self.first_token, 0
        while True:
            time += pause * (1 + self.jitter * _deviation(seed, stream_number, number))
            yield time
            pause = 0 if self.tokens_per_second is None else 1 / self.tokens_per_second
            number += 1


def parse_duration(text: str) -> float:
    """Return the seconds in a duration such as `400ms` or `1.5s`. Raises ValueError if it is none."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration such as 400ms or 1.5s")
    return float(match[1]) / (1000 if match[2] == "ms" else 1)


def _deviation(*values: object) -> float:
    """Return a number from -1 to 1 that is derived from the values."""
    return int.from_bytes(stable_hash(*values)[:6]) / 2**47 - 1
