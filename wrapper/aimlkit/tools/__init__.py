"""Function tools: Python functions, and types, that the model may call with JSON arguments.

Tools made of Python functions and types need pydantic (`pip install 'aimlkit[structured]'`), which is imported when
the first of them is made.
"""

from aimlkit.tools._function_tool import (
    FunctionTool,
    function_tool,
    function_tools_by_name,
    invalid_arguments_text,
    pydantic_function_tool,
    pydantic_responses_function_tool,
)
from aimlkit.tools._results import tool_result_text
from aimlkit.tools._tool_call import RunnableToolCall

__all__ = [
    "FunctionTool",
    "RunnableToolCall",
    "function_tool",
    "function_tools_by_name",
    "invalid_arguments_text",
    "pydantic_function_tool",
    "pydantic_responses_function_tool",
    "tool_result_text",
]
