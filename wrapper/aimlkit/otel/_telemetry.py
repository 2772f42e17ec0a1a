"""Telemetry by means of the API of OpenTelemetry."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from opentelemetry import metrics, trace
from opentelemetry.trace import SpanKind, StatusCode

from aimlkit._exceptions import APIError
from aimlkit._printable import to_message
from aimlkit._replies import with_details
from aimlkit._telemetry import Telemetry
from aimlkit._version import __version__
from aimlkit.otel import _conventions as names
from aimlkit.otel._attributes import Attributes, error_attributes
from aimlkit.otel._observation import Instruments, Observation
from aimlkit.otel._streams import ObservedEvents
from aimlkit.tools import RunnableToolCall

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from contextlib import AbstractContextManager

    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, Tracer, TracerProvider

    from aimlkit._effects import Flow
    from aimlkit._models import AnyResponse
    from aimlkit._redaction import EchoRedactor
    from aimlkit._replies import ParsedReply
    from aimlkit._telemetry import ModelRequest, SendWithRetries
    from aimlkit.endpoints._base import AnyEndpoint

_SCOPE = "aimlkit"


class OpenTelemetry(Telemetry):
    """Spans and metrics of requests to models, by OpenTelemetry's semantic conventions for generative AI.

    Pass it to a client as `telemetry`; several clients may share it. A request has one span, with an event for each
    retry, and a call of a function by `run_tools` has one, too. Without a configured SDK, they are not recorded.
    """

    def __init__(
        self,
        *,
        capture_content: bool = False,
        tracer_provider: TracerProvider | None = None,
        meter_provider: MeterProvider | None = None,
    ) -> None:
        """Create the instruments.

        Args:
            capture_content: True to record what is sent to models and tools, and what they return. By default, no text
                of a user or a model is recorded.
            tracer_provider: The provider of the tracer; by default the global one.
            meter_provider: The provider of the meter; by default the global one.
        """
        self._capture_content = capture_content
        self._instruments = Instruments.of(
            trace.get_tracer(_SCOPE, __version__, tracer_provider),
            metrics.get_meter(_SCOPE, __version__, meter_provider),
        )

    def observe_request(self, request: ModelRequest, send: SendWithRetries) -> Flow[ParsedReply]:
        """Send a request; its span is the current one while it is sent. A stream is observed until its end."""
        observation = Observation(self._instruments, request, capture_content=self._capture_content)
        try:
            with _current(observation.span):
                reply = yield from send(on_retry=observation.add_retry)
        except BaseException as error:
            observation.end(error.partial if isinstance(error, APIError) else None, error)
            raise
        if not request.prepared.read_body:
            observation.end(None)  # The program reads the body itself.
        elif request.prepared.stream:
            return evolve(reply, observe_stream=partial(ObservedEvents, observation=observation))
        else:
            observation.end(_response_in(reply, request.endpoint))
        return reply

    def observe_tools(
        self, calls: Sequence[RunnableToolCall], create_redactor: Callable[[], EchoRedactor]
    ) -> Sequence[RunnableToolCall]:
        """Return tool calls with a span each, which is the current one while the tool runs."""
        return [
            _ObservedToolCall(
                call.name,
                call.arguments,
                call.tool,
                call.call_id,
                tracer=self._instruments.tracer,
                redactor=create_redactor(),
                capture_content=self._capture_content,
            )
            for call in calls
        ]


@frozen(kw_only=True)
class _ObservedToolCall(RunnableToolCall):
    """A tool call with a span."""

    tracer: Tracer
    redactor: EchoRedactor
    capture_content: bool

    def run(self) -> str:
        with self._span() as span:
            return self._with_result(span, super().run())

    async def run_async(self) -> str:
        with self._span() as span:
            return self._with_result(span, await super().run_async())

    @contextmanager
    def _span(self) -> Generator[Span]:
        name = self.redactor.redact(to_message(self.name))
        attributes: Attributes = {
            names.OPERATION_NAME: names.EXECUTE_TOOL,
            names.TOOL_NAME: name,
            names.TOOL_TYPE: "function",
            names.TOOL_CALL_ID: self.redactor.redact(to_message(self.call_id)),
        }
        if self.capture_content:
            attributes[names.TOOL_CALL_ARGUMENTS] = self._content(self.arguments)
        span = self.tracer.start_span(
            f"{names.EXECUTE_TOOL} {name}", kind=SpanKind.INTERNAL, attributes=attributes
        )
        try:
            with _current(span):
                yield span
        except BaseException as error:
            span.set_attributes(error_attributes(error))
            span.set_status(StatusCode.ERROR)
            raise
        finally:
            span.end()

    def _with_result(self, span: Span, result: str) -> str:
        if self.capture_content:
            span.set_attribute(names.TOOL_CALL_RESULT, self._content(result))
        return result

    def _content(self, text: str) -> str:
        return self.redactor.redact(text.encode(errors="replace").decode())


def _current(span: Span) -> AbstractContextManager[Span]:
    """Make a span the current one in a `with` block, which neither ends nor changes it."""
    return trace.use_span(span, record_exception=False, set_status_on_exception=False)


def _response_in(reply: ParsedReply, endpoint: AnyEndpoint) -> AnyResponse:
    response: AnyResponse = endpoint.response_class.from_dict(reply.data)
    return with_details(response, reply)
