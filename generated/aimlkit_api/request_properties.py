# Generated from contract.json. Do not edit.
"""The properties of the objects in a request, by model: those of an operation differ from model to model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ObjectProperties(NamedTuple):
    """The properties of the objects at one place in a request; of a union, of all of them together."""

    properties: frozenset[str]
    required: frozenset[str]
    """The properties that each of the objects requires."""
    lists: frozenset[str]
    """The properties that are an array in each of the objects with them."""


def _shape_0_0() -> Mapping[str, ObjectProperties]:
    return {
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
        ),
        "messages": ObjectProperties(
            frozenset(["content", "name", "refusal", "role", "tool_call_id", "tool_calls"]),
            frozenset(["role"]),
            frozenset(["tool_calls"]),
        ),
        "response_format": ObjectProperties(
            frozenset(["json_schema", "type"]),
            frozenset(["type"]),
            frozenset([]),
        ),
        "stream_options": ObjectProperties(
            frozenset(["include_usage"]),
            frozenset(["include_usage"]),
            frozenset([]),
        ),
        "tool_choice": ObjectProperties(
            frozenset(["function", "type"]),
            frozenset(["function", "type"]),
            frozenset([]),
        ),
        "tools": ObjectProperties(
            frozenset(["function", "type"]),
            frozenset(["function", "type"]),
            frozenset([]),
        ),
        "messages/content": ObjectProperties(
            frozenset(["refusal", "text", "type"]),
            frozenset(["type"]),
            frozenset([]),
        ),
        "messages/tool_calls": ObjectProperties(
            frozenset(["function", "id", "type"]),
            frozenset(["function", "id", "type"]),
            frozenset([]),
        ),
        "response_format/json_schema": ObjectProperties(
            frozenset(["description", "name", "schema", "strict"]),
            frozenset(["name"]),
            frozenset([]),
        ),
        "tool_choice/function": ObjectProperties(
            frozenset(["name"]),
            frozenset(["name"]),
            frozenset([]),
        ),
        "tools/function": ObjectProperties(
            frozenset(["description", "name", "parameters", "strict"]),
            frozenset(["name"]),
            frozenset([]),
        ),
    }


def _shape_1_0() -> Mapping[str, ObjectProperties]:
    return {
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
        ),
        "prompt": ObjectProperties(
            frozenset(["id", "variables", "version"]),
            frozenset(["id"]),
            frozenset([]),
        ),
        "reasoning": ObjectProperties(
            frozenset(["effort", "summary"]),
            frozenset([]),
            frozenset([]),
        ),
        "text": ObjectProperties(
            frozenset(["format"]),
            frozenset(["format"]),
            frozenset([]),
        ),
        "tool_choice": ObjectProperties(
            frozenset(["name", "type"]),
            frozenset(["type"]),
            frozenset([]),
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
        ),
        "input/content": ObjectProperties(
            frozenset(["annotations", "file_data", "filename", "logprobs", "refusal", "text", "type"]),
            frozenset(["type"]),
            frozenset(["annotations", "logprobs"]),
        ),
        "input/summary": ObjectProperties(
            frozenset(["text", "type"]),
            frozenset(["text", "type"]),
            frozenset([]),
        ),
        "input/tools": ObjectProperties(
            frozenset(["annotations", "description", "input_schema", "name"]),
            frozenset(["input_schema", "name"]),
            frozenset([]),
        ),
        "text/format": ObjectProperties(
            frozenset(["description", "name", "schema", "strict", "type"]),
            frozenset(["type"]),
            frozenset([]),
        ),
        "tools/allowed_tools": ObjectProperties(
            frozenset(["tool_names"]),
            frozenset([]),
            frozenset(["tool_names"]),
        ),
        "tools/require_approval": ObjectProperties(
            frozenset(["always", "never"]),
            frozenset([]),
            frozenset([]),
        ),
    }


def _shape_1_1() -> Mapping[str, ObjectProperties]:
    return {
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
        ),
        "prompt": ObjectProperties(
            frozenset(["id", "variables", "version"]),
            frozenset(["id"]),
            frozenset([]),
        ),
        "reasoning": ObjectProperties(
            frozenset(["effort", "summary"]),
            frozenset([]),
            frozenset([]),
        ),
        "text": ObjectProperties(
            frozenset(["format"]),
            frozenset(["format"]),
            frozenset([]),
        ),
        "tool_choice": ObjectProperties(
            frozenset(["name", "type"]),
            frozenset(["type"]),
            frozenset([]),
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
                    "search_context_size",
                    "server_label",
                    "server_url",
                    "strict",
                    "type",
                    "user_location",
                ]
            ),
            frozenset(["type"]),
            frozenset([]),
        ),
        "input/content": ObjectProperties(
            frozenset(
                [
                    "annotations",
                    "detail",
                    "file_data",
                    "filename",
                    "image_url",
                    "logprobs",
                    "refusal",
                    "text",
                    "type",
                ]
            ),
            frozenset(["type"]),
            frozenset(["annotations", "logprobs"]),
        ),
        "input/summary": ObjectProperties(
            frozenset(["text", "type"]),
            frozenset(["text", "type"]),
            frozenset([]),
        ),
        "input/tools": ObjectProperties(
            frozenset(["annotations", "description", "input_schema", "name"]),
            frozenset(["input_schema", "name"]),
            frozenset([]),
        ),
        "text/format": ObjectProperties(
            frozenset(["description", "name", "schema", "strict", "type"]),
            frozenset(["type"]),
            frozenset([]),
        ),
        "tools/allowed_tools": ObjectProperties(
            frozenset(["tool_names"]),
            frozenset([]),
            frozenset(["tool_names"]),
        ),
        "tools/require_approval": ObjectProperties(
            frozenset(["always", "never"]),
            frozenset([]),
            frozenset([]),
        ),
        "tools/user_location": ObjectProperties(
            frozenset(["city", "country", "region", "timezone", "type"]),
            frozenset(["type"]),
            frozenset([]),
        ),
    }


#: Functions that return the objects in a request for each model, by the ids of the operations. The keys of their results
#: are the properties that lead to an object, with slashes between them; that of the request itself is empty.
REQUEST_PROPERTIES: Mapping[str, Mapping[str, Callable[[], Mapping[str, ObjectProperties]]]] = {
    "createChatCompletion": {
        "o3-mini": _shape_0_0,
    },
    "createResponse": {
        "o3-mini": _shape_1_0,
        "openai/o3-pro": _shape_1_1,
    },
}
