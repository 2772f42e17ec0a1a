"""`aimlkit models` and `aimlkit balance`."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from aimlkit.mock import MockResponse, MockServer
from tests.models import CHAT_MODELS, MODELS
from tests.wrapper.cli.test_cli import run

Json = Any


@pytest.fixture(autouse=True)
def _environment(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)


def test_models_lists_one_model_a_line() -> None:
    result = run("models")
    assert (result.returncode, result.stderr) == (0, "")
    types = {
        model: "openai/chat-completions" if model in CHAT_MODELS else "openai/responses" for model in MODELS
    }
    assert [tuple(line.split()) for line in result.stdout.splitlines()] == [*types.items()]
    assert (
        len(
            {
                line.index("openai/", len(model))
                for model, line in zip(MODELS, result.stdout.splitlines(), strict=True)
            }
        )
        == 1
    )


def test_models_shows_the_sections_that_are_included(aimlkit_mock: MockServer) -> None:
    result = run("models", "--include", "pricing,modalities", "--include", "capabilities", MODELS[-1].upper())
    assert (result.returncode, result.stderr) == (0, "")
    [line] = result.stdout.splitlines()
    assert line.split("  ") == [
        MODELS[-1],
        "openai/chat-completions" if MODELS[-1] in CHAT_MODELS else "openai/responses",
        "input $1.0 per 1,000,000 token, output $1.0 per 1,000,000 token",
        "text to text",
        "streaming,structured_output,tools",
    ]
    assert (
        aimlkit_mock.requests[0].query
        == f"id={quote(MODELS[-1].upper(), safe='')}&include=pricing%2Cmodalities%2Ccapabilities"
    )


@pytest.mark.parametrize(
    ("pricing", "text"),
    [
        ({"kind": "variable"}, "variable"),
        (
            {"kind": "variants", "variants": [{"when": {"q": "hd"}, "price": 2, "unit": "second", "per": 1}]},
            "{'q': 'hd'}: $2 per 1 second",
        ),
        (
            {"kind": "fixed", "currency": "EUR", "units": [{"name": "image", "price": 2, "per": 1}]},
            "EUR 2 per 1 image",
        ),
        ({"kind": "fixed", "units": [3, {"name": "\x1b[31mx"}]}, "$None per None [31mx"),
        ("\x1b[31m", ""),
        (None, ""),
    ],
)
def test_models_shows_any_price(aimlkit_mock: MockServer, pricing: Json, text: str) -> None:
    model = {"id": "m", "aliases": None, "type": "t", "pricing": pricing}
    aimlkit_mock.enqueue(MockResponse(status=200, body={"object": "list", "data": [model]}))
    result = run("models", "--include", "pricing")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.rstrip().split("  ") == ["m", "t", *([text] if text else [])]


def test_models_prints_json() -> None:
    result = run("models", "--json", MODELS[0], MODELS[-1])
    assert [model["id"] for model in json.loads(result.stdout)["data"]] == [
        *dict.fromkeys([MODELS[0], MODELS[-1]])
    ]


def test_models_that_do_not_exist_are_an_error_of_one_line() -> None:
    result = run("models", f"{MODELS[0]},nope")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "error: /v1/models lists no object whose id or aliases match 'nope'\n"


def test_models_needs_no_key(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIML_API_KEY")
    assert run("models").returncode == 0
    assert "authorization" not in aimlkit_mock.requests[0].headers


def test_balance_prints_lines(aimlkit_mock: MockServer) -> None:
    body = {
        "balance": 1234567,
        "lowBalance": False,
        "lowBalanceThreshold": 10000,
        "lastUpdated": "2026-01-05T09:30:00Z",
        "autoDebitStatus": "disabled",
        "status": "current",
        "statusExplanation": "up to date\x1b[2J",
    }
    aimlkit_mock.enqueue(MockResponse(status=200, body=body))
    result = run("balance")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "balance  1,234,567 credits, not low (below 10,000)\n"
        "status   current (up to date[2J)\n"
        "top-up   disabled\n"
        "updated  2026-01-05T09:30:00Z\n"
    )


def test_balance_prints_json() -> None:
    result = run("balance", "--json")
    assert result.returncode == 0
    assert {"balance", "lowBalance", "status"} <= json.loads(result.stdout).keys()


def test_balance_without_a_key_is_an_error_of_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIML_API_KEY")
    result = run("balance")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "error: no API key: pass api_key=, or set AIML_API_KEY or AIMLAPI_API_KEY\n"


@pytest.mark.parametrize("command", ["models", "balance"])
def test_error_of_the_service_is_one_line(aimlkit_mock: MockServer, command: str) -> None:
    aimlkit_mock.enqueue(MockResponse(status=400))
    result = run(command)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "error: Error code: 400 - Bad Request\n"


@pytest.mark.parametrize("command", ["models", "balance"])
def test_command_describes_itself(command: str) -> None:
    assert "--json" in run(command, "--help").stdout
    assert command in run("--help").stdout
