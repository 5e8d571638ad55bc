"""Spans, with the real SDK where it is installed."""

import subprocess
import sys

import pytest

from bot.telemetry.observing import Kind, Outcome, Stage, note, observed
from bot.telemetry.tracing import start_tracing

sdk = pytest.importorskip("opentelemetry.sdk.trace")
in_memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")


@pytest.fixture
def spans(monkeypatch):
    """Return what was exported, in the order in which it ended."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    exporter, provider = in_memory.InMemorySpanExporter(), sdk.TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter.get_finished_spans


def test_an_update_is_a_span_with_its_stages_below_it(spans):
    with observed(7, "telegram:7041776") as seen:
        seen.took(Stage.WAITED, 0.25)
        with seen.stage(Stage.READ):
            note(kind=Kind.ARTICLE, outcome=Outcome.ANSWERED)

    read, update = spans()
    assert (read.name, update.name) == ("read", "update")
    assert read.parent.span_id == update.context.span_id
    told = dict(update.attributes)
    assert (told["manqal.kind"], told["manqal.outcome"], told["manqal.waited_ms"]) == ("article", "answered", 250)
    assert "7041776" not in f"{told} {dict(read.attributes)}"


def test_a_failure_is_told_by_its_type_and_not_by_its_words(spans):
    with pytest.raises(ValueError, match="secret"), observed(7, "telegram:42"):
        raise ValueError("secret words of an article")

    (update,) = spans()
    assert (update.status.status_code.name, update.status.description) == ("ERROR", "ValueError")
    assert update.events == ()


def test_nothing_is_sent_where_the_environment_names_no_place(monkeypatch):
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    assert start_tracing() is False

    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    assert start_tracing() is False


def test_without_the_package_updates_are_seen_all_the_same():
    program = """
import sys
sys.modules["opentelemetry"] = None  # as if it were not installed
from bot.telemetry.observing import Stage, observed
from bot.telemetry.tracing import start_tracing
with observed(1, "telegram:1") as seen, seen.stage(Stage.READ):
    pass
print(start_tracing(), *seen.stages)
"""
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)

    assert (done.stdout, done.stderr) == ("False read\n", "")


EXPORTING = """
import http.server, threading, os
class Collector(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
got = []
server = http.server.HTTPServer(("127.0.0.1", 0), Collector)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = f"http://127.0.0.1:{server.server_port}"
from bot.telemetry.tracing import start_tracing
from bot.telemetry.observing import observed
assert start_tracing()
with observed(1, "telegram:7041776"):
    pass
from opentelemetry import trace
trace.get_tracer_provider().shutdown()
path, body = got[0]
print(path, b"update" in body, b"manqal" in body, b"7041776" in body)
"""


def test_spans_go_to_the_place_that_the_standard_variable_names():
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    done = subprocess.run([sys.executable, "-c", EXPORTING], capture_output=True, text=True, env={}, check=False)

    assert (done.stdout, done.returncode) == ("/v1/traces True True False\n", 0), done.stderr
