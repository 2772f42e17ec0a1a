"""Tool calls: running the functions that the model calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit.structured import OutputValidationError
from aimlkit.tools.function_tool import tool_result_text

if TYPE_CHECKING:
    from aimlkit.tools.function_tool import FunctionTool


@frozen
class ToolCall:
    """A call of a function tool by the model."""

    name: str
    arguments: str
    """JSON, as the model wrote it."""
    tool: FunctionTool | None
    """The tool of that name; None if there is none."""

    def run(self) -> str:
        """Return the result for the model, or the problem of its call. Raises the exceptions of the function."""
        if self.tool is None:
            return self._unknown_tool()
        try:
            result = self.tool.call(self.arguments)
        except OutputValidationError as error:
            return self._invalid_arguments(error)
        return tool_result_text(result)

    async def run_async(self) -> str:
        """Do the same as `run`; a function that is not async runs in a worker thread."""
        if self.tool is None:
            return self._unknown_tool()
        try:
            result = await self.tool.call_async(self.arguments)
        except OutputValidationError as error:
            return self._invalid_arguments(error)
        return tool_result_text(result)

    def _unknown_tool(self) -> str:
        return f"There is no tool {self.name}."

    def _invalid_arguments(self, error: OutputValidationError) -> str:
        return f"Invalid arguments for {self.name}: {error}"
