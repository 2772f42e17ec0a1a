"""accumulate: JSON values that arrive in deltas."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit.streaming._deltas import accumulate, to_jsonable
from tests.wrapper.streaming.json_values import JSON_VALUES

Json = Any


def accumulated(*deltas: Json) -> Json:
    """Return the value that deltas add up to."""
    value: object = None
    for delta in deltas:
        value = accumulate(value, delta)
    return to_jsonable(value)


@pytest.mark.parametrize(
    ("deltas", "value"),
    [
        (["a", "", "b", "c"], "abc"),
        ([None, "a", None], "a"),
        ([None], None),
        ([1, 2.5], 2.5),
        ([True, False], False),
        ([[1], [2, 3]], [1, 2, 3]),
        ([["a"], ["b"]], ["a", "b"]),
        ([{"a": "x"}, {"a": "y", "b": 1}, {"b": None}], {"a": "xy", "b": 1}),
        ([{"a": None}, {}], {"a": None}),
        ([{"a": {"b": ["c"]}}, {"a": {"b": ["d"], "e": 1}}], {"a": {"b": ["c", "d"], "e": 1}}),
        # Identifying fields are repeated, and texts are fragments.
        (
            [{"id": "1", "type": "t", "text": "a"}, {"id": "1", "type": "t", "text": "b"}],
            {"id": "1", "type": "t", "text": "ab"},
        ),
        ([{"id": "1"}, {"id": ""}, {"id": None}], {"id": "1"}),
        # Items with an index are merged, others appended.
        (
            [
                [{"index": 0, "text": "a"}],
                [{"index": 1, "text": "b"}, {"index": 0, "text": "c"}],
                [{"text": "d"}],
            ],
            [{"index": 0, "text": "ac"}, {"index": 1, "text": "b"}, {"text": "d"}],
        ),
        ([[{"index": 5, "text": "a"}, {"index": 5, "text": "b"}]], [{"index": 5, "text": "ab"}]),
        (
            [[{"index": 0, "type": "text", "text": "a"}], [{"index": 0, "type": "encrypted", "data": "b"}]],
            [{"index": 0, "type": "text", "text": "a"}, {"index": 0, "type": "encrypted", "data": "b"}],
        ),
        # A value of another type replaces the one before.
        (["a", 1, {"b": 2}, [3]], [3]),
    ],
)
def test_accumulate(deltas: list[Json], value: Json) -> None:
    assert accumulated(*deltas) == value


def test_accumulate_does_not_change_deltas() -> None:
    deltas = [{"a": [{"index": 0, "b": "x"}], "c": {"d": "e"}}] * 3
    before = copy.deepcopy(deltas)
    assert accumulated(*deltas) == {"a": [{"index": 0, "b": "xxx"}], "c": {"d": "eee"}}
    assert deltas == before


def test_accumulate_of_json_that_is_deeper_than_the_stack() -> None:
    deep: Json = "x"
    for _ in range(100_000):
        deep = {"a": [deep]}
    assert accumulate(accumulate(None, deep), deep)
    assert to_jsonable(accumulate(None, deep))


@given(st.lists(JSON_VALUES, max_size=5))
def test_accumulate_takes_any_json(deltas: list[Json]) -> None:
    json.dumps(accumulated(*deltas))


@given(JSON_VALUES)
def test_accumulate_of_one_delta_is_that_delta(delta: Json) -> None:
    if "index" not in json.dumps(delta):
        assert accumulated(delta) == delta
