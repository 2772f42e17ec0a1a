"""tool_result_text: results of tools as the model gets them."""

import collections
import dataclasses
import datetime
import decimal
import enum
import json
import types
import uuid
from pathlib import Path
from typing import NamedTuple

import attrs
import pydantic

from aimlkit.tools import tool_result_text
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


def test_tool_result_text_of_a_result_without_json_is_its_str() -> None:
    contains_itself: list[object] = [1]
    contains_itself.append(contains_itself)
    for result in (contains_itself, {frozenset({1}): 2}, {"a": b"\xff"}, {"\ud800": {datetime.date.min: 1}}):
        assert tool_result_text(result) == str(result)
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    assert tool_result_text(deep) == str(deep)
