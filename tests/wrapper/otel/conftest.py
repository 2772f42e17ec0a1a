"""Telemetry that keeps what it records in memory."""

from __future__ import annotations

from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from aimlkit.otel import OpenTelemetry

Json = Any


class Recorder:
    """Telemetry for the clients of a test, and the spans and metrics that it recorded."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self.tracer_provider = TracerProvider()
        self.tracer_provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self._meter_provider = MeterProvider([self._reader])

    def telemetry(self, *, capture_content: bool = False) -> OpenTelemetry:
        """Return telemetry for the option of a client."""
        return OpenTelemetry(
            capture_content=capture_content,
            tracer_provider=self.tracer_provider,
            meter_provider=self._meter_provider,
        )

    @property
    def spans(self) -> list[ReadableSpan]:
        """The spans that have ended."""
        return [*self._exporter.get_finished_spans()]

    @property
    def attributes(self) -> Json:
        """The attributes of the only span."""
        [span] = self.spans
        return dict(span.attributes or {})

    def points(self, metric: str) -> list[Json]:
        """Return the attributes of each point of a histogram, with the sum of its values as `sum`."""
        data = self._reader.get_metrics_data()
        return [
            {**(point.attributes or {}), "sum": point.sum}
            for resource in (data.resource_metrics if data else ())
            for scope in resource.scope_metrics
            for each in scope.metrics
            if each.name == metric
            for point in each.data.data_points
            if isinstance(point, HistogramDataPoint)
        ]

    def everything(self) -> str:
        """Return the spans and metrics as text."""
        data = self._reader.get_metrics_data()
        return "".join([*(span.to_json() for span in self.spans), data.to_json() if data else ""])


@pytest.fixture
def recorder() -> Recorder:
    """Return telemetry that keeps what it records in memory."""
    return Recorder()
