"""Test your own code with the mock server: pytest provides one as the fixture `aimlkit_mock`.

    .venv/bin/pytest examples/testing.py

Needs the mock: pip install 'aimlkit[mock]'.
"""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from aimlkit import AIMLAPI, APIError
from aimlkit.mock import MockResponse, MockServer


def summarize(client: AIMLAPI, text: str) -> str:
    """Return a summary of a text, or its beginning if the service fails. This is the code to test."""
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


def test_summarize_returns_the_text_of_the_response(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    """Enqueue a response, and inspect the request."""
    aimlkit_mock.enqueue(MockResponse(text="Short."))
    assert summarize(client, "A long text.") == "Short."
    assert aimlkit_mock.requests[0].body["instructions"] == "Summarize."


@pytest.mark.parametrize(
    "failure", [MockResponse(status=429), MockResponse(status=503), MockResponse(disconnect_after_bytes=9)]
)
def test_summarize_returns_the_beginning_if_the_service_fails(
    client: AIMLAPI, aimlkit_mock: MockServer, failure: MockResponse
) -> None:
    """Enqueue failures: error statuses, and a connection that is lost."""
    aimlkit_mock.enqueue(failure)
    assert summarize(client, "A long text.") == "A long tex…"


def main() -> int:
    """Run the tests in this file."""
    command = [sys.executable, "-m", "pytest", "-q", __file__]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
