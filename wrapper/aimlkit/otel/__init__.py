"""Spans and metrics of requests to models, by OpenTelemetry's conventions for generative AI. Needs `aimlkit[otel]`."""

from aimlkit._exceptions import MissingPackageError

try:
    from aimlkit.otel._telemetry import OpenTelemetry
except ModuleNotFoundError as error:
    if error.name is None or not error.name.startswith("opentelemetry"):
        raise
    raise MissingPackageError("aimlkit.otel needs opentelemetry-api: pip install 'aimlkit[otel]'") from None

__all__ = ["OpenTelemetry"]
