"""Spans of updates and their stages, where OpenTelemetry is installed (`pip install manqal[otel]`) and switched on.

Its standard environment variables say where they go: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME,
OTEL_TRACES_SAMPLER and so on. An exception is noted by its type only, for its words may be somebody's.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

try:
    from opentelemetry import trace
except ImportError:
    trace = None  # type: ignore[assignment]

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def start_tracing() -> bool:
    """Send spans where the environment says, the last ones when the program ends.

    False where the environment names no place or OpenTelemetry is not installed.
    """
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or os.environ.get("OTEL_TRACES_EXPORTER") == "none"
    if off or not any(os.environ.get(name) for name in _ENDPOINTS):
        return False
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        return False
    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "manqal"}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return True


@contextmanager
def span(name: str, **attributes: str | float) -> Iterator[dict[str, Any]]:
    """Let the block be a span; what it puts in the mapping are attributes too, each under `manqal.`."""
    later: dict[str, Any] = {}
    if trace is None:
        yield later
        return
    opened = trace.get_tracer("manqal").start_as_current_span(
        name, attributes=_named(attributes), record_exception=False, set_status_on_exception=False
    )
    with opened as current:
        try:
            yield later
        except BaseException as error:
            current.set_status(trace.StatusCode.ERROR, type(error).__name__)
            raise
        finally:
            current.set_attributes(_named(later))


def _named(attributes: dict[str, Any]) -> dict[str, Any]:
    return {f"manqal.{name}": value for name, value in attributes.items()}
