# Generated from contract.json. Do not edit.
"""The request shape of some models of an operation."""

from . import ObjectProperties, RequestShape, UnsupportedValues

SHAPE = RequestShape(
    frozenset([]),
    {
        "input": UnsupportedValues(
            frozenset([]),
            {
                "content": UnsupportedValues(
                    frozenset([]),
                    {
                        "type": UnsupportedValues(frozenset(["input_image"]), {}),
                    },
                ),
                "status": UnsupportedValues(frozenset(["failed", "searching"]), {}),
                "type": UnsupportedValues(frozenset(["web_search_call"]), {}),
            },
        ),
        "tools": UnsupportedValues(
            frozenset([]),
            {
                "type": UnsupportedValues(
                    frozenset(["web_search_preview", "web_search_preview_2025_03_11"]), {}
                ),
            },
        ),
    },
    {
        "": ObjectProperties(
            frozenset(
                [
                    "background",
                    "include",
                    "input",
                    "instructions",
                    "max_output_tokens",
                    "model",
                    "parallel_tool_calls",
                    "previous_response_id",
                    "prompt",
                    "reasoning",
                    "store",
                    "stream",
                    "text",
                    "tool_choice",
                    "tools",
                    "truncation",
                ]
            ),
            frozenset(["input", "model"]),
            frozenset(["include", "tools"]),
            False,
        ),
        "input": ObjectProperties(
            frozenset(
                [
                    "approval_request_id",
                    "approve",
                    "arguments",
                    "call_id",
                    "content",
                    "encrypted_content",
                    "error",
                    "id",
                    "name",
                    "output",
                    "reason",
                    "role",
                    "server_label",
                    "status",
                    "summary",
                    "tools",
                    "type",
                ]
            ),
            frozenset([]),
            frozenset(["summary", "tools"]),
            False,
        ),
        "prompt": ObjectProperties(
            frozenset(["id", "variables", "version"]),
            frozenset(["id"]),
            frozenset([]),
            False,
        ),
        "reasoning": ObjectProperties(
            frozenset(["effort", "summary"]),
            frozenset([]),
            frozenset([]),
            False,
        ),
        "text": ObjectProperties(
            frozenset(["format"]),
            frozenset(["format"]),
            frozenset([]),
            False,
        ),
        "tool_choice": ObjectProperties(
            frozenset(["name", "type"]),
            frozenset(["type"]),
            frozenset([]),
            False,
        ),
        "tools": ObjectProperties(
            frozenset(
                [
                    "allowed_tools",
                    "description",
                    "headers",
                    "name",
                    "parameters",
                    "require_approval",
                    "server_label",
                    "server_url",
                    "strict",
                    "type",
                ]
            ),
            frozenset(["type"]),
            frozenset([]),
            False,
        ),
        "input/content": ObjectProperties(
            frozenset(["annotations", "file_data", "filename", "logprobs", "refusal", "text", "type"]),
            frozenset(["type"]),
            frozenset(["annotations", "logprobs"]),
            False,
        ),
        "input/summary": ObjectProperties(
            frozenset(["text", "type"]),
            frozenset(["text", "type"]),
            frozenset([]),
            False,
        ),
        "input/tools": ObjectProperties(
            frozenset(["annotations", "description", "input_schema", "name"]),
            frozenset(["input_schema", "name"]),
            frozenset([]),
            False,
        ),
        "text/format": ObjectProperties(
            frozenset(["description", "name", "schema", "strict", "type"]),
            frozenset(["type"]),
            frozenset([]),
            False,
        ),
        "tools/allowed_tools": ObjectProperties(
            frozenset(["tool_names"]),
            frozenset([]),
            frozenset(["tool_names"]),
            False,
        ),
        "tools/require_approval": ObjectProperties(
            frozenset(["always", "never"]),
            frozenset([]),
            frozenset([]),
            False,
        ),
    },
)
