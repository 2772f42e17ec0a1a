"""tool_result_text: results of tools as the model gets them."""

import collections
import dataclasses
import datetime
import enum
import json
import types
import uuid
from pathlib import Path
from typing import NamedTuple

import attrs
import pydantic
import pytest

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


@pytest.mark.parametrize("result", [object(), [object()], {"a": object()}, Report([object()]), {(1, 2): 3}])  # type: ignore[list-item]  # the subject of this test
def test_tool_result_text_error_if_there_is_no_json(result: object) -> None:
    with pytest.raises(TypeError, match=r"a tool's result cannot contain a|keys must be"):
        tool_result_text(result)
