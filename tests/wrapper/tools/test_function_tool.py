"""Function tools: made of Python functions and types, and called with JSON arguments."""

import asyncio
import copy
import dataclasses
import enum
import functools
import inspect
import json
import sys
import threading
from collections.abc import Generator, Mapping
from typing import Annotated, Any

import attrs
import openai
import pydantic
import pytest
from openai.lib._tools import pydantic_responses_function_tool

import aimlkit
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT_COMPLETIONS
from aimlkit.endpoints.responses import ENDPOINT as RESPONSES
from aimlkit.structured import OutputValidationError
from aimlkit.structured._strict_schema import strict_schema
from aimlkit.tools import (
    FunctionTool,
    function_tool,
    function_tools_by_name,
    invalid_arguments_text,
    pydantic_function_tool,
)

Json = Any
NULL = {"type": "null"}


class Unit(enum.Enum):
    C = "celsius"
    F = "fahrenheit"


@dataclasses.dataclass
class Place:
    city: str
    country: str = "NO"


class Query(pydantic.BaseModel):
    """A query."""

    table: str
    limit: int = 10


@attrs.define
class Span:
    first: int
    last: int | None = None


def get_weather(
    place: Annotated[Place, "where, exactly"],
    unit: Unit = Unit.C,
    *,
    days: Annotated[int, "how many days"] = 3,
) -> Json:
    """Return the weather
    of a place.

    More about it.
    """
    return place, unit, days


def tides(at: str, height: float, depth: int | None) -> str:
    """The tides."""
    return f"{at} {height} {depth}"


async def later(seconds: int) -> int:
    return seconds


# --- making one ---


def test_function_tool_has_the_strict_schema_of_the_parameters() -> None:
    tool = function_tool(get_weather)
    assert (tool.name, tool.description, tool.strict) == (
        "get_weather",
        "Return the weather of a place.",
        True,
    )
    place = {
        "type": "object",
        "properties": {"city": {"type": "string"}, "country": {"anyOf": [{"type": "string"}, NULL]}},
        "required": ["city", "country"],
        "additionalProperties": False,
    }
    unit = {"type": "string", "enum": ["celsius", "fahrenheit"], "title": "Unit"}
    assert tool.parameters == {
        "type": "object",
        "properties": {
            "place": {**place, "description": "where, exactly"},
            "unit": {"anyOf": [{"$ref": "#/$defs/Unit"}, NULL]},
            "days": {"anyOf": [{"type": "integer", "description": "how many days"}, NULL]},
        },
        "required": ["place", "unit", "days"],
        "additionalProperties": False,
        "$defs": {"Place": place, "Unit": unit},
    }


def test_function_tool_name_description_and_strict_can_be_set() -> None:
    tool = function_tool(later, name="wait", description="Waits.", strict=False)
    assert (tool.name, tool.description, tool.strict) == ("wait", "Waits.", False)
    assert function_tool(later).description is None


def test_function_tool_repr_is_short() -> None:
    assert repr(function_tool(later)) == "FunctionTool(name='later', description=None, strict=True)"


def test_function_tool_of_each_callable() -> None:
    class Station:
        def measure(self, quantity: str) -> str:
            return quantity

        def __call__(self, where: "Place") -> str:
            return where.city

    assert function_tool(Station().measure).call('{"quantity": "wind"}') == "wind"
    assert function_tool(Station(), name="station").call('{"where": {"city": "Oslo"}}') == "Oslo"
    assert function_tool(lambda: "now", name="now").call("{}") == "now"
    half = functools.partial(tides, height=1.0)
    assert function_tool(half, name="half").call('{"at": "Oslo", "depth": null}') == "Oslo 1.0 None"

    @functools.wraps(tides)
    def wrapped(*args: Json, **kwargs: Json) -> str:
        return tides(*args, **kwargs)

    assert function_tool(wrapped).call('{"at": "Oslo", "height": 1, "depth": 2}') == "Oslo 1.0 2"


def test_function_tool_of_a_method_of_an_object_without_hash() -> None:
    @dataclasses.dataclass
    class Store:
        items: list[str]

        def find(self, index: int) -> str:
            return self.items[index]

    assert function_tool(Store(["a", "b"]).find).call('{"index": 1}') == "b"


