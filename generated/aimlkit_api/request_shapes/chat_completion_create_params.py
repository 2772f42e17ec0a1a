# Generated from contract.json. Do not edit.
"""The request shape of some models of an operation."""

from . import ObjectProperties, RequestShape

SHAPE = RequestShape(
    frozenset([]),
    {},
    {
        "": ObjectProperties(
            frozenset(
                [
                    "max_completion_tokens",
                    "max_tokens",
                    "messages",
                    "model",
                    "n",
                    "provider",
                    "reasoning_effort",
                    "response_format",
                    "seed",
                    "stop",
                    "stream",
                    "stream_options",
                    "tool_choice",
                    "tools",
                ]
            ),
            frozenset(["messages", "model"]),
            frozenset(["messages", "tools"]),
            False,
        ),
        "messages": ObjectProperties(
            frozenset(["content", "name", "refusal", "role", "tool_call_id", "tool_calls"]),
            frozenset(["role"]),
            frozenset(["tool_calls"]),
            False,
        ),
        "response_format": ObjectProperties(
            frozenset(["json_schema", "type"]),
            frozenset(["type"]),
            frozenset([]),
            True,
        ),
        "stream_options": ObjectProperties(
            frozenset(["include_usage"]),
            frozenset(["include_usage"]),
            frozenset([]),
            False,
        ),
        "tool_choice": ObjectProperties(
            frozenset(["function", "type"]),
            frozenset(["function", "type"]),
            frozenset([]),
            False,
        ),
        "tools": ObjectProperties(
            frozenset(["function", "type"]),
            frozenset(["function", "type"]),
            frozenset([]),
            False,
        ),
        "messages/content": ObjectProperties(
            frozenset(["refusal", "text", "type"]),
            frozenset(["type"]),
            frozenset([]),
            False,
        ),
        "messages/tool_calls": ObjectProperties(
            frozenset(["function", "id", "type"]),
            frozenset(["function", "id", "type"]),
            frozenset([]),
            False,
        ),
        "response_format/json_schema": ObjectProperties(
            frozenset(["description", "name", "schema", "strict"]),
            frozenset(["name"]),
            frozenset([]),
            True,
        ),
        "tool_choice/function": ObjectProperties(
            frozenset(["name"]),
            frozenset(["name"]),
            frozenset([]),
            False,
        ),
        "tools/function": ObjectProperties(
            frozenset(["description", "name", "parameters", "strict"]),
            frozenset(["name"]),
            frozenset([]),
            False,
        ),
    },
)
