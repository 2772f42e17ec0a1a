"""Counters of a mock as Prometheus text."""

from collections import Counter
from collections.abc import Iterator, Mapping

from aimlkit.mock.recorded_requests import RecordedRequest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

#: Upper bounds, in seconds, of the durations that are counted together.
BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0)

MAX_RULES = 1000  # names of rules with a counter; tests choose these names


class Metrics:
    """Counters since the start of the mock; a reset does not change them."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str]] = Counter()  # by operation and status
        self._rules: Counter[str] = Counter()
        self._faults: Counter[str] = Counter()
        self._durations: Counter[float] = Counter()  # by the upper bound; infinity is the last one
        self._seconds = 0.0

    def count(self, request: RecordedRequest) -> None:
        """Count a request whose response has ended."""
        status = "none" if request.status is None else str(request.status)
        self._requests[request.operation, status] += 1
        if request.rule is not None and (request.rule in self._rules or len(self._rules) < MAX_RULES):
            self._rules[request.rule] += 1
        if request.fault is not None:
            self._faults[request.fault] += 1
        seconds = request.seconds or 0.0
        self._durations[next((bound for bound in BUCKETS if seconds <= bound), float("inf"))] += 1
        self._seconds += seconds

    def text(self, gauges: Mapping[str, int]) -> str:
        """Return the counters, and the gauges by their names, in the text format of Prometheus."""
        return "".join(f"{line}\n" for line in self._lines(gauges))

    def _lines(self, gauges: Mapping[str, int]) -> Iterator[str]:
        yield "# HELP aimlkit_mock_requests_total Requests, by operation of the contract and status."
        yield "# TYPE aimlkit_mock_requests_total counter"
        for (operation, status), number in sorted(self._requests.items()):
            yield f"aimlkit_mock_requests_total{_labels(operation=operation, status=status)} {number}"
        yield "# HELP aimlkit_mock_rule_replies_total Replies of rules, by the name of the rule."
        yield "# TYPE aimlkit_mock_rule_replies_total counter"
        for name, number in sorted(self._rules.items()):
            yield f"aimlkit_mock_rule_replies_total{_labels(rule=name)} {number}"
        yield "# HELP aimlkit_mock_faults_total Random faults, by their name."
        yield "# TYPE aimlkit_mock_faults_total counter"
        for name, number in sorted(self._faults.items()):
            yield f"aimlkit_mock_faults_total{_labels(fault=name)} {number}"
        yield "# HELP aimlkit_mock_request_seconds Seconds from a request to the end of its response."
        yield "# TYPE aimlkit_mock_request_seconds histogram"
        total = 0
        for bound in (*BUCKETS, float("inf")):
            total += self._durations[bound]
            text = "+Inf" if bound == float("inf") else f"{bound:g}"
            yield f"aimlkit_mock_request_seconds_bucket{_labels(le=text)} {total}"
        yield f"aimlkit_mock_request_seconds_sum {self._seconds:.6f}"
        yield f"aimlkit_mock_request_seconds_count {total}"
        for name, number in gauges.items():
            yield f"# TYPE aimlkit_mock_{name} gauge"
            yield f"aimlkit_mock_{name} {number}"


def _labels(**labels: str) -> str:
    """Return labels with their values, escaped."""
    pairs = (f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return "{" + ",".join(pairs) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
