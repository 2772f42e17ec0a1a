"""Tests of one's own code: pytest gives each test a mock server, as the fixture `aimlkit_mock`.

    .venv/bin/pytest examples/testing.py

It comes with the extra: pip install 'aimlkit[mock]'.
"""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from aimlkit import AIMLAPI, APIError
from aimlkit.mock import MockServer, Step


def summary(client: AIMLAPI, text: str) -> str:
    """The code that is tested: the gist of a text, or of its beginning where nobody answers."""
    try:
        response = client.responses.create(model="o3-mini", input=text, instructions="Sum up.")
    except APIError:
        return text[:10] + "…"
    return response.output_text


@pytest.fixture
def client(aimlkit_mock: MockServer) -> Iterator[AIMLAPI]:
    """A client of the mock."""
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_retries=0) as client:
        yield client


def test_the_answer_is_the_summary(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    """What the mock is to say is scripted, and what it was asked is kept."""
    aimlkit_mock.script.append(Step(text="Short."))
    assert summary(client, "A long text.") == "Short."
    assert aimlkit_mock.requests[0].body["instructions"] == "Sum up."


@pytest.mark.parametrize("trouble", [Step(status=429), Step(status=503), Step(cut_after_bytes=9)])
def test_trouble(client: AIMLAPI, aimlkit_mock: MockServer, trouble: Step) -> None:
    """So is what goes wrong."""
    aimlkit_mock.script.append(trouble)
    assert summary(client, "A long text.") == "A long tex…"


def main() -> int:
    """Run the tests of this file."""
    tests = [sys.executable, "-m", "pytest", "-q", __file__]
    return subprocess.run(tests, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
