"""Random faults of a mock: shares of requests that fail, in a way that a seed determines."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, TypeAlias

from aimlkit.mock.class_schemas import Described
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.mock_response import MockResponse

Share: TypeAlias = float

_SHARE: Mapping[str, object] = {"minimum": 0, "maximum": 1}

#: A faulty stream ends after one to so many events.
MAX_EVENTS = 8


@dataclass(frozen=True, slots=True)
class Faults:
    """The shares of requests that fail, each from 0 to 1, together at most 1. Faults of streams occur in streams only.

    The seed and the number of a request determine its fault, so a run with the same requests has the same faults.
    """

    rate_limit: Annotated[Share, Described("status 429, with Retry-After", **_SHARE)] = 0
    rate_limit_without_retry_after: Annotated[Share, Described("status 429 alone", **_SHARE)] = 0
    server_error: Annotated[Share, Described("status 500", **_SHARE)] = 0
    unavailable: Annotated[Share, Described("status 503", **_SHARE)] = 0
    connection_reset: Annotated[Share, Described("the connection is reset before the response", **_SHARE)] = 0
    slow_headers: Annotated[Share, Described("the response starts late", **_SHARE)] = 0
    cut_stream: Annotated[Share, Described("the connection closes in the middle of a stream", **_SHARE)] = 0
    stalled_stream: Annotated[Share, Described("nothing follows the first events of a stream", **_SHARE)] = 0
    malformed_event: Annotated[Share, Described("the first event of a stream is not JSON", **_SHARE)] = 0
    seed: Annotated[int, Described("another seed has other faults")] = 0
    retry_after: Annotated[float, Described("seconds in Retry-After", minimum=0)] = 1
    header_delay: Annotated[
        float, Described("seconds before a response with slow headers", minimum=0, maximum=3600)
    ] = 2

    def __post_init__(self) -> None:
        shares = self.shares()
        if not all(0 <= share <= 1 for share in shares.values()):
            raise ValueError("a share is a number from 0 to 1")
        if sum(shares.values()) > 1 + 1e-9:
            raise ValueError(f"the shares add up to {sum(shares.values()):g}, which is more than 1")

    def shares(self) -> Mapping[str, Share]:
        """Return the shares by the name of the fault."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name not in _SETTINGS}

    def draw(self, number: int, *, is_stream: bool) -> str | None:
        """Return the name of the fault of request `number`; None if it has none."""
        remaining = _fraction(self.seed, number)
        for name, share in self.shares().items():
            remaining -= share
            if remaining < 0:
                return name if is_stream or name not in _OF_STREAMS else None
        return None

    def response(self, fault: str, number: int, reply: MockResponse | None) -> MockResponse:
        """Return the response to request `number` with a fault; `reply` is the response without the fault."""
        events = 1 + int(_fraction("events", self.seed, number) * MAX_EVENTS)
        content = reply or MockResponse()
        match fault:
            case "rate_limit":
                return MockResponse(status=429, retry_after=self.retry_after)
            case "rate_limit_without_retry_after":
                return MockResponse(status=429)
            case "server_error":
                return MockResponse(status=500)
            case "unavailable":
                return MockResponse(status=503)
            case "connection_reset":
                return MockResponse(reset=True)
            case "slow_headers":
                return replace(content, delay=self.header_delay)
            case "cut_stream":
                return replace(content, disconnect_after_events=events)
            case "stalled_stream":
                return replace(content, stall_after_events=events)
            case _:
                return replace(content, malformed=True)


#: The fields of Faults that are not shares.
_SETTINGS = ("seed", "retry_after", "header_delay")

#: The faults that only streams can have.
_OF_STREAMS = ("cut_stream", "stalled_stream", "malformed_event")

#: The faults that replace the response, and so leave the reply of a rule to the next request.
REPLACING = (
    "rate_limit",
    "rate_limit_without_retry_after",
    "server_error",
    "unavailable",
    "connection_reset",
)


def _fraction(*values: object) -> float:
    """Return a number that is derived from the values, from 0 to less than 1."""
    return int.from_bytes(stable_hash(*values)[:6]) / 2**48
