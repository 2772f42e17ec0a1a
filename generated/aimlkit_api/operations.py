# Generated from contract.json. Do not edit.
"""The operations as data, for clients that send requests by other means than the endpoints of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Accumulation(NamedTuple):
    """The field of an output item that grows by the `delta` of an event."""

    item: str
    """The `type` of the output item, which the event's `output_index` finds."""
    list: str | None
    """The list of the item that holds the growing part, which the event's `<list>_index` finds.

    None if the item itself has the growing field.
    """
    part: str | None
    """The `type` of the growing part."""
    field: str
    """The property that grows."""
    done_event: str | None
    """The `type` of the event whose `field` holds the whole text, if there is one."""


class RequestObject(NamedTuple):
    """An object in a request, or in an array in it; of a union, all its objects together."""

    required_nulls: frozenset[str]
    """The properties that the API requires and lets be null. In all others, null is the same as their absence."""
    objects: Mapping[str, RequestObject]
    """The objects in its properties, without those whose keys are data."""


class OperationSpec(NamedTuple):
    """An operation of the API, as the contract describes it."""

    id: str
    method: str
    path: str
    parameters: frozenset[str]
    """The properties that the request body may have."""
    required: frozenset[str]
    """The properties that the request body always has."""
    models: tuple[str, ...]
    """The names of the models that the contract documents; others may work, too."""
    response: str | None
    """The name of the model of the response."""
    event: str | None
    """The name of the model, or union of models, of the events of a stream."""
    end_of_stream: str | None
    """The data of the server-sent event that ends a stream."""
    terminal_events: frozenset[str]
    """The `type` of each event after which a stream is over."""
    accumulations: Mapping[str, Accumulation]
    """The field that grows, by the `type` of the event with the delta."""
    cost_path: tuple[str, ...] | None
    """The path of property names from the response to its cost in US dollars."""
    credits_path: tuple[str, ...] | None
    """The path of property names from the response to its cost in the provider's credits."""
    output_format_path: tuple[str, ...] | None
    """The path of property names from the request to its output format."""
    request_objects: Mapping[str, RequestObject]
    """The objects in the request body, by property."""


class ErrorFields(NamedTuple):
    """The names of the fields of an error body. A field that the contract does not mark has an empty name."""

    message: str
    path: str
    request_id: str
    status: str
    timestamp: str


#: The beginning of all paths, up to the version; empty if they have none in common.
PREFIX = "/v1"

ERROR_FIELDS = ErrorFields(
    message="message",
    path="path",
    request_id="requestId",
    status="statusCode",
    timestamp="timestamp",
)

CREATE_CHAT_COMPLETION = OperationSpec(
    id="createChatCompletion",
    method="POST",
    path="/v1/chat/completions",
    parameters=frozenset(
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
    required=frozenset(["messages", "model"]),
    models=("o3-mini",),
    response="ChatCompletion",
    event="ChatCompletionChunk",
    end_of_stream="[DONE]",
    terminal_events=frozenset([]),
    accumulations={},
    cost_path=("meta", "usage", "usd_spent"),
    credits_path=("meta", "usage", "credits_used"),
    output_format_path=("response_format",),
    request_objects={
        "messages": RequestObject(
            frozenset([]),
            {
                "content": RequestObject(frozenset([]), {}),
                "tool_calls": RequestObject(
                    frozenset([]),
                    {
                        "function": RequestObject(frozenset([]), {}),
                    },
                ),
            },
        ),
        "response_format": RequestObject(
            frozenset([]),
            {
                "json_schema": RequestObject(frozenset([]), {}),
            },
        ),
        "stream_options": RequestObject(frozenset([]), {}),
        "tool_choice": RequestObject(
            frozenset([]),
            {
                "function": RequestObject(frozenset([]), {}),
            },
        ),
        "tools": RequestObject(
            frozenset([]),
            {
                "function": RequestObject(frozenset([]), {}),
            },
        ),
    },
)
CREATE_RESPONSE = OperationSpec(
    id="createResponse",
    method="POST",
    path="/v1/responses",
    parameters=frozenset(
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
    required=frozenset(["input", "model"]),
    models=(
        "o3-mini",
        "openai/o3-pro",
    ),
    response="Response",
    event="ResponseStreamEvent",
    end_of_stream="[DONE]",
    terminal_events=frozenset(["response.completed", "response.failed", "response.incomplete"]),
    accumulations={
        "response.code_interpreter_call_code.delta": Accumulation(
            item="code_interpreter_call",
            list=None,
            part=None,
            field="code",
            done_event="response.code_interpreter_call_code.done",
        ),
        "response.custom_tool_call_input.delta": Accumulation(
            item="custom_tool_call",
            list=None,
            part=None,
            field="input",
            done_event="response.custom_tool_call_input.done",
        ),
        "response.function_call_arguments.delta": Accumulation(
            item="function_call",
            list=None,
            part=None,
            field="arguments",
            done_event="response.function_call_arguments.done",
        ),
        "response.mcp_call_arguments.delta": Accumulation(
            item="mcp_call",
            list=None,
            part=None,
            field="arguments",
            done_event="response.mcp_call_arguments.done",
        ),
        "response.reasoning_summary_text.delta": Accumulation(
            item="reasoning",
            list="summary",
            part="summary_text",
            field="text",
            done_event="response.reasoning_summary_text.done",
        ),
        "response.reasoning_text.delta": Accumulation(
            item="reasoning",
            list="content",
            part="reasoning_text",
            field="text",
            done_event="response.reasoning_text.done",
        ),
        "response.refusal.delta": Accumulation(
            item="message",
            list="content",
            part="refusal",
            field="refusal",
            done_event="response.refusal.done",
        ),
        "response.output_text.delta": Accumulation(
            item="message",
            list="content",
            part="output_text",
            field="text",
            done_event="response.output_text.done",
        ),
    },
    cost_path=("meta", "usage", "usd_spent"),
    credits_path=("meta", "usage", "credits_used"),
    output_format_path=("text", "format"),
    request_objects={
        "input": RequestObject(
            frozenset([]),
            {
                "content": RequestObject(
                    frozenset([]),
                    {
                        "annotations": RequestObject(frozenset([]), {}),
                        "logprobs": RequestObject(
                            frozenset([]),
                            {
                                "top_logprobs": RequestObject(frozenset([]), {}),
                            },
                        ),
                    },
                ),
                "summary": RequestObject(frozenset([]), {}),
                "tools": RequestObject(frozenset([]), {}),
            },
        ),
        "prompt": RequestObject(frozenset([]), {}),
        "reasoning": RequestObject(frozenset([]), {}),
        "text": RequestObject(
            frozenset([]),
            {
                "format": RequestObject(frozenset([]), {}),
            },
        ),
        "tool_choice": RequestObject(frozenset([]), {}),
        "tools": RequestObject(
            frozenset([]),
            {
                "allowed_tools": RequestObject(frozenset([]), {}),
                "require_approval": RequestObject(
                    frozenset([]),
                    {
                        "always": RequestObject(frozenset([]), {}),
                        "never": RequestObject(frozenset([]), {}),
                    },
                ),
                "user_location": RequestObject(frozenset([]), {}),
            },
        ),
    },
)

#: The operations by their ids.
OPERATIONS: Mapping[str, OperationSpec] = {
    CREATE_CHAT_COMPLETION.id: CREATE_CHAT_COMPLETION,
    CREATE_RESPONSE.id: CREATE_RESPONSE,
}
