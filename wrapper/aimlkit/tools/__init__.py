from aimlkit.tools.function_tool import (
    FunctionTool as FunctionTool,
    function_tool as function_tool,
    pydantic_function_tool as pydantic_function_tool,
    function_tools_by_name as function_tools_by_name,
    tool_result_text as tool_result_text,
)
