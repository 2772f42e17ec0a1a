"""Tool calls: running the functions that the model calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit.structured import MissingPydanticError, OutputValidationError
from aimlkit.tools._function_tool import invalid_arguments_text
from aimlkit.tools._results import tool_result_text

if TYPE_CHECKING:
    from aimlkit.tools._function_tool import FunctionTool


@frozen
class RunnableToolCall:
    """A call that the model requested, with the tool that runs it."""

    name: str
    arguments: str
    """JSON, as the model wrote it."""
    tool: FunctionTool | None
    """The tool of that name; None if there is none."""
    call_id: str = ""
    """The id of the call."""

    def run(self) -> str:
        """Return the result for the model, or the problem of its call. Raises the exceptions of the function."""
        if self.tool is None:
            return self._unknown_tool()
        problem = self._invalid_arguments(self.tool)
        return problem or _result_text(self.tool, self.tool.call(self.arguments))

    async def run_async(self) -> str:
        """Return the result as `run` does; a function that is not async runs in a worker thread."""
        if self.tool is None:
            return self._unknown_tool()
        problem = self._invalid_arguments(self.tool)
        return problem or _result_text(self.tool, await self.tool.call_async(self.arguments))

    def _unknown_tool(self) -> str:
        return f"There is no tool {self.name}."

    def _invalid_arguments(self, tool: FunctionTool) -> str | None:
        """Return the problem of the arguments, for the model; None if they match.

        This is checked before the call: an OutputValidationError that the function itself raises is not about its
        arguments.
        """
        try:
            tool.parse_arguments(self.arguments)
        except OutputValidationError as error:
            return invalid_arguments_text(tool, error)
        return None


def _result_text(tool: FunctionTool, result: object) -> str:
    """Return the result as text for the model, or a description of the problem if code of the result's class fails."""
    try:
        return tool_result_text(result)
    except MissingPydanticError:
        raise
    except Exception as error:
        result_type, problem = type(result).__name__, type(error).__name__
        return f"The result of {tool.name}, a {result_type}, cannot be written as text ({problem})."
