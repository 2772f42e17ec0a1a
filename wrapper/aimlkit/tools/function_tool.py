from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping


class FunctionTool:
    name: str
    description: str | None
    parameters: Mapping[str, object]
    strict: bool
    function: Callable[..., object] | None

    def parse_arguments(self, text: str, *, response: object | None = None) -> object:
        raise NotImplementedError

    def call(self, arguments: str) -> object:
        raise NotImplementedError

    async def call_async(self, arguments: str) -> object:
        raise NotImplementedError


def function_tool(
    f: Callable[..., object], *, name: str | None = None, description: str | None = None, strict: bool = True
) -> FunctionTool:
    raise NotImplementedError


def pydantic_function_tool(
    model: type, *, name: str | None = None, description: str | None = None
) -> FunctionTool:
    raise NotImplementedError


def function_tools_by_name(tools: Iterable[object]) -> Mapping[str, FunctionTool]:
    raise NotImplementedError


def tool_result_text(result: object) -> str:
    raise NotImplementedError
