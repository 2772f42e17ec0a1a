"""Function tools: the description of a function for the model, and calls with the model's arguments."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING, cast, get_origin

from aimlkit.structured import OutputProblem, OutputValidationError
from aimlkit.structured._exceptions import summarize_problems
from aimlkit.structured._json import Json, is_mapping, is_object
from aimlkit.structured._output_format import to_api_name
from aimlkit.structured._readers import Reader, arguments_reader, read_json, type_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aimlkit.structured._json import JsonObject


# The message of asyncio's RuntimeError in a thread without a running event loop, such as a worker thread.
_NO_EVENT_LOOP = "no running event loop"


class FunctionTool(dict[str, Json]):
    """A tool that the model may call with JSON arguments. Goes into `tools=` of both APIs.

    It is the dictionary that describes the tool, in the form of Chat Completions:
    `{"type": "function", "function": {"name": …, "parameters": …}}`. Create one with `function_tool` or
    `pydantic_function_tool`; `pydantic_responses_function_tool` has the form of Responses.
    """

    function: Callable[..., object] | None
    """The function that `call` calls with the arguments; None for a tool that only describes them."""

    def __init__(
        self,
        name: str,
        description: str | None,
        parameters: JsonObject,
        strict: bool = True,
        function: Callable[..., object] | None = None,
        read_arguments: Reader[object] = read_json,
    ) -> None:
        text = {"description": description} if description else {}
        definition = {"name": name, **text, "parameters": parameters, "strict": strict}
        super().__init__(type="function", function=definition)
        self.function = function
        self._read_arguments = read_arguments

    @property
    def definition(self) -> dict[str, Json]:
        """The dictionary that describes the function; in the form of Responses, it is the tool itself."""
        function: dict[str, Json] = self.get("function", self)
        return function

    @property
    def name(self) -> str:
        """The name that the model calls: up to 64 letters, digits, `_` and `-`."""
        name: str = self.definition["name"]
        return name

    @property
    def description(self) -> str | None:
        """A description for the model: the purpose of the tool, and when to use it."""
        description: str | None = self.definition.get("description")
        return description

    @property
    def parameters(self) -> JsonObject:
        """The JSON Schema of the arguments, which are an object."""
        parameters: JsonObject = self.definition["parameters"]
        return parameters

    @property
    def strict(self) -> bool:
        """True if the API enforces the schema."""
        return bool(self.definition.get("strict"))

    def __repr__(self) -> str:
        return f"FunctionTool(name={self.name!r}, description={self.description!r}, strict={self.strict!r})"

    def parse_arguments(self, arguments: str, *, response: object | None = None) -> object:
        """Return the model's arguments, which are JSON text, as Python values.

        For a tool of a function: a dictionary with a value of each parameter's type, without those that take
        their default. For a tool of a type: a value of that type. For all others: plain Python data.

        Raises OutputValidationError, which carries `response`, if the arguments do not match.
        """
        return self._read_arguments(arguments, response=response)

    def call(self, arguments: str) -> object:
        """Call the function with the model's arguments and return its result.

        Raises OutputValidationError if the arguments do not match, TypeError if there is no function, if it is async or
        if its result is to be awaited, and whatever the function raises.
        """
        call = self._bind(arguments)
        async_error = TypeError(f"the tool {self.name} is async: use it with AsyncAIMLAPI")
        if _is_async(call.func):
            raise async_error
        result = call()
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()  # Otherwise Python warns that it was never awaited.
            raise async_error
        return result

    async def call_async(self, arguments: str) -> object:
        """Call the function, sync or async, with the model's arguments and return its result.

        Raises the exceptions of the function, and those of `call` for its arguments.

        A function runs in the event loop if it is known to be async before it is called: it is an `async def`, its
        return annotation is an awaitable such as `asyncio.Task[str]`, or `inspect.markcoroutinefunction` marks it. Every
        other function may block, and so runs in a worker thread; if its result is an awaitable, that is awaited in the
        event loop. A function that needs the running event loop must be known to be async: if it fails in the worker
        thread, it is not called again in the event loop, because its side effects would be repeated.
        """
        call = self._bind(arguments)
        if _is_async(call.func):
            result = call()
        else:
            from anyio.to_thread import run_sync  # noqa: PLC0415 - httpx brings it, and loads it when it needs it

            try:
                result = await run_sync(call)
            except RuntimeError as error:
                if str(error) == _NO_EVENT_LOOP:
                    error.add_note(
                        f"The tool {self.name} ran in a worker thread, because it may block. To run it in the event loop,"
                        " define it with `async def`, or annotate that it returns an Awaitable."
                    )
                raise
        return await result if inspect.isawaitable(result) else result

    def _bind(self, arguments: str) -> partial[object]:
        """Return the function with the model's arguments, ready to be called."""
        if self.function is None:
            raise TypeError(f"the tool {self.name} has no function to call: it only describes arguments")
        values = self.parse_arguments(arguments)
        if not is_object(values):
            problem = OutputProblem("$", "Input should be an object")
            raise OutputValidationError(arguments, [problem])
        return partial(self.function, **values)


