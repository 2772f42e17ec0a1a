"""Effects: the requests of a flow to its driver to do I/O.

A *flow* is a generator that contains the logic of a call (retries, deadlines, tool loops) and no I/O. It
yields an effect, and is resumed with the effect's result, or the exception that it raised, until it returns
the result of the call. This is the protocol of httpx's `Auth.auth_flow`, with five types of effects:

| effect | result sent to the flow | exceptions thrown into the flow |
|---|---|---|
| `SendRequest` | `httpx.Response` | those of httpx |
| `Sleep` | None | |
| `RefreshApiKey` | None | those of the function that returns the key |
| `RunTools` | `list[str]`, one result per call | those that the tools raise |
| `ReadStream` | the response | those of the stream |

Flows are driven by `_drivers.drive` and `drive_async`, those that read streams by `_tool_stream`; tests drive them by
hand.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    import httpx

    from aimlkit._api_keys import ApiKeys
    from aimlkit._size_limits import SizeLimits
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.tools import RunnableToolCall

ResultT = TypeVar("ResultT")


def _do_nothing(response: httpx.Response) -> None:
    pass


@frozen
class SendRequest:
    """Send `request`; the whole attempt, body included, must end before `deadline` (monotonic seconds)."""

    request: httpx.Request
    deadline: float
    stream: bool
    """True to leave the body of a response that is a stream of events unread."""
    size_limits: SizeLimits
    on_headers: Callable[[httpx.Response], None] = _do_nothing
    """Called with the response once its headers have arrived; reading its body may fail afterwards."""
    read_body: bool = True
    """True to read the body of a successful response; if not, the program reads it, even if it is not a stream."""


@frozen
class Sleep:
    """Wait."""

    seconds: float


@frozen
class RefreshApiKey:
    """Call the function that returns the API key, and set the key of `request`, before an attempt.

    The key is stored in `keys` and is not the result of the effect, so that no local variable of a driver has it.
    """

    keys: ApiKeys
    request: httpx.Request


@frozen
class RunTools:
    """Run the tools that the model called: in order, or concurrently in the async client."""

    calls: Sequence[RunnableToolCall]


@frozen
class ReadStream:
    """Pass the events of a stream on to the user, and return the response accumulated from them."""

    stream: Stream[object] | AsyncStream[object]


Effect: TypeAlias = SendRequest | Sleep | RefreshApiKey | RunTools | ReadStream

#: The type that is sent depends on the effect, which a generator type cannot express.
Flow: TypeAlias = Generator[Effect, Any, ResultT]
