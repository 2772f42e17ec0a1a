"""Test your own code with a mock server per test, the pytest fixture `aimlkit_mock`.

    .venv/bin/pytest examples/testing.py

The fixture is in the extra: pip install 'aimlkit[mock]'.
"""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from aimlkit import AIMLAPI, APIError
from aimlkit.mock import MockResponse, MockServer


def summary(client: AIMLAPI, text: str) -> str:
    """Return a summary of the text, or its beginning if the API fails. This is the code under test."""
    try:
        response = client.responses.create(model="o3-mini", input=text, instructions="Summarize.")
    except APIError:
        return text[:10] + "…"
    return response.output_text


@pytest.fixture
def client(aimlkit_mock: MockServer) -> Iterator[AIMLAPI]:
    """Return a client of the mock."""
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_retries=0) as client:
        yield client


def test_summary_is_the_output_of_the_model(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    """Enqueue a response, and inspect the recorded request."""
    aimlkit_mock.enqueue(MockResponse(text="Short."))
    assert summary(client, "A long text.") == "Short."
    assert aimlkit_mock.requests[0].body["instructions"] == "Summarize."


@pytest.mark.parametrize(
    "failure", [MockResponse(status=429), MockResponse(status=503), MockResponse(disconnect_after_bytes=9)]
)
def test_summary_is_the_beginning_if_the_api_fails(
    client: AIMLAPI, aimlkit_mock: MockServer, failure: MockResponse
) -> None:
    """Enqueue errors and a broken connection."""
    aimlkit_mock.enqueue(failure)
    assert summary(client, "A long text.") == "A long tex…"


def main() -> int:
    """Run the tests in this file."""
    tests = [sys.executable, "-m", "pytest", "-q", __file__]
    return subprocess.run(tests, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
