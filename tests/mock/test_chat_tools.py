"""The tools of a chat request and its choice among them, in the forms of all models."""

from __future__ import annotations

from typing import Any

import pytest

from aimlkit.mock.chat_tools import function_tools, tool_choice
from aimlkit.mock.model import FunctionTool
from tests.conformance.sent_request import function_of
from tests.mock.test_any_contract import CHAT_REQUEST, chat_contract, post

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
FUNCTION = {"type": "function", "function": {"name": "f", "parameters": SCHEMA}}
TOP_LEVEL = {"name": "g", "input_schema": SCHEMA}
CUSTOM = {"type": "custom", "custom": {"name": "c"}}
HOSTED = {"type": "web_search_20250305", "name": "web_search"}


@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        (FUNCTION, FunctionTool("f", SCHEMA, "/tools/0/function/parameters")),
        (TOP_LEVEL, FunctionTool("g", SCHEMA, "/tools/0/input_schema")),
        ({**TOP_LEVEL, "type": "custom"}, FunctionTool("g", SCHEMA, "/tools/0/input_schema")),
        (
            {"type": "builtin_function", "function": {"name": "$f"}},
            FunctionTool("$f", {}, "/tools/0/function/parameters"),
        ),
        (
            {"type": "function", "function": {"name": "f", "parameters": [1]}},
            FunctionTool("f", {}, "/tools/0/function/parameters"),
        ),
        (CUSTOM, None),
        (HOSTED, None),
        ({"type": "web_search", "web_search": {}}, None),
    ],
)
def test_functions_among_the_tools(tool: Any, expected: FunctionTool | None) -> None:
    assert function_tools({"tools": [tool]}) == ([] if expected is None else [expected])
    # The contract checks take the same tools for functions.
    assert function_of(tool).get("name") == (None if expected is None else expected.name)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (None, ("auto", None)),
        ("none", ("none", None)),
        ("required", ("required", None)),
        ({"type": "function", "function": {"name": "f"}}, ("required", "f")),
        ({"type": "tool", "name": "g"}, ("required", "g")),
        ({"type": "any", "disable_parallel_tool_use": True}, ("required", None)),
        ({"type": "auto"}, ("auto", None)),
        ({"type": "none"}, ("none", None)),
        ({"type": "allowed_tools", "allowed_tools": {"mode": "required", "tools": []}}, ("required", None)),
        ({"type": "custom", "custom": {"name": "c"}}, ("none", None)),
        ({"type": "function", "function": "name"}, ("none", None)),
    ],
)
def test_choice_among_the_tools(choice: Any, expected: tuple[str, str | None]) -> None:
    assert tool_choice({"tool_choice": choice}) == expected


def test_choice_limits_the_functions() -> None:
    allowed = {"mode": "auto", "tools": [{"type": "function", "function": {"name": "f"}}]}
    fields = {"tools": [FUNCTION, TOP_LEVEL], "tool_choice": {"allowed_tools": allowed}}
    assert [tool.name for tool in function_tools(fields)] == ["f"]


def test_completion_for_tools_and_calls_of_every_form() -> None:
    served = chat_contract(tools={}, tool_choice={})
    call = {"id": "1", "type": "custom", "custom": {"name": "c", "input": "x"}}
    messages = [*CHAT_REQUEST["messages"], {"role": "assistant", "tool_calls": [call]}]
    request = {**CHAT_REQUEST, "messages": messages, "tools": [HOSTED, CUSTOM, TOP_LEVEL]}
    message = post(served, json=request).json()["choices"][0]["message"]
    assert [each["function"]["name"] for each in message["tool_calls"]] == ["g"]
    request["tools"] = [HOSTED, CUSTOM]
    assert post(served, json=request).json()["choices"][0]["message"]["content"]
