"""Function tools: what the model has to know of a Python function, and calling it as the model says."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from attrs import define, field

from aimlkit._requests import plain
from aimlkit._schemas import Form, arguments_of, name_of, read, schema_of


@define(frozen=True)
class FunctionTool(Form[Any]):
    """A function that the model may call. Goes into `tools=` of both APIs, beside plain dictionaries."""

    function: Callable[..., Any] | None = field(repr=False, default=None)
    """What is called with the arguments; None where the tool only describes them."""
    _type: ClassVar = "function"
    _key: ClassVar = "parameters"

    def call(self, arguments: str) -> Any:
        """Calls the function with the model's arguments. Raises Mismatch, and what the function raises."""
        if inspect.iscoroutinefunction(self.function):
            raise TypeError(f"the tool {self.name} is async: use it with AsyncAIMLAPI")
        return self._bound(arguments)()

    async def acall(self, arguments: str) -> Any:
        """As `call`, async; a function that is not async runs in a thread of its own."""
        from anyio.to_thread import run_sync  # noqa: PLC0415 (httpx brings it, and loads it when it needs it)

        bound = self._bound(arguments)
        return await (bound() if inspect.iscoroutinefunction(self.function) else run_sync(bound))

    def _bound(self, arguments: str) -> Callable[[], Any]:
        if self.function is None:
            raise TypeError(f"the tool {self.name} describes arguments and has no function to call")
        return partial(self.function, **self.read(arguments))


def function_tool(
    f: Callable[..., Any], *, name: str | None = None, description: str | None = None, strict: bool = True
) -> FunctionTool:
    """A tool of a typed function, sync or async, described by its docstring's first paragraph and Annotated.

    A parameter with a default may be null in JSON, which stands for the default. Raises TypeError for one
    without a type, or of a type that JSON Schema cannot say, and ValueError for a name that no tool can have.
    """
    name = name or getattr(f, "__name__", "")
    if not name or name != name_of(name):
        raise ValueError(f"{name or f!r} is no name for a tool: name= takes letters, digits, _ and -")
    if description is None:
        description = " ".join((inspect.getdoc(f) or "").partition("\n\n")[0].split())
    return FunctionTool(name, schema_of(f), strict, description, partial(arguments_of, f), f)


def pydantic_function_tool(
    model: type[Any], *, name: str | None = None, description: str | None = None
) -> FunctionTool:
    """A tool with no function: its calls have a `model` (of pydantic, or any class) as `parsed_arguments`."""
    said = model.__doc__ if description is None else description
    return FunctionTool(name or name_of(model.__name__), schema_of(model), True, said, partial(read, model))


def tools_by_name(tools: Iterable[Any]) -> dict[str, FunctionTool]:
    """A request's function tools by name; those that are strict dictionaries read arguments as plain JSON."""
    forms = [tool.get("function", tool) for tool in tools if isinstance(tool, Mapping)]
    dictionaries = [FunctionTool(form["name"], form["parameters"]) for form in forms if form.get("strict")]
    known = [*dictionaries, *(tool for tool in tools if isinstance(tool, FunctionTool))]
    return {tool.name: tool for tool in known}


def text_of(result: Any) -> str:
    """A tool's result as the model gets it: text as it is, all else as JSON. TypeError if there is none."""
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    fields = getattr(value, "__attrs_attrs__", None) or getattr(value, "__dataclass_fields__", {}).values()
    if fields:
        return {each.name: getattr(value, each.name) for each in fields}
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, date | UUID) else plain(value)
