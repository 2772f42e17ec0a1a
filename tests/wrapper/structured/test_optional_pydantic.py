"""pydantic is optional, and imported when it is needed."""

import subprocess
import sys

import pytest

WITHOUT_PYDANTIC = """
import sys
for name in ("pydantic", "pydantic_core", "typing_extensions"):
    sys.modules[name] = None
"""


def run(program: str) -> str:
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return result.stdout.strip()


@pytest.mark.parametrize("module", ["aimlkit", "aimlkit.structured", "aimlkit.tools"])
def test_import_does_not_import_pydantic(module: str) -> None:
    assert (
        run(f"import sys, {module}; print('pydantic' in sys.modules, 'pydantic_core' in sys.modules)")
        == "False False"
    )


def test_json_schemas_and_plain_tools_do_not_import_pydantic() -> None:
    program = """
import sys
from aimlkit.structured import output_format
from aimlkit.tools import FunctionTool, function_tools_by_name, tool_result_text
print(output_format({"type": "object"}).parse("[1]"))
print(FunctionTool("f", None, {}, function=lambda a: a).call('{"a": 2}'))
print(function_tools_by_name([{"name": "g", "parameters": {}, "strict": True}])["g"].parse_arguments("{}"))
print(tool_result_text({"a": [1]}))
print("pydantic" in sys.modules)
"""
    assert run(WITHOUT_PYDANTIC + program).splitlines()[:4] == ["[1]", "2", "{}", '{"a": [1]}']
    assert run(program).endswith("False")


@pytest.mark.parametrize(
    "use",
    [
        "output_format(Point)",
        "pydantic_function_tool(Point)",
        "function_tool(f)",
        "tool_result_text(datetime.date(2026, 1, 2))",
    ],
)
def test_python_types_without_pydantic_raise_an_error_that_names_the_extra(use: str) -> None:
    program = f"""
import dataclasses, datetime
from aimlkit import AIMLAPIError
from aimlkit.structured import output_format
from aimlkit.tools import function_tool, pydantic_function_tool, tool_result_text
@dataclasses.dataclass
class Point:
    x: int
def f(x: int) -> int:
    return x
try:
    {use}
except AIMLAPIError as error:
    print(type(error).__name__, isinstance(error, ImportError), error)
"""
    expected = "MissingPydanticError True structured output needs pydantic: pip install 'aimlkit[structured]'"
    assert run(WITHOUT_PYDANTIC + program) == expected