def test_function_tool_arguments_arrive_as_instances() -> None:
    def search(span: Span, query: Query, spans: list[Span], places: dict[str, Place]) -> Json:
        return span, query, spans, places

    arguments = {
        "span": {"first": 1, "last": None},
        "query": {"table": "t", "limit": "3"},
        "spans": [{"first": 2}],
        "places": {"home": {"city": "Oslo"}},
    }
    assert function_tool(search).call(json.dumps(arguments)) == (
        Span(1),
        Query(table="t", limit=3),
        [Span(2)],
        {"home": Place("Oslo")},
    )


def test_function_tool_with_parameter_names_that_pydantic_uses() -> None:
    def save(json: str, schema: str, model_config: str, _private: int = 1) -> Json:
        return json, schema, model_config, _private

    arguments = {"json": "a", "schema": "b", "model_config": "c", "_private": None}
    assert function_tool(save).call(json.dumps(arguments)) == ("a", "b", "c", 1)


def test_function_tool_error_names_the_parameter() -> None:
    def untyped(a, b: int):  # type: ignore[no-untyped-def]  # the subject of this test
        return a

    def starred(*args: int) -> None: ...

    def keywords(**kwargs: int) -> None: ...

    def positional(a: int, /) -> None: ...

    def strange(a: threading.Lock) -> None: ...

    def unknown(a: "Nowhere") -> None: ...  # type: ignore[name-defined]  # noqa: F821

    for function, problem in (
        (untyped, "untyped: the parameter a has no type annotation"),
        (starred, r"starred: the parameter \*args: int cannot be passed by name"),
        (keywords, r"keywords: the parameter \*\*kwargs: int cannot be passed by name"),
        (positional, "positional: the parameter a: int cannot be passed by name"),
        (strange, r"strange\.a has no JSON Schema: .*lock"),
    ):
        with pytest.raises(TypeError, match=problem):
            function_tool(function)
    with pytest.raises(NameError, match="Nowhere"):
        function_tool(unknown)


@pytest.mark.parametrize("name", ["", "get weather", "x" * 65, None])
def test_function_tool_error_if_the_name_is_not_one_for_a_tool(name: str | None) -> None:
    with pytest.raises(ValueError, match="is not a name for a tool: set name="):
        function_tool(lambda: 1, name=name)


@pytest.mark.parametrize("settings", [{}, {"name": "ask", "description": "Asks."}])
def test_pydantic_function_tool_is_that_of_openai_without_defaults(settings: Json) -> None:
    tool = pydantic_function_tool(Query, **settings)
    chat: Json = openai.pydantic_function_tool(Query, **settings)["function"]
    responses: Json = pydantic_responses_function_tool(Query, **settings)
    for official in (chat, responses):
        assert (tool.name, tool.description) == (official["name"], official["description"])
        assert tool.parameters == strict_schema(official["parameters"])
        assert tool.strict is official["strict"]


def test_pydantic_function_tool_arguments_are_instances() -> None:
    assert pydantic_function_tool(Query).parse_arguments('{"table": "t"}') == Query(table="t")
    assert pydantic_function_tool(Place).parse_arguments('{"city": "Oslo", "country": "SE"}') == Place(
        "Oslo", "SE"
    )
    assert pydantic_function_tool(Span).parse_arguments('{"first": 1}') == Span(1)
    with pytest.raises(TypeError, match="the tool Query has no function to call"):
        pydantic_function_tool(Query).call('{"table": "t"}')


# --- calling ---


def test_call_passes_arguments_and_leaves_defaults() -> None:
    tool = function_tool(get_weather)
    arguments = {"place": {"city": "Oslo", "country": None}, "unit": "fahrenheit", "days": None}
    assert tool.call(json.dumps(arguments)) == (Place("Oslo"), Unit.F, 3)
    assert tool.call('{"place": {"city": "Oslo"}}') == (Place("Oslo"), Unit.C, 3)
    assert tool.parse_arguments('{"place": {"city": "Oslo"}, "days": null}') == {"place": Place("Oslo")}


def test_call_error_if_arguments_are_invalid() -> None:
    tool = function_tool(get_weather)
    response = object()
    with pytest.raises(OutputValidationError, match=r"\$\.place\.city: Field required"):
        tool.call('{"place": {}}')
    with pytest.raises(OutputValidationError) as raised:
        tool.parse_arguments("{", response=response)
    assert raised.value.response is response


