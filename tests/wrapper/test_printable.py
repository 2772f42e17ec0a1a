"""Text from a server, as messages and on the terminal: nothing in it deceives the reader."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aimlkit
from aimlkit import AIMLAPI
from aimlkit._printable import to_message, to_terminal
from tests.conftest import examples
from tests.wrapper.payloads import CHAT_PARAMS

UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def unsafe_characters(text: str) -> list[str]:
    return [character for character in text if unicodedata.category(character) in UNSAFE_CATEGORIES]


@pytest.mark.parametrize(
    ("text", "message", "terminal"),
    [
        ("plain", "plain", "plain"),
        ("Füße in Tōkyō 東京 😀", "Füße in Tōkyō 東京 😀", "Füße in Tōkyō 東京 😀"),
        ("a\nb\tc\r\n d", "a b c d", "a\nb\tc\n d"),
        ("\x1b[2J", "\\x1b[2J", "[2J"),
        ("user\u202etxt.exe", "user\\u202etxt.exe", "usertxt.exe"),
        ("pass\u200bword", "pass\\u200bword", "password"),
        ("\U000e0041hidden", "\\U000e0041hidden", "hidden"),
        ("\u3164\U000e0100", "\\u3164\\U000e0100", ""),
        ("a\ud800b", "a\\ud800b", "ab"),
        ("a\u2028b", "a b", "ab"),
    ],
)
def test_unsafe_characters_are_escaped_or_left_out(text: str, message: str, terminal: str) -> None:
    assert to_message(text) == message
    assert to_terminal(text) == terminal


@settings(max_examples=examples(100))
@given(st.text(st.characters()))
def test_no_text_has_unsafe_characters(text: str) -> None:
    assert unsafe_characters(to_message(text)) == []
    assert set(unsafe_characters(to_terminal(text))) <= {"\n", "\t"}


def test_message_has_a_maximal_length() -> None:
    assert to_message("x" * 1000) == "x" * 1000
    assert to_message("x" * 100_000) == "x" * 999 + "…"


@settings(max_examples=examples(50))
@given(
    text=st.text(st.characters(), max_size=50),
    field=st.sampled_from(["message", "error", "detail"]),
    status=st.sampled_from([200, 400, 500]),
)
def test_message_of_an_error_is_one_safe_line(text: str, field: str, status: int) -> None:
    """The body of the exception has the text as it was sent."""
    body: dict[str, Any] = {"error": {field: text}} if status == 200 else {field: text}
    content = json.dumps(body).encode()
    transport = httpx.MockTransport(lambda request: httpx.Response(status, content=content))
    with (
        AIMLAPI(api_key="a", max_retries=0, http_client=httpx.Client(transport=transport)) as client,
        pytest.raises(aimlkit.APIError) as raised,
    ):
        client.chat.completions.create(**CHAT_PARAMS)
    assert unsafe_characters(str(raised.value)) == unsafe_characters(raised.value.message) == []
    assert raised.value.body == body.get("error", body)
