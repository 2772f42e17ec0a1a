"""The span and the metrics of one request."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from attrs import frozen
from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context

from aimlkit._exceptions import APIError, ResponseFailedError
from aimlkit.otel import _conventions as names
from aimlkit.otel._attributes import (
    body_of,
    error_attributes,
    metric_attributes,
    request_attributes,
    response_attributes,
    token_counts,
)
from aimlkit.otel._messages import input_messages, output_messages, system_instructions

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram, Meter
    from opentelemetry.trace import Tracer

    from aimlkit._models import AnyResponse
    from aimlkit._telemetry import ModelRequest


@frozen
class Instruments:
    """The tracer, and the histograms of the metrics."""

    tracer: Tracer
    duration: Histogram
    time_to_first_chunk: Histogram
    tokens: Histogram

    @classmethod
    def of(cls, tracer: Tracer, meter: Meter) -> Instruments:
        """Return the instruments of a tracer and a meter."""
        return cls(
            tracer,
            duration=meter.create_histogram(
                names.OPERATION_DURATION,
                unit="s",
                description="The duration of a request to a model, until its response is complete.",
                explicit_bucket_boundaries_advisory=names.DURATION_BUCKETS,
            ),
            time_to_first_chunk=meter.create_histogram(
                names.OPERATION_TIME_TO_FIRST_CHUNK,
                unit="s",
                description="The time until the first bytes of a stream arrive.",
                explicit_bucket_boundaries_advisory=names.DURATION_BUCKETS,
            ),
            tokens=meter.create_histogram(
                names.TOKEN_USAGE,
                unit="{token}",
                description="The number of input and output tokens of a response.",
                explicit_bucket_boundaries_advisory=names.TOKEN_BUCKETS,
            ),
        )


class Observation:
    """Observes one request, its retries included, until its response is complete; then it ends, once."""

    def __init__(self, instruments: Instruments, request: ModelRequest, *, capture_content: bool) -> None:
        """Start the span as a child of the current one."""
        self._instruments = instruments
        self._request = request
        self._capture_content = capture_content
        self.has_ended = False
        """True once the span has ended."""
        body = body_of(request.prepared)
        self._attributes = metric_attributes(request, body)
        model = self._attributes.get(names.REQUEST_MODEL)
        attributes = {**self._attributes, **request_attributes(request, body)}
        if capture_content:
            redact = request.create_redactor().redact
            attributes[names.INPUT_MESSAGES] = redact(input_messages(request.endpoint, body))
            if instructions := system_instructions(request.endpoint, body):
                attributes[names.SYSTEM_INSTRUCTIONS] = redact(instructions)
        self._started = time.perf_counter()
        self.span = instruments.tracer.start_span(
            f"{names.CHAT} {model}" if model else names.CHAT, kind=SpanKind.CLIENT, attributes=attributes
        )
        self.context = set_span_in_context(self.span)

    def add_retry(self, error: APIError) -> None:
        """Add an event for an attempt that failed and is followed by another one."""
        self.span.add_event(names.RETRY_EVENT, error_attributes(error))

    def add_first_chunk(self) -> None:
        """Record the time until the first bytes of a stream."""
        seconds = time.perf_counter() - self._started
        self.span.set_attribute(names.TIME_TO_FIRST_CHUNK, seconds)
        self._instruments.time_to_first_chunk.record(seconds, self._attributes, context=self.context)

    def end(self, response: AnyResponse | None, error: BaseException | None = None) -> None:
        """End the span, and record the metrics: of `response`, as far as it has arrived, and of `error`, if it failed."""
        if self.has_ended:
            return
        self.has_ended = True
        failure = {} if error is None else error_attributes(error)
        if error is None and response is not None and response.failure is not None:
            failure[names.ERROR_TYPE] = ResponseFailedError.__name__
        seconds = time.perf_counter() - self._started
        if response is not None:
            self._record_response(response)
        elif isinstance(error, APIError) and error.cost_usd is not None:
            self.span.set_attribute(names.COST_USD, error.cost_usd)
        self.span.set_attributes(failure)
        if failure:
            self.span.set_status(StatusCode.ERROR)
        attributes = {**self._attributes, **failure}
        attributes.pop(names.STATUS_CODE, None)
        self._instruments.duration.record(seconds, attributes, context=self.context)
        self.span.end()

    def _record_response(self, response: AnyResponse) -> None:
        endpoint, redactor = self._request.endpoint, self._request.create_redactor()
        attributes = response_attributes(endpoint, response, redactor)
        if self._capture_content:
            attributes[names.OUTPUT_MESSAGES] = redactor.redact(output_messages(endpoint, response))
        self.span.set_attributes(attributes)
        if names.RESPONSE_MODEL in attributes:
            self._attributes[names.RESPONSE_MODEL] = attributes[names.RESPONSE_MODEL]
        if (counts := token_counts(endpoint, response)) is not None:
            for token_type, count in (("input", counts.input), ("output", counts.output)):
                self._instruments.tokens.record(
                    int(count), {**self._attributes, names.TOKEN_TYPE: token_type}, context=self.context
                )
