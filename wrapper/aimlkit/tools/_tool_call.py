"""Tool calls: running the functions that the model calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit.structured import OutputValidationError
from aimlkit.tools._function_tool import invalid_arguments_text
from aimlkit.tools._results import tool_result_text

if TYPE_CHECKING:
    from aimlkit.tools._function_tool import FunctionTool


@frozen
class ToolCall:
    """A call of a function tool by the model."""

    name: str
    arguments: str
    """JSON, as the model wrote it."""
    tool: FunctionTool | None
    """The tool of that name; None if there is none."""

    def run(self) -> str:
        """Return the result for the model, or the problem of its call. Raise the exceptions of the function."""
        if self.tool is None:
            return self._unknown_tool()
        try:
            result = self.tool.call(self.arguments)
        except OutputValidationError as error:
            return invalid_arguments_text(self.tool, error)
        return tool_result_text(result)

    async def run_async(self) -> str:
        """Do the same as `run`; a function that is not async runs in a worker thread."""
        if self.tool is None:
            return self._unknown_tool()
        try:
            result = await self.tool.call_async(self.arguments)
        except OutputValidationError as error:
            return invalid_arguments_text(self.tool, error)
        return tool_result_text(result)

    def _unknown_tool(self) -> str:
        return f"There is no tool {self.name}."
