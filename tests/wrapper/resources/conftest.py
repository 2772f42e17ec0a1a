"""Fixtures: the same program with openai-python and with aimlkit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import openai
import pytest

import aimlkit
from aimlkit import AIMLAPI
from aimlkit.mock import MockResponse, MockServer

Json = Any

Program: TypeAlias = Callable[[Any], Any]
RunBoth: TypeAlias = Callable[..., tuple[Any, Any]]
"""`run_both(program, *responses)`: the results with openai-python and with aimlkit."""


@pytest.fixture
def run_both(aimlkit_mock: MockServer) -> Iterator[RunBoth]:
    """Run a program, a function of a client, with both packages against the same mock responses.

    The result of a program that raises is the name of the exception, and whether it has the completion.
    """
    options: Json = {"api_key": aimlkit_mock.key, "base_url": aimlkit_mock.base_url}

    with openai.OpenAI(**options) as openai_client, AIMLAPI(**options) as client:

        def run(program: Program, api_client: Json, responses: tuple[MockResponse, ...]) -> Json:
            aimlkit_mock.reset()
            aimlkit_mock.enqueue(*responses)
            try:
                return program(api_client)
            except (openai.OpenAIError, aimlkit.AIMLAPIError) as error:
                return type(error).__name__, hasattr(error, "completion")

        def run_both(program: Program, *responses: MockResponse) -> tuple[Json, Json]:
            return run(program, openai_client, responses), run(program, client, responses)

        yield run_both