def function_tool(
    f: Callable[..., object],
    *,
    name: str | None = None,
    description: str | None = None,
    strict: bool = True,
) -> FunctionTool:
    """Return a tool that calls a function, sync or async.

    Its parameters may have the types that `output_format` allows for fields, described by
    `Annotated[…, "text"]`; arguments arrive as values of these types. A parameter with a default may be null in JSON,
    which stands for the default. `name` defaults to the function's name, and `description` to the first paragraph of
    its docstring.

    Raises TypeError, with the parameter's name, for a parameter without a type or with one that has no JSON Schema, and
    for one that cannot be passed by name (`*args`, `**kwargs`, positional-only). Raises ValueError if the name is not
    one that the API accepts. Raises MissingPydanticError if pydantic is not installed.
    """
    if name is None:
        name = f.__name__ if hasattr(f, "__name__") else ""
    if not name or name != to_api_name(name):
        raise ValueError(f"{name!r} is not a name for a tool: set name= to up to 64 letters, digits, _ and -")
    if description is None:
        first_paragraph = (inspect.getdoc(f) or "").partition("\n\n")[0]
        description = " ".join(first_paragraph.split()) or None
    reader = arguments_reader(f)
    return FunctionTool(name, description, reader.schema, strict, f, reader)


def pydantic_function_tool(
    model: type[object], *, name: str | None = None, description: str | None = None
) -> FunctionTool:
    """Return a tool without a function, whose arguments are read as a pydantic model, or another class with fields.

    `name` defaults to the name of the class, and `description` to its docstring.
    Raises the exceptions of `output_format`.
    """
    reader = type_reader(model)
    if description is None:
        description = model.__doc__
    return FunctionTool(
        name or to_api_name(reader.type_name), description, reader.schema, read_arguments=reader
    )


def pydantic_responses_function_tool(
    model: type[object], *, name: str | None = None, description: str | None = None
) -> FunctionTool:
    """Return a tool as `pydantic_function_tool` does, whose dictionary has the form of Responses.

    That is `{"type": "function", "name": …, "parameters": …}`. Raises the exceptions of `output_format`.
    """
    tool = pydantic_function_tool(model, name=name, description=description)
    tool.update(tool.pop("function"))
    return tool


def function_tools_by_name(tools: Iterable[object]) -> dict[str, FunctionTool]:
    """Return the tools of a request that have arguments to parse, by name.

    They are the FunctionTools, and the dictionaries in the form of either API that are strict
    (`{"type": "function", "function": {…, "strict": True}}` or `{"type": "function", …, "strict": True}`), whose
    arguments are plain Python data.
    """
    by_name: dict[str, FunctionTool] = {}
    for tool in tools:
        if isinstance(tool, FunctionTool):
            by_name[tool.name] = tool
        elif is_mapping(tool):
            settings: JsonObject = tool.get("function", tool)
            if settings.get("strict"):
                name: str = settings["name"]
                by_name[name] = FunctionTool(
                    name, settings.get("description"), settings.get("parameters") or {}
                )
    return by_name


def invalid_arguments_text(tool: FunctionTool, error: OutputValidationError) -> str:
    """Return one short line for the model about its invalid arguments for a tool, so that it tries again."""
    return f"Invalid arguments for {tool.name}: {summarize_problems(error.problems, limit=5)}"


def _is_async(function: Callable[..., object]) -> bool:
    """Return whether a function is known to return an awaitable: as `async def` does, or by its annotation.

    Also for objects with such a `__call__`, and for `functools.partial` of all these.
    """
    while isinstance(function, partial):
        function = cast("partial[object]", function).func
    if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__):
        return True
    try:
        annotation = inspect.signature(function, eval_str=True).return_annotation
    except (NameError, TypeError, ValueError):
        return False
    result_type = get_origin(annotation) or annotation
    return isinstance(result_type, type) and issubclass(result_type, Awaitable)