def test_call_of_a_tool_with_a_schema_of_its_own() -> None:
    tool = FunctionTool("add", "Adds.", {"type": "object"}, function=lambda a, b: a + b)
    assert tool.call('{"a": 1, "b": 2}') == 3
    with pytest.raises(OutputValidationError, match=r"\$: Input should be an object"):
        tool.call("[1, 2]")


def test_call_error_of_the_function_itself_is_raised() -> None:
    def fail(a: int) -> None:
        raise LookupError(a)

    with pytest.raises(LookupError):
        function_tool(fail).call('{"a": 1}')


class AsyncCallable:
    async def __call__(self, seconds: int) -> int:
        return seconds


class Station:
    async def later(self, seconds: int) -> int:
        return seconds


def later_in_a_task(seconds: int) -> asyncio.Task[int]:
    return asyncio.ensure_future(later(seconds))  # Works only in the thread of the event loop.


@functools.wraps(later)
def later_wrapped(*args: Any, **kwargs: Any) -> Any:
    return later(*args, **kwargs)


class Later:
    """A class whose objects can be awaited."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def __await__(self) -> Generator[Any, None, int]:
        return later(self.seconds).__await__()


def later_unannounced(seconds: int):  # type: ignore[no-untyped-def]  # the subject of the tests
    return later(seconds)


ASYNC_TOOLS = [
    function_tool(later),
    function_tool(functools.partial(later), name="partial"),
    function_tool(AsyncCallable(), name="object"),
    function_tool(functools.partial(AsyncCallable()), name="partial_object"),
    function_tool(Station().later, name="method"),
    function_tool(later_in_a_task),
    function_tool(later_wrapped, name="wrapped"),
    function_tool(later_unannounced),
    function_tool(Later, name="class"),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("tool", ASYNC_TOOLS, ids=lambda tool: tool.name)
def test_call_error_if_the_function_is_async(tool: FunctionTool) -> None:
    with pytest.raises(TypeError, match=f"the tool {tool.name} is async: use it with AsyncAIMLAPI"):
        tool.call('{"seconds": 3}')


@pytest.mark.parametrize("tool", ASYNC_TOOLS, ids=lambda tool: tool.name)
def test_call_async_awaits_an_async_function(tool: FunctionTool) -> None:
    assert asyncio.run(tool.call_async('{"seconds": 3}')) == 3


def test_call_async_runs_a_sync_function_in_a_worker_thread() -> None:
    def get_ident() -> int:
        return threading.get_ident()

    assert asyncio.run(function_tool(get_ident, name="thread").call_async("{}")) != threading.get_ident()
    with pytest.raises(TypeError, match="the tool Query has no function to call"):
        asyncio.run(pydantic_function_tool(Query).call_async("{}"))


def test_call_async_adds_a_note_for_a_function_that_needs_the_event_loop() -> None:
    calls: list[int] = []

    def in_a_task(seconds: int):  # type: ignore[no-untyped-def]  # the subject of the test
        calls.append(seconds)
        return asyncio.get_running_loop().create_task(later(seconds))

    with pytest.raises(RuntimeError, match="no running event loop") as raised:
        asyncio.run(function_tool(in_a_task).call_async('{"seconds": 3}'))
    assert raised.value.__notes__ == [
        "The tool in_a_task ran in a worker thread, because it may block. To run it in the event loop,"
        " define it with `async def`, or annotate that it returns an Awaitable."
    ]
    assert calls == [3]

    def blocks(seconds: int) -> None:
        raise RuntimeError(seconds)

    with pytest.raises(RuntimeError) as other:
        asyncio.run(function_tool(blocks).call_async('{"seconds": 3}'))
    assert not hasattr(other.value, "__notes__")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="inspect.markcoroutinefunction is new in Python 3.12")
def test_call_async_runs_a_function_that_is_marked_as_async_in_the_event_loop() -> None:
    def in_a_task(seconds: int):  # type: ignore[no-untyped-def]  # the subject of the test
        return asyncio.get_running_loop().create_task(later(seconds))

    if sys.version_info >= (3, 12):
        inspect.markcoroutinefunction(in_a_task)
    assert asyncio.run(function_tool(in_a_task).call_async('{"seconds": 3}')) == 3


def test_invalid_arguments_text_names_each_path_in_one_short_line() -> None:
    tool = function_tool(get_weather)
    with pytest.raises(OutputValidationError) as raised:
        tool.call('{"place": {"country": 1}, "unit": "kelvin", "more": 1}')
    assert invalid_arguments_text(tool, raised.value) == (
        "Invalid arguments for get_weather: $.place.city: Field required; "
        "$.place.country: Input should be a valid string (got 1); "
        "$.unit: Input should be 'celsius' or 'fahrenheit' (got 'kelvin'); "
        "$.more: Extra inputs are not permitted"
    )
    with pytest.raises(OutputValidationError) as raised:
        tool.call(json.dumps({str(number): number for number in range(1000)}))
    text = invalid_arguments_text(tool, raised.value)
    assert len(text) < 600
    assert text.endswith("(and 996 more)")


# --- the tools of a request ---


def test_function_tools_by_name_has_function_tools_and_strict_dictionaries() -> None:
    weather, query = function_tool(get_weather), pydantic_function_tool(Query)
    flat: Json = {"type": "function", "name": "a", "parameters": {}, "strict": True}
    nested: Json = {"type": "function", "function": {"name": "b", "parameters": {}, "strict": True}}
    loose: Json = {"type": "function", "function": {"name": "c", "parameters": {}}}
    without_parameters: Json = {"type": "function", "function": {"name": "d", "strict": True}}
    other: Json = {"type": "web_search_preview"}
    known = function_tools_by_name([weather, query, flat, nested, loose, without_parameters, other])
    assert known.keys() == {"get_weather", "Query", "a", "b", "d"}
    assert known["get_weather"] is weather
    assert known["a"].parse_arguments("[1]") == [1]


# --- tools as dictionaries ---


@pytest.fixture(params=["chat", "responses"])
def dictionary_tool(request: pytest.FixtureRequest) -> FunctionTool:
    """A tool of a type, in the form of each API."""
    make = {"chat": pydantic_function_tool, "responses": aimlkit.pydantic_responses_function_tool}[
        request.param
    ]
    return make(Place)


def test_function_tool_is_the_dictionary_of_chat_completions() -> None:
    tool = function_tool(later, description="Waits.")
    assert tool["type"] == "function"
    assert tool["function"] == {
        "name": "later",
        "description": "Waits.",
        "parameters": tool.parameters,
        "strict": True,
    }
    assert json.loads(json.dumps(tool)) == tool == {**tool}
    assert "description" not in function_tool(later)["function"]


def test_pydantic_tools_are_the_dictionaries_of_openai_python() -> None:
    class Place(pydantic.BaseModel):
        """A place."""

        city: str

    assert pydantic_function_tool(Place) == openai.pydantic_function_tool(Place)
    assert aimlkit.pydantic_responses_function_tool(Place) == pydantic_responses_function_tool(Place)


def test_function_tool_goes_into_the_requests_of_both_apis(dictionary_tool: FunctionTool) -> None:
    dictionary_tool.definition["description"] = "changed"
    definition = {"name": "Place", "description": "changed", "strict": True}
    definition["parameters"] = dictionary_tool.parameters
    [sent] = _list_of(CHAT_COMPLETIONS.with_tool_parameters({"tools": [dictionary_tool]}))
    assert sent == {"type": "function", "function": definition}
    [sent] = _list_of(RESPONSES.with_tool_parameters({"tools": [dictionary_tool]}))
    assert sent == {"type": "function", **definition}
    assert dictionary_tool.description == "changed"


def _list_of(params: Mapping[str, Any]) -> list[Any]:
    tools: list[Any] = params["tools"]
    return tools


def test_copy_of_a_function_tool_parses_and_calls(dictionary_tool: FunctionTool) -> None:
    for tool in (copy.copy(dictionary_tool), copy.deepcopy(dictionary_tool)):
        assert tool == dictionary_tool
        assert tool.parse_arguments('{"city": "Oslo"}') == Place("Oslo")
    assert function_tools_by_name([dictionary_tool])["Place"] is dictionary_tool
