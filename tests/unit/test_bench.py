"""tests.bench: a figure is reported only for a complete measurement."""

import io

import pytest

from tests.bench import prism, wrk

SUMMARY = """Running 4s test @ http://127.0.0.1:1/
Requests/sec:   2500.00
{"requests": 10000, "duration": 4000000, "refused": %d, "broken": %d}
"""


def test_wrk_read_returns_the_rate() -> None:
    assert wrk.read(SUMMARY % (0, 0)) == 2500


@pytest.mark.parametrize("errors", [(1, 0), (0, 1)])
def test_wrk_read_fails_if_a_response_is_wrong_or_missing(errors: tuple[int, int]) -> None:
    with pytest.raises(wrk.Failed, match="of 10000 requests"):
        wrk.read(SUMMARY % errors)


def test_prism_address_returns_the_url_of_the_server() -> None:
    output = b"POST http://127.0.0.1:1/v1/responses\nlistening on http://127.0.0.1:2\nmore\n"
    assert prism.address(io.BytesIO(output)) == "http://127.0.0.1:2"


def test_prism_address_fails_if_the_server_does_not_start() -> None:
    with pytest.raises(wrk.Failed, match="no such document"):
        prism.address(io.BytesIO(b"starting\nno such document\n"))


def test_prism_bench_names_the_missing_programs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRISM", "/nowhere/prism")
    monkeypatch.setenv("WRK", "/nowhere/wrk")
    assert prism.main() == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "npm install" in line
    assert "apt-get install wrk" in line
