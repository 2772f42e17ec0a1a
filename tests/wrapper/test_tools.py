"""Function tools: made of Python functions, called with what a model writes."""

import asyncio
import dataclasses
import datetime
import enum
import functools
import json
import threading
import uuid
from typing import Annotated, Any, get_type_hints

import attrs
import openai
import pydantic
import pytest
from openai.lib._tools import pydantic_responses_function_tool

from aimlkit._schemas import Mismatch
from aimlkit._tools import function_tool, pydantic_function_tool, text_of, tools_by_name
from aimlkit_api import params

Json = Any


class Unit(enum.Enum):
    C = "celsius"
    F = "fahrenheit"


@dataclasses.dataclass
class Place:
    city: str
    country: str = "NO"


def get_weather(
    place: Annotated[Place, "where, exactly"],
    unit: Unit = Unit.C,
    *,
    days: Annotated[int, "how many days"] = 3,
) -> Json:
    """What the weather
    will be.

    More about it.
    """
    return place, unit, days


def tides(at: str, height: float, depth: int | None) -> str:
    """The tides."""
    return f"{at} {height} {depth}"


async def later(seconds: int) -> int:
    return seconds


def test_what_the_model_gets_to_know() -> None:
    tool = function_tool(get_weather)
    nothing = {"type": "null"}
    properties = {
        "place": {"anyOf": [{"$ref": "#/$defs/Place"}], "description": "where, exactly"},
        "unit": {"anyOf": [{"type": "string", "enum": ["celsius", "fahrenheit"]}, nothing]},
        "days": {"anyOf": [{"type": "integer", "description": "how many days"}, nothing]},
    }
    parameters = {
        "type": "object",
        "properties": properties,
        "required": ["place", "unit", "days"],
        "additionalProperties": False,
        "$defs": {
            "Place": {
                "type": "object",
                "properties": {
                    "city": {"type": "string"},
                    "country": {"anyOf": [{"type": "string"}, nothing]},
                },
                "required": ["city", "country"],
                "additionalProperties": False,
            }
        },
    }
    form = {
        "name": "get_weather",
        "description": "What the weather will be.",
        "parameters": parameters,
        "strict": True,
    }
    assert tool.chat_param() == {"type": "function", "function": form}
    assert tool.responses_param() == {"type": "function", **form}
    assert tool.responses_param().keys() == get_type_hints(params.FunctionToolParam).keys()
    assert form.keys() == get_type_hints(params.FunctionDefinitionParam).keys()


def test_what_else_it_may_be_called() -> None:
    tool = function_tool(later, name="wait", description="Waits.", strict=False)
    assert (tool.name, tool.description, tool.strict) == ("wait", "Waits.", False)
    assert "description" not in function_tool(later).chat_param()["function"]


def test_calling() -> None:
    given = {"place": {"city": "Oslo", "country": None}, "unit": "fahrenheit", "days": None}
    assert function_tool(get_weather).call(json.dumps(given)) == (Place("Oslo"), Unit.F, 3)
    assert function_tool(get_weather).call('{"place": {"city": "Oslo"}}') == (Place("Oslo"), Unit.C, 3)
    assert function_tool(lambda: "now", name="now").call("{}") == "now"
    with pytest.raises(Mismatch, match=r"\$\.place\.city: it is missing"):
        function_tool(get_weather).call('{"place": {}}')


def test_what_is_callable() -> None:
    class Station:
        def measure(self, what: str) -> str:
            return what

        def __call__(self, where: "Place") -> str:
            return where.city

    assert function_tool(Station().measure).call('{"what": "wind"}') == "wind"
    assert function_tool(Station(), name="station").call('{"where": {"city": "Oslo"}}') == "Oslo"
    half = functools.partial(tides, height=1.0)
    assert function_tool(half, name="half").call('{"at": "Oslo", "depth": null}') == "Oslo 1.0 None"

    @functools.wraps(tides)
    def wrapped(*args: Json, **kwargs: Json) -> str:
        return tides(*args, **kwargs)

    assert function_tool(wrapped).call('{"at": "Oslo", "height": 1, "depth": 2}') == "Oslo 1.0 2"


