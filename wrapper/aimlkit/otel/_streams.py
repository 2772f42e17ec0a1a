"""Observing the events of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from aimlkit._exceptions import APIError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimlkit._cost import Cost
    from aimlkit._event_source import EventSource
    from aimlkit._models import ChatCompletion, Response
    from aimlkit.otel._observation import Observation

EventT = TypeVar("EventT")


class ObservedEvents(Generic[EventT]):
    """The events of another source. Their observation ends when the stream has ended, or is closed or dropped.

    A stream that is closed before its end is no failure.
    """

    def __init__(self, source: EventSource[EventT], observation: Observation) -> None:
        self._source = source
        self._observation = observation
        self._has_begun = False
        self._error: APIError | None = None

    def __del__(self) -> None:
        """End the observation of a stream that was dropped."""
        self._end()

    @property
    def done(self) -> bool:
        """True after the last event."""
        return self._source.done

    @property
    def retries(self) -> int:
        """The number of attempts that failed before this response."""
        return self._source.retries

    @property
    def request_id(self) -> str | None:
        """The id under which the provider's support can find the request."""
        return self._source.request_id

    @property
    def client_request_id(self) -> str | None:
        """The id that the application gave the request."""
        return self._source.client_request_id

    @property
    def cost(self) -> Cost:
        """The cost of the response, as far as the server has stated it."""
        return self._source.cost

    def feed(self, data: bytes) -> Iterator[EventT]:
        """Return the events that `data` completes; record the time of the first bytes."""
        if not self._has_begun:
            self._has_begun = True
            self._observation.add_first_chunk()
        try:
            yield from self._source.feed(data)
        except APIError as error:
            self._error = error
            raise

    def feed_after_end(self, data: bytes) -> None:
        """Read the events that follow the last one."""
        self._source.feed_after_end(data)

    def end(self) -> None:
        """Handle the end of the bytes."""
        try:
            self._source.end()
        except APIError as error:
            self._error = error
            raise

    def record_unknown_cost(self) -> None:
        """Record, after the end of the stream, that its cost is unknown, if so; end the observation."""
        self._source.record_unknown_cost()
        self._end()

    def require_success(self) -> None:
        """Raise ResponseFailedError if the stream has ended with a response that failed."""
        self._source.require_success()

    def transport_failure(self, error: Exception) -> APIError:
        """Return the exception for an error of httpx while the stream was read."""
        self._error = self._source.transport_failure(error)
        return self._error

    def partial_response(self) -> ChatCompletion | Response:
        """Return the response accumulated so far."""
        return self._source.partial_response()

    def _end(self) -> None:
        if not self._observation.has_ended:
            error, self._error = self._error, None
            self._observation.end(self._source.partial_response(), error)
