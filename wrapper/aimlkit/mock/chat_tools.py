"""The tools of a chat request, and its `tool_choice`, in each form that the documents of models describe."""

from collections.abc import Iterator
from typing import cast

from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.model import FunctionTool


def function_tools(fields: JsonObject) -> list[FunctionTool]:
    """Return those tools of a request that are functions, and that its `tool_choice` allows.

    Tools that the service runs itself, and tools with text as their input, are not functions.
    """
    allowed = _allowed_names(fields.get("tool_choice"))
    return [tool for tool in _functions(fields) if allowed is None or tool.name in allowed]


def tool_choice(fields: JsonObject) -> tuple[str, str | None]:
    """Return the mode (none, auto or required), and the name of the function that the request forces, if any.

    If the request forces another tool than a function, the mode is none, because the mock has functions only.
    """
    match fields.get("tool_choice") or "auto":
        case str(mode) | {"allowed_tools": {"mode": str(mode)}} | {"type": ("auto" | "none") as mode}:
            return mode, None
        case {"type": "any"}:
            return "required", None
        case {"function": {"name": str(name)}} | {"type": "tool", "name": str(name)}:
            return "required", name
        case _:
            return "none", None


def called_function(tool_call: JsonObject) -> JsonObject:
    """Return the function of a tool call in a message; an empty object if another tool is called."""
    function: JsonObject = tool_call.get("function") or {}
    return function


def _functions(fields: JsonObject) -> Iterator[FunctionTool]:
    tools: list[JsonObject] = fields.get("tools") or []
    for index, tool in enumerate(tools):
        match tool:
            case {"function": {"name": str(name), **function}}:
                pointer = f"/tools/{index}/function/parameters"
                yield FunctionTool(name, _schema(function.get("parameters")), pointer)
            case {"name": str(name), "input_schema": schema}:
                yield FunctionTool(name, _schema(schema), f"/tools/{index}/input_schema")
            case _:
                pass


def _schema(parameters: object) -> JsonObject:
    """Return the schema of a function's arguments; an empty one if it has no parameters, as some documents allow."""
    return cast("JsonObject", parameters) if isinstance(parameters, dict) else {}


def _allowed_names(choice: object) -> set[str] | None:
    """Return the names of the functions that `choice` allows; None if it has no list of allowed tools."""
    limit: object = cast("JsonObject", choice).get("allowed_tools") if isinstance(choice, dict) else None
    tools: object = cast("JsonObject", limit).get("tools") if isinstance(limit, dict) else None
    if not isinstance(tools, list):
        return None
    return {name for tool in cast("list[object]", tools) if (name := _name_of(tool)) is not None}


def _name_of(tool: object) -> str | None:
    match tool:
        case {"function": {"name": str(name)}} | {"name": str(name)}:
            return name
        case _:
            return None