def test_calling_async() -> None:
    def get_ident() -> int:
        return threading.get_ident()

    async def run() -> None:
        assert await function_tool(later).acall('{"seconds": 3}') == 3
        assert await function_tool(functools.partial(later), name="p").acall('{"seconds": 3}') == 3
        there = await function_tool(get_ident, name="where").acall("{}")
        assert there != threading.get_ident()  # A function that blocks does not block the event loop.

    asyncio.run(run())
    with pytest.raises(TypeError, match="the tool later is async"):
        function_tool(later).call('{"seconds": 3}')


def test_what_a_tool_cannot_be() -> None:
    def untyped(a, b: int):  # type: ignore[no-untyped-def]
        return a

    def starred(*args: int) -> None: ...

    def positional(a: int, /) -> None: ...

    def strange(a: bytes) -> None: ...

    def unknown(a: "Nowhere") -> None: ...  # type: ignore[name-defined]  # noqa: F821

    for function, problem in (
        (untyped, "untyped.* a has no type"),
        (starred, r"starred.*\*args: int .* cannot be given by name"),
        (positional, "positional.* cannot be given by name"),
        (strange, r"strange\.a: JSON Schema cannot say <class 'bytes'>"),
    ):
        with pytest.raises(TypeError, match=problem):
            function_tool(function)
    with pytest.raises(NameError, match="Nowhere"):
        function_tool(unknown)
    for name in ("", "get weather", "x" * 65, None):
        with pytest.raises(ValueError, match="no name for a tool"):
            function_tool(lambda: 1, name=name)


class Query(pydantic.BaseModel):
    """A query."""

    table: str
    limit: int = 10


def test_pydantic_tools_as_the_official_package_makes_them() -> None:
    wanted: Json
    for wanted in ({}, {"name": "ask", "description": "Asks."}):
        tool = pydantic_function_tool(Query, **wanted)
        assert tool.chat_param() == openai.pydantic_function_tool(Query, **wanted)
        assert tool.responses_param() == pydantic_responses_function_tool(Query, **wanted)
    assert pydantic_function_tool(Query).read('{"table": "t"}') == Query(table="t")
    assert pydantic_function_tool(Place).read('{"city": "Oslo", "country": "NO"}') == Place("Oslo")
    with pytest.raises(TypeError, match="has no function to call"):
        pydantic_function_tool(Query).call('{"table": "t"}')


def test_the_tools_of_a_request() -> None:
    weather, query = function_tool(get_weather), pydantic_function_tool(Query)
    strict: Json = {"type": "function", "name": "a", "parameters": {}, "strict": True}
    loose: Json = {"type": "function", "function": {"name": "b", "parameters": {}}}
    known = tools_by_name([weather, query, strict, loose, {"type": "web_search_preview"}])
    assert known.keys() == {"get_weather", "Query", "a"}
    assert known["get_weather"] is weather
    assert known["a"].read("[1]") == [1]


@attrs.define
class Result:
    when: datetime.date
    unit: Unit


def test_results_as_text() -> None:
    assert text_of("as it is") == "as it is"
    assert text_of(None) == "null"
    value = [
        Result(datetime.date(2026, 1, 2), Unit.C),
        Place("Tromsø"),
        Query(table="t"),
        {1},
        uuid.UUID(int=1),
    ]
    assert json.loads(text_of(value)) == [
        {"when": "2026-01-02", "unit": "celsius"},
        {"city": "Tromsø", "country": "NO"},
        {"table": "t", "limit": 10},
        [1],
        "00000000-0000-0000-0000-000000000001",
    ]
    assert "ø" in text_of({"a": "ø"})
    with pytest.raises(TypeError, match="a complex cannot be sent"):
        text_of({"a": 1j})


def test_a_tool_in_a_log() -> None:
    assert repr(function_tool(later)) == "FunctionTool(name='later', strict=True, description='')"
