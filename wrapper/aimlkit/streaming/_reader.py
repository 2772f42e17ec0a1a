"""Reading a stream: from bytes to typed events; free of I/O."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from aimlkit._cost import cost_in, cost_in_headers, is_free
from aimlkit._exceptions import (
    APIError,
    APIStreamError,
    APITimeoutError,
    StreamCutError,
    StreamTimeoutError,
    client_request_id_in_headers,
    error_message,
)
from aimlkit._json import json_object
from aimlkit._redaction import redact_error
from aimlkit._replies import failed_response_error, is_error_body
from aimlkit._transport_errors import is_stream_closed, to_api_error
from aimlkit.streaming._sse import Decoder, EventTooLarge, ServerSentEvent
from aimlkit.streaming._text import RecentText
from aimlkit_api.headers import INFERENCE_ID
from aimlkit_api.operations import ERROR_FIELDS
from aimlkit_api.types import Model, reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aimlkit._models import ChatCompletion, Response
    from aimlkit._replies import StreamReply
    from aimlkit_api.operations import OperationSpec

# `json.loads` without its checks of the arguments: this runs for every event.
_decode_json = json.JSONDecoder().decode

RawEventT = TypeVar("RawEventT", bound=Model)
RawEventT_contra = TypeVar("RawEventT_contra", bound=Model, contravariant=True)
EventT = TypeVar("EventT")
EventT_co = TypeVar("EventT_co", covariant=True)


class Accumulator(Protocol[RawEventT_contra, EventT_co]):
    """Turns the events of a stream into those that users see, and accumulates the response."""

    def add(self, event: RawEventT_contra) -> Iterable[EventT_co]:
        """Add an event that arrived; return the events that users see."""
        ...

    def finish(self) -> Iterable[EventT_co]:
        """Handle the end of the stream; return the events that it completes."""
        ...

    def partial_response(self) -> ChatCompletion | Response:
        """Return the response accumulated so far."""
        ...

    @property
    def failure(self) -> str | None:
        """Why the response failed; None if it did not, or has not ended."""
        ...


class PlainAccumulator(Generic[RawEventT]):
    """Passes events on unchanged. Its partial response has only the end of the text, to bound the memory."""

    def __init__(
        self,
        text_delta: Callable[[RawEventT], str | None],
        response_in: Callable[[RawEventT], Model | None],
        failure_in: Callable[[RawEventT], str | None],
        partial_response: Callable[[Model | None, str], ChatCompletion | Response],
    ) -> None:
        self._text_delta = text_delta
        self._response_in = response_in
        self._failure_in = failure_in
        self._partial_response = partial_response
        self.failure: str | None = None
        self._latest: Model | None = None
        self._text = RecentText()

    def add(self, event: RawEventT) -> Iterable[RawEventT]:
        """Return the event."""
        if text := self._text_delta(event):
            self._text.append(text)
        else:
            self.failure = self._failure_in(event) or self.failure
        self._latest = self._response_in(event) or self._latest
        return (event,)

    def finish(self) -> Iterable[RawEventT]:
        """Return nothing."""
        return ()

    def partial_response(self) -> ChatCompletion | Response:
        """Return the response accumulated so far."""
        return self._partial_response(self._latest, str(self._text))


class EventReader(Generic[RawEventT, EventT]):
    """Reads the events of one stream: bytes in, events out.

    `done` is True after the last event: a terminal event, or the end mark of an operation that has none. The cost of the
    stream is added to the spend of the client, once, however often events state it: the last one applies. A stream
    that is over, or dropped, without a cost has an unknown one.
    """

    def __init__(
        self, spec: OperationSpec, accumulator: Accumulator[RawEventT, EventT], reply: StreamReply
    ) -> None:
        self.done = False
        self.retries = reply.retries
        self.request_id = reply.request_id
        self.client_request_id = client_request_id_in_headers(reply.response)
        self.cost = cost_in_headers(reply.response.headers)
        self._inference_id: str | None = reply.response.headers.get(INFERENCE_ID)
        self._spec = spec
        self._accumulator = accumulator
        self._request = reply.response.request
        self._spend = reply.spend
        self._is_client_closed = reply.is_client_closed
        self._redactor = reply.redactor
        self._decoder = Decoder(reply.max_event_size)
        self._parse_event = reader_of(spec.event or "Unknown")
        self._cost_field = spec.cost_path[0] if spec.cost_path else None
        self._is_free = False
        self._is_cost_recorded = False
        self._has_begun = False
        self._max_event_size = reply.max_event_size
        self._other_document: bytearray | None = None
        """The bytes so far of a body that is not a stream of events; None if it is one."""
        if self.cost.usd is not None:
            self._spend.add(self.cost.usd)

    def __del__(self) -> None:
        """Record the cost of a stream that was dropped."""
        self.record_unknown_cost()

    def feed(self, data: bytes) -> Iterator[EventT]:
        """Return the events that `data` completes. Raises APIStreamError if one of them is an error, or too large."""
        if not self._has_begun:
            self._has_begun = True
            if data.lstrip()[:1] in (b"{", b"[", b"<"):
                self._other_document = bytearray()
        if self._other_document is not None:
            self._extend_other_document(self._other_document, data)
            return
        events = self._decoder.feed(data)
        try:
            for event in events:
                if event.data == self._spec.end_of_stream:
                    if self._spec.terminal_events:
                        self.end()  # A terminal event would have ended the stream before.
                    self.done = True
                else:
                    yield from self._accumulator.add(self._typed_event(event))
                if self.done:
                    # finish() may raise an exception, which must carry the cost.
                    self._count_costs_after_end(events)
                    yield from self._accumulator.finish()
        except EventTooLarge as error:
            message = f"{error}; size_limits= of the client allows more"
            raise self._stream_error(message, None) from None

    def feed_after_end(self, data: bytes) -> None:
        """Read the events that follow the last one: the cost may be in an event of its own."""
        self._count_costs_after_end(self._decoder.feed(data))

    def end(self) -> None:
        """Handle the end of the bytes. Raises StreamCutError if the last event has not arrived."""
        if self._other_document is not None:
            raise self._other_document_error()
        if not self.done:
            raise self._completed(StreamCutError(message="the stream ended early", request=self._request))

    def record_unknown_cost(self) -> None:
        """Record, after the end of the stream, that its cost is unknown, if no event has stated it."""
        if not self._is_cost_recorded and self.cost.usd is None and not self._is_free:
            self._spend.add(None)
        self._is_cost_recorded = True

    def require_success(self) -> None:
        """Raise ResponseFailedError if the stream has ended with a response that failed."""
        failure = self._accumulator.failure
        if failure is not None:
            raise failed_response_error(self.partial_response(), failure, self._request, self._redactor)

    def transport_failure(self, error: Exception) -> APIError:
        """Return the exception for an error of httpx while the stream was read."""
        redact_error(error)
        cause = to_api_error(error, self._request)
        error_class = StreamTimeoutError if isinstance(cause, APITimeoutError) else StreamCutError
        message = f"the stream was cut: {cause}"
        if self._is_client_closed():
            message = "the client was closed before the stream ended: keep it open until the stream is read"
        elif is_stream_closed(error):
            message = "the stream was closed before it ended: read it to the end in its with block"
        return self._completed(error_class(message=message, request=self._request))

    def _extend_other_document(self, document: bytearray, data: bytes) -> None:
        """Add bytes to a body that began as JSON or HTML, whatever its media type is.

        Raises APIStreamError once the body is known to be complete or is too large, at the latest at its end. Only the
        first chunk is tested for completeness: servers send a short document in one chunk, and testing after every chunk
        would take quadratic time.
        """
        is_first = not document
        document += data
        if len(document) > self._max_event_size or (is_first and _is_complete(data)):
            raise self._other_document_error()

    def _other_document_error(self) -> APIError:
        """Return the exception for a body that is not a stream; if it is a response, the exception has its text and cost."""
        body = self._redacted_body((self._other_document or b"").decode(errors="replace"))
        fields = json_object(body)
        self._is_free = is_error_body(
            body
        )  # The provider charges nothing for an error, unless it states a cost.
        message = "expected a stream of events, but the response is another document"
        reason = error_message(body) if fields is not None else None
        error = APIStreamError(f"{message}: {reason}" if reason else message, self._request, body=body)
        if fields is not None:
            response = type(self._accumulator.partial_response()).from_dict(fields)
            self._count_cost(response)
            if not self._is_free:
                error.partial = self._with_details(response)
        return self._completed(error)

    def _typed_event(self, event: ServerSentEvent) -> RawEventT:
        """Return the model of an event. Raises APIStreamError if its data is an error, or not a JSON object."""
        problem = "is not a JSON object"
        try:
            fields = json_object(_decode_json(event.data))
        except (ValueError, RecursionError) as error:
            problem = f"is not JSON ({error})"
            fields = None
        if fields is None:  # Not in the `except` block: `error` has the data, which may have the key.
            raise self._stream_error(f"an event of the stream {problem}", self._redacted_body(event.data))
        event_type = fields.get("type")
        is_error = event.type == "error" or event_type == "error"
        if is_error or fields.get("error") or ERROR_FIELDS.status in fields:
            raise self._error_in(event, fields)
        self.done = isinstance(event_type, str) and event_type in self._spec.terminal_events
        typed: RawEventT = self._parse_event(fields)
        if self.done or self._cost_field in fields:
            self._count_cost(typed)
        return typed

    def _error_in(self, event: ServerSentEvent, fields: Mapping[str, object]) -> APIError:
        """Return the exception for an event that is an error."""
        # The provider charges nothing for a failed request, unless it states a cost.
        self._is_free = True
        if self._cost_field in fields:
            self._count_cost(self._parse_event(fields))
        body = self._redacted_body(event.data)
        return self._stream_error(error_message(body) or "an error ended the stream", body)

    def _redacted_body(self, data: str) -> object:
        """Return the data of an event with the key removed: parsed, or as text if it is not JSON."""
        text = self._redactor.redact_json(data) or self._redactor.redact(data)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text

    def _count_cost(self, event: Model) -> None:
        """Count the cost that an event states, itself or in its response, in place of an earlier one."""
        response: object = event.__dict__.get("response")
        cost = cost_in(event, self._spec)
        if isinstance(response, Model):
            self._is_free = is_free(response)
            cost = cost_in(response, self._spec) if cost.usd is None else cost
        if cost.usd is not None:
            self._spend.add(cost.usd - (self.cost.usd or 0.0))
            self.cost = cost

    def _count_costs_after_end(self, events: Iterable[ServerSentEvent]) -> None:
        with suppress(EventTooLarge):
            for event in events:
                try:
                    fields = json_object(json.loads(event.data))
                except (ValueError, RecursionError):
                    continue
                if fields and self._cost_field in fields:
                    self._count_cost(self._parse_event(fields))

    def _stream_error(self, message: str, body: object) -> APIError:
        return self._completed(APIStreamError(message, self._request, body=body))

    def _completed(self, error: APIError) -> APIError:
        """Return `error` with the details of the request and the response added; forget all bytes."""
        self._decoder = Decoder()
        self._other_document = None
        redact_error(error)
        error.retries = self.retries
        error.request_id = self._inference_id or error.request_id or self.request_id
        error.client_request_id = self.client_request_id or error.client_request_id
        error.partial = error.partial or self.partial_response()
        return error

    def partial_response(self) -> ChatCompletion | Response:
        """Return the response accumulated so far, with the details of its request."""
        return self._with_details(self._accumulator.partial_response())

    def _with_details(self, response: ChatCompletion | Response) -> ChatCompletion | Response:
        response.add_details(
            request_id=self.request_id,
            client_request_id=self.client_request_id,
            retries=self.retries,
            cost=self.cost,
        )
        return response


def _is_complete(document: bytes) -> bool:
    """Return whether `document` is a complete JSON document, or is HTML or XML."""
    if document.lstrip().startswith(b"<"):
        return True
    try:
        json.loads(document)
    except (ValueError, RecursionError):
        return False
    return True
