"""parse_partial_json: what is complete of JSON text that may end anywhere."""

import json
import sys
from typing import Any

import jiter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit.structured import parse_partial_json


def parse_as_openai_does(text: str) -> object:
    try:
        return jiter.from_json(text.encode(), partial_mode=True)
    except ValueError:
        return None


@pytest.mark.parametrize(
    "text",
    ["[1.", "[1e", "[-", "[1.5", '{"a": 12', "[tr", '{"a": "\\', '{"a": "b\\"', '["a", {', " ", ""],
)
def test_parse_partial_json_of_text_that_ends_anywhere(text: str) -> None:
    assert parse_partial_json(text) == parse_as_openai_does(text)


def test_parse_partial_json_leaves_out_what_is_not_complete() -> None:
    assert parse_partial_json('{"a": [1, 2], "b": "no end') == {"a": [1, 2]}
    assert parse_partial_json("no JSON") is None


def test_parse_partial_json_without_pydantic_returns_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic_core", None)
    assert parse_partial_json('{"a": 1') is None


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**9), 10**9)
        | st.floats(-9, 9).map(lambda number: round(number, 3))
        | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
    st.integers(0, 200),
    st.sampled_from([None, 1]),
)
def test_parse_partial_json_reads_what_openai_reads(value: Any, end: int, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)[:end]
    assert parse_partial_json(text) == parse_as_openai_does(text)
