"""The benchmarks of the mock: with Prism, and with rules; the chart of the client's."""

import io
import sys
import xml.etree.ElementTree as ET

import pytest

from aimlkit.mock import create_app
from aimlkit.mock.app import mock_state
from tests.bench import chart, prism, rules, wrk
from tests.bench.requests import chat_request
from tests.models import CHAT_OPERATION, needs

SUMMARY = """Running 4s test @ http://127.0.0.1:1/
Requests/sec:   2500.00
{"requests": 10000, "duration": 4000000, "errors": %d, "failures": %d}
"""


def test_parse_rate_returns_requests_per_second() -> None:
    assert wrk.parse_rate(SUMMARY % (0, 0)) == 2500


@pytest.mark.parametrize("errors", [(1, 0), (0, 1)])
def test_parse_rate_raises_if_a_request_failed(errors: tuple[int, int]) -> None:
    with pytest.raises(wrk.MeasurementError, match="of 10000 requests"):
        wrk.parse_rate(SUMMARY % errors)


def test_read_url_finds_the_url_that_ends_a_line() -> None:
    output = b"POST http://127.0.0.1:1/v1/responses\nlistening on http://127.0.0.1:2\nmore\n"
    assert prism.read_url(io.BytesIO(output)) == "http://127.0.0.1:2"


def test_read_url_raises_if_the_server_does_not_start() -> None:
    with pytest.raises(wrk.MeasurementError, match="no such document"):
        prism.read_url(io.BytesIO(b"starting\nno such document\n"))


@pytest.mark.parametrize(("mock_rate", "verdict"), [(3000, "met"), (2999, "MISSED")])
def test_comparison_prints_whether_the_goal_is_met(mock_rate: float, verdict: str) -> None:
    assert prism.comparison("chat", mock_rate, 1000).endswith(f"ratio 3.0 (goal ≥ 3.0: {verdict})")


def test_modes_line_has_the_rate_of_each_mode() -> None:
    line = prism.modes_line({"plain": 2000.4, "Prism": 500})
    assert line == "the mock, requests/s: plain 2000, Prism 500"


def test_other_modes_respond_to_the_request() -> None:
    # Starts five processes.
    with (
        prism.serving(sys.executable, "-m", "aimlkit.mock", "--port", "0") as base_url,
        prism.other_modes(base_url.removesuffix("/v1")) as urls,
    ):
        assert len(urls) == 3
        for url in urls.values():
            prism.check_accepts(url, chat_request())


def test_main_names_the_missing_tools(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRISM", "/nowhere/prism")
    monkeypatch.setenv("WRK", "/nowhere/wrk")
    assert prism.main() == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "npm install" in line
    assert "apt-get install wrk" in line


def test_prism_read_url_accepts_the_base_url_of_the_mock() -> None:
    assert prism.read_url(io.BytesIO(b"http://127.0.0.1:2/v1\n")) == "http://127.0.0.1:2/v1"


@needs(CHAT_OPERATION)
def test_rules_benchmark_sends_a_request_that_no_rule_matches() -> None:
    app = rules.with_rules(create_app())
    assert rules.cpu_time(app) > 0
    assert len(mock_state(app).rules) == rules.RULES
    assert not any(rule.uses for rule in mock_state(app).rules)


@pytest.mark.parametrize(("time", "verdict"), [(0.00175, "met"), (0.0018, "MISSED")])
def test_rules_benchmark_prints_whether_the_goal_is_met(time: float, verdict: str) -> None:
    assert rules.line(0.001, time).endswith(f"(goal ≤ 1.75: {verdict})")


def test_chart_has_the_figures_and_the_machine() -> None:
    row = {
        "label": "chat <call>",
        "unit": "µs",
        "figures": {"httpx": 100.0, "aimlkit": 110.0, "openai": 1250.0},
    }
    svg = chart.chart({**chart.machine(), "rows": [row]})
    root = ET.fromstring(svg)
    texts = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"chat <call>", "httpx 100 µs", "aimlkit 110 µs", "openai 1,250 µs"} <= {*texts}
    assert all(name in texts[-1] for name in ("processors", "load", "Python", "aimlkit", "httpx", "openai"))
    widths = [float(each.attrib["width"]) for each in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[1] / widths[2] == pytest.approx(110 / 1250, rel=0.01)
    assert "prefers-color-scheme: dark" in svg
    assert "://" not in svg.replace("http://www.w3.org/2000/svg", "")
