"""Operating the mock: health, metrics, the log, web pages of other origins, other machines."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aimlkit.mock import Faults, MockServer, RecordedRequest
from aimlkit.mock.metrics import BUCKETS, Metrics
from aimlkit.mock.request_log import MIN_SECRET, log_line
from tests.mock.client import CHAT, MockClient
from tests.mock.test_faults import HEADERS, REQUEST, STREAM, send
from tests.mock.test_process import running
from tests.models import CHAT_MODEL, CHAT_OPERATION, needs

pytestmark = needs(CHAT_OPERATION)

SECRET = "sk-very-secret-0123456789"


# --- health ---


def test_health_is_shown_to_everyone(mock_client: MockClient) -> None:
    response = httpx.get(
        f"{mock_client.server.url}/_mock/health", headers={"Host": "mock.test", "Origin": "https://a.test"}
    )
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert httpx.head(f"{mock_client.server.url}/_mock/health").content == b""


# --- metrics ---


def metrics(url: str) -> dict[str, float]:
    """Return the samples by their names and labels."""
    response = httpx.get(f"{url}/_mock/metrics")
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    assert all(
        re.fullmatch(r'aimlkit_mock_\w+(\{\w+="[^\n]*"(,\w+="[^\n]*")*\})? [\d.]+', line) for line in lines
    )
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_metrics_count_requests_rules_and_faults() -> None:
    with MockServer(faults=Faults(unavailable=0.5, seed=2)) as server:
        server.on(contains='a "quoted" Hi').reply(text="Never.")
        server.on(contains="Hi").reply(text="Hi.")
        statuses = [send(server, CHAT, REQUEST).status_code for _ in range(10)]
        send(server, "/nothing", {})
        server.strict = True
        found = metrics(server.url)
    name = 'aimlkit_mock_requests_total{operation="createChatCompletion",status="%d"}'
    assert found[name % 200] == statuses.count(200)
    assert found[name % 503] == statuses.count(503) > 0
    assert found['aimlkit_mock_requests_total{operation="",status="404"}'] == 1
    assert found['aimlkit_mock_faults_total{fault="unavailable"}'] == statuses.count(503)
    assert found["aimlkit_mock_rule_replies_total{rule=\"on(contains='Hi')\"}"] == statuses.count(200)
    assert found["aimlkit_mock_request_seconds_count"] == 11
    assert found['aimlkit_mock_request_seconds_bucket{le="+Inf"}'] == 11
    assert found["aimlkit_mock_rules"] == 2


def test_metrics_buckets_add_up() -> None:
    counters = Metrics()
    for seconds in (0.0005, 0.001, 0.002, 100.0):
        counters.count(RecordedRequest("GET", "/", {}, seconds=seconds))
    buckets = re.findall(r'bucket\{le="(.*)"\} (\d+)', counters.text({}))
    assert buckets == [("0.001", "2"), *((f"{bound:g}", "3") for bound in BUCKETS[1:]), ("+Inf", "4")]


def test_metrics_escape_and_limit_names_of_rules() -> None:
    counters = Metrics()
    counters.count(RecordedRequest("GET", "/", {}, rule='a"b\\c\nd'))
    for number in range(2000):
        counters.count(RecordedRequest("GET", "/", {}, rule=f"rule {number}"))
    text = counters.text({})
    assert 'aimlkit_mock_rule_replies_total{rule="a\\"b\\\\c\\nd"} 1' in text.splitlines()
    assert text.count("rule_replies_total{") == 1000


# --- log ---


def test_log_has_a_line_for_each_request() -> None:
    lines: list[str] = []
    with MockServer(log=lines.append, faults=Faults(unavailable=1)) as server:
        send(server, CHAT, REQUEST)
        send(server, CHAT, {"model": "none"})
        send(server, "/nothing", {})
        httpx.get(f"{server.url}/_mock/health")
    without_times = [re.sub(r" \d+ms", " 0ms", line) for line in lines]
    assert without_times == [
        f"POST /v1/chat/completions 503 0ms model={CHAT_MODEL} fault=unavailable\n",
        "POST /v1/chat/completions 400 0ms\n",
        "POST /v1/nothing 404 0ms\n",
    ]


def test_log_has_no_credentials_of_a_path() -> None:
    lines: list[str] = []
    with MockServer(log=lines.append, key=SECRET) as server:
        httpx.post(f"{server.url}/{SECRET}/other-key-123", headers={"X-Api-Key": "other-key-123"})
    assert re.sub(r"\d+ms", "0ms", lines[0]) == "POST /***/*** 404 0ms\n"


def test_log_names_the_rule() -> None:
    lines: list[str] = []
    with MockServer(log=lines.append) as server:
        server.on(contains="Hi").reply(text="Hi.", name="greeting")
        send(server, CHAT, STREAM)
    assert lines[0].endswith(f"ms model={CHAT_MODEL} rule=greeting\n")


def test_process_logs_no_key() -> None:
    other = "another-key-9876543210"
    with running("--log", "--key", SECRET, "--control-token", f"token-{SECRET}") as (process, url):
        for key in (SECRET, other):
            headers = {"Authorization": f"Bearer {key}", "X-Api-Key": f"x-{key}", "Cookie": f"c={key}"}
            for path in ("/v1/chat/completions", f"/{key}", f"/v1/a%20{key}/b?key={key}", f"/{SECRET}"):
                httpx.post(url + path, json={"model": key}, headers=headers)
        httpx.get(f"{url}/_mock/requests", headers={"Authorization": f"Bearer token-{SECRET}"})
        process.terminate()
        output, errors = process.communicate(timeout=30)
    assert errors.count("POST ") == 8
    assert "/***" in errors
    assert SECRET not in output + errors
    assert other not in output + errors


TEXT = st.text(max_size=300)


@given(path=TEXT, model=TEXT, rule=TEXT, secret=st.text(min_size=MIN_SECRET, max_size=40))
def test_log_line_is_one_line_without_secrets(path: str, model: str, rule: str, secret: str) -> None:
    request = RecordedRequest(
        "POST", f"/{path}{secret}", {}, status=200, model=model + secret, rule=secret + rule
    )
    line = log_line(request, [secret])
    assert line.isprintable()
    assert len(line) < 6 * 3 * 220
    if "***" not in secret and secret not in "POST  200 0ms model= rule=" and secret.isascii():
        quoted = json.dumps(secret)[1:-1]
        assert quoted not in line.replace("***", "")


def test_log_shows_what_a_client_chose_in_quotes() -> None:
    request = RecordedRequest("POST", "/a b\n200", {}, status=404)
    assert log_line(request, []) == 'POST "/a b\\n200" 404 0ms'


# --- web pages of other origins ---


ORIGIN = "https://page.test"


def test_cors_admits_pages_of_the_origin() -> None:
    with MockServer(cors=[ORIGIN]) as server:
        preflight = httpx.options(
            server.base_url + CHAT,
            headers={
                "Origin": ORIGIN,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization, content-type",
            },
        )
        assert preflight.status_code == 200
        assert preflight.headers["access-control-allow-origin"] == ORIGIN
        assert "authorization" in preflight.headers["access-control-allow-headers"]
        response = httpx.post(server.base_url + CHAT, json=STREAM, headers={**HEADERS, "Origin": ORIGIN})
        assert response.headers["access-control-allow-origin"] == ORIGIN
        assert "x-inference-id" in response.headers["access-control-expose-headers"]
        other = httpx.post(
            server.base_url + CHAT, json=REQUEST, headers={**HEADERS, "Origin": "https://b.test"}
        )
        assert "access-control-allow-origin" not in other.headers
        control = httpx.get(f"{server.url}/_mock/requests", headers={"Origin": ORIGIN})
        assert control.status_code == 403


def test_without_cors_no_page_is_admitted(mock_client: MockClient) -> None:
    response = mock_client.http.post(CHAT, json=REQUEST, headers={"Origin": ORIGIN})
    assert "access-control-allow-origin" not in response.headers


def test_process_options_cors_and_control_token() -> None:
    with running("--cors", ORIGIN, "--cors", "https://b.test", "--control-token", "a-long-token") as (_, url):
        for origin in (ORIGIN, "https://b.test"):
            response = httpx.get(f"{url}/v1/models", headers={"Origin": origin})
            assert response.headers["access-control-allow-origin"] == origin
        headers: Any = {"Host": "mock.test"}
        assert httpx.get(f"{url}/_mock/requests", headers=headers).status_code == 403
        headers["Authorization"] = "Bearer a-long-token"
        assert httpx.get(f"{url}/_mock/requests", headers=headers).status_code == 200


# --- records ---


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.dictionaries(
        st.sampled_from(["Authorization", "X-Api-Key", "Cookie"]), st.just(f"Bearer {SECRET}")
    )
)
def test_model_request_has_no_credentials(mock_client: MockClient, headers: dict[str, str]) -> None:
    mock_client.server.reset()
    mock_client.http.post(CHAT, json=REQUEST, headers={**HEADERS, **headers})
    [recorded] = mock_client.server.requests
    assert SECRET not in repr(recorded)
    assert SECRET not in repr(recorded.model_request)
