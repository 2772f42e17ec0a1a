"""The interface between a stream and the reader of its events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimlkit._cost import Cost
    from aimlkit._exceptions import APIError
    from aimlkit._models import ChatCompletion, Response

EventT = TypeVar("EventT")
EventT_co = TypeVar("EventT_co", covariant=True)


class EventSource(Protocol[EventT_co]):
    """Events from bytes: an `EventReader`."""

    @property
    def done(self) -> bool: ...
    @property
    def retries(self) -> int: ...
    @property
    def request_id(self) -> str | None: ...
    @property
    def client_request_id(self) -> str | None: ...
    @property
    def cost(self) -> Cost: ...
    def feed(self, data: bytes) -> Iterator[EventT_co]: ...
    def feed_after_end(self, data: bytes) -> None: ...
    def end(self) -> None: ...
    def record_unknown_cost(self) -> None: ...
    def require_success(self) -> None: ...
    def transport_failure(self, error: Exception) -> APIError: ...
    def partial_response(self) -> ChatCompletion | Response: ...


class ObserveStream(Protocol):
    """Observes the events of a stream."""

    def __call__(self, source: EventSource[EventT], /) -> EventSource[EventT]:
        """Return a source of the same events as `source`."""
        ...
