"""tool_result_text: results of tools as the model gets them."""

import asyncio
import collections
import dataclasses
import datetime
import decimal
import enum
import json
import math
import types
import uuid
from pathlib import Path
from typing import NamedTuple

import attrs
import pydantic
import pytest

from aimlkit.tools import RunnableToolCall, function_tool, tool_result_text
from aimlkit_api import models


class Unit(enum.Enum):
    C = "celsius"


@dataclasses.dataclass
class Place:
    city: str


class Query(pydantic.BaseModel):
    table: str = pydantic.Field(serialization_alias="from")
    limit: int | None = None


class Pair(NamedTuple):
    first: int
    second: Place


@attrs.define
class Result:
    when: datetime.date
    unit: Unit
    places: list[Place] = attrs.field(factory=list)


@dataclasses.dataclass
class Report:
    results: list[Result]


def test_tool_result_text_leaves_strings_as_they_are() -> None:
    assert tool_result_text("as it is") == "as it is"


def test_tool_result_text_writes_everything_else_as_json() -> None:
    day = datetime.date(2026, 1, 2)
    result = [
        None,
        Result(day, Unit.C, [Place("Tromsø")]),
        Report([Result(day, Unit.C)]),
        Query(table="t"),
        Pair(1, Place("Bergen")),
        {1},
        collections.deque([2]),
        types.MappingProxyType({"a": day}),
        uuid.UUID(int=1),
        Path("a/b"),
    ]
    assert json.loads(tool_result_text(result)) == [
        None,
        {"when": "2026-01-02", "unit": "celsius", "places": [{"city": "Tromsø"}]},
        {"results": [{"when": "2026-01-02", "unit": "celsius", "places": []}]},
        {"from": "t", "limit": None},
        [1, {"city": "Bergen"}],
        [1],
        [2],
        {"a": "2026-01-02"},
        "00000000-0000-0000-0000-000000000001",
        "a/b",
    ]
    assert "ø" in tool_result_text({"a": "ø"})


def test_tool_result_text_of_a_response_of_this_client_is_its_json() -> None:
    function = models.ChatCompletionToolCallFunction.from_dict({"name": "f", "arguments": "{}", "new": 1})
    assert json.loads(tool_result_text([function])) == [{"name": "f", "arguments": "{}", "new": 1}]


def test_tool_result_text_writes_keys_as_pydantic_does() -> None:
    day = datetime.date(2026, 1, 2)
    result = {
        day: {datetime.time(12, 30): decimal.Decimal("1.50")},
        Path("a/b"): [Result(day, Unit.C)],
        1: None,
    }
    assert json.loads(tool_result_text(result)) == {
        "2026-01-02": {"12:30:00": "1.50"},
        "a/b": [{"when": "2026-01-02", "unit": "celsius", "places": []}],
        "1": None,
    }
    assert tool_result_text({("a", 1): datetime.timedelta(minutes=1)}) == '{"a,1": "PT1M"}'


class Opaque:
    """A value that only `str()` can write."""

    def __str__(self) -> str:
        return "opaque ø"


def test_tool_result_text_writes_other_values_by_str() -> None:
    assert tool_result_text(Opaque()) == '"opaque ø"'
    result = [Opaque(), {"a": Opaque()}, Report([Opaque()]), {Opaque(): 1 + 2j}]  # type: ignore[list-item]  # the subject
    written = ["opaque ø", {"a": "opaque ø"}, {"results": ["opaque ø"]}, {"opaque ø": "1+2j"}]
    assert json.loads(tool_result_text(result)) == written


def test_tool_result_text_writes_only_the_part_without_json_by_str() -> None:
    contains_itself: list[object] = [1]
    contains_itself.append(contains_itself)
    result = [
        contains_itself,
        {frozenset({1}): 2},
        {"a": b"\xff", "b": {1, 2}},
        Result(datetime.date.min, Unit.C, [b"\xff", Place("Oslo")]),  # type: ignore[list-item]  # the subject
        {"\ud800": {datetime.date.min: 1}},
    ]
    assert json.loads(tool_result_text(result)) == [
        [1, "[1, [...]]"],
        {"frozenset({1})": 2},
        {"a": "b'\\xff'", "b": [1, 2]},
        {"when": "0001-01-01", "unit": "celsius", "places": ["b'\\xff'", {"city": "Oslo"}]},
        {"\ud800": {"0001-01-01": 1}},
    ]
    assert tool_result_text(b"\xff") == "\"b'\\\\xff'\""
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    assert tool_result_text(deep) == str(deep)


class Measurement(pydantic.BaseModel):
    value: float


def test_tool_result_text_writes_nan_and_infinity_as_strings_or_as_pydantic_does() -> None:
    result = [math.nan, {"a": math.inf}, Measurement(value=-math.inf), {1.5: (-math.inf, 2.5)}]
    written = ["NaN", {"a": "Infinity"}, {"value": None}, {"1.5": ["-Infinity", 2.5]}]

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    assert json.loads(tool_result_text(result), parse_constant=refuse) == written


class Unwritable:
    """A value whose `str()` fails."""

    def __str__(self) -> str:
        raise KeyError("no text")


@pytest.mark.parametrize("is_async", [False, True])
def test_run_reports_a_result_that_cannot_be_written_to_the_model(*, is_async: bool) -> None:
    def measure() -> object:
        return [Unwritable()]

    call = RunnableToolCall("measure", "{}", function_tool(measure))
    text = asyncio.run(call.run_async()) if is_async else call.run()
    assert text == "The result of measure, a list, cannot be written as text (KeyError)."
