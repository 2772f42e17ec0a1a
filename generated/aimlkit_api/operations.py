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


class Parameter(NamedTuple):
    """A parameter of an operation outside its request body."""

    location: str
    """`path`, `query`, `header` or `cookie`."""
    required: bool
    explode: bool
    """Whether each item of a list is a parameter of its own; otherwise, there are commas between them."""


class ListFacts(NamedTuple):
    """How the response of an operation that lists objects depends on its parameters."""

    items: str
    """The property of the response that holds the objects."""
    filters: Mapping[str, tuple[str, ...]]
    """The properties of an object that a parameter filters by, as paths with dots between their names."""


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
    url_parameters: Mapping[str, Parameter]
    """The parameters outside the request body, by name."""
    listing: ListFacts | None
    """How the response depends on the parameters, if the operation lists objects."""
    is_authenticated: bool
    """Whether a request needs an API key."""
    openai_parameters: frozenset[str]
    """The parameters of openai-python for this operation that the API does not document."""
    stream_padding: frozenset[str]
    """The fields of an event that are no part of the response."""


class ErrorFields(NamedTuple):
    """The names of the fields of an error body. A field that the contract does not mark has an empty name."""

    message: str
    path: str
    request_id: str
    status: str
    timestamp: str


class ValueRoles(NamedTuple):
    """Values that clients act on, by role. A role that the contract does not assign has no values."""

    complete: frozenset[str]
    """Of a response: the model has finished."""
    incomplete: frozenset[str]
    """Of a response: a limit or a filter cut it off."""
    failed: frozenset[str]
    """Of a response: it has no usable output."""
    free: frozenset[str]
    """Of a response: the provider charges nothing for it."""
    item_complete: frozenset[str]
    """Of an output item: it is complete."""
    answer_phase: frozenset[str]
    """Of a message: it is part of the final answer."""
    token_limit: frozenset[str]
    """Of a choice: the token limit cut it off."""
    content_filter: frozenset[str]
    """Of a choice, or of an incomplete response: the content filter withheld output."""
    choice_failed: frozenset[str]
    """Of a choice: it failed."""
    fixed_price: frozenset[str]
    """Of a price: it is known in advance."""
    price_variants: frozenset[str]
    """Of a price: it depends on parameters of the request."""
    price_unit: frozenset[str]
    """Of a rate: it is a price for tokens."""
    price_currency: frozenset[str]
    """Of a price: it is in US dollars."""


#: The beginning of most paths, up to the version; empty if they have none.
PREFIX = "/v1"

#: Which tokens the measure of a rate counts: `input`, `output`, and others.
TOKEN_MEASURES: Mapping[str, str] = {
    "cached_input": "cached-input",
    "input_cached": "cached-input",
    "cached": "cached-input",
    "cache_read": "cached-input",
    "input_cache_read": "cached-input",
    "input": "input",
    "prompt": "input",
    "output": "output",
    "completion": "output",
    "reasoning": "reasoning",
    "output_reasoning": "reasoning",
}

#: The options of openai-python's client that have no meaning for the service.
OPENAI_CLIENT_OPTIONS: frozenset[str] = frozenset(
    [
        "_enforce_credentials",
        "_strict_response_validation",
        "admin_api_key",
        "data_residency",
        "organization",
        "project",
        "provider",
        "webhook_secret",
        "websocket_base_url",
        "workload_identity",
    ]
)

ERROR_FIELDS = ErrorFields(
    message="message",
    path="path",
    request_id="requestId",
    status="statusCode",
    timestamp="timestamp",
)

VALUES = ValueRoles(
    complete=frozenset(["completed"]),
    incomplete=frozenset(["incomplete"]),
    failed=frozenset(["cancelled", "failed"]),
    free=frozenset(["failed"]),
    item_complete=frozenset(["completed"]),
    answer_phase=frozenset(["final_answer"]),
    token_limit=frozenset(["length"]),
    content_filter=frozenset(["content_filter"]),
    choice_failed=frozenset(["error"]),
    fixed_price=frozenset(["fixed"]),
    price_variants=frozenset(["variants"]),
    price_unit=frozenset(["token"]),
    price_currency=frozenset(["USD"]),
)

GET_BILLING_BALANCE = OperationSpec(
    id="getBillingBalance",
    method="GET",
    path="/v1/billing/balance",
    parameters=frozenset([]),
    required=frozenset([]),
    models=(),
    response="AccountBalance",
    event=None,
    end_of_stream=None,
    terminal_events=frozenset([]),
    accumulations={},
    cost_path=None,
    credits_path=None,
    output_format_path=None,
    request_objects={},
    url_parameters={},
    listing=None,
    is_authenticated=True,
    openai_parameters=frozenset([]),
    stream_padding=frozenset([]),
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
    url_parameters={
        "X-Client-Request-Id": Parameter("header", required=False, explode=True),
    },
    listing=None,
    is_authenticated=True,
    openai_parameters=frozenset(
        [
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "metadata",
            "modalities",
            "moderation",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier",
            "store",
            "temperature",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options",
        ]
    ),
    stream_padding=frozenset(["obfuscation"]),
)
LIST_MODELS = OperationSpec(
    id="listModels",
    method="GET",
    path="/v1/models",
    parameters=frozenset([]),
    required=frozenset([]),
    models=(),
    response="ModelList",
    event=None,
    end_of_stream=None,
    terminal_events=frozenset([]),
    accumulations={},
    cost_path=None,
    credits_path=None,
    output_format_path=None,
    request_objects={},
    url_parameters={
        "capabilities": Parameter("query", required=False, explode=False),
        "details": Parameter("query", required=False, explode=True),
        "id": Parameter("query", required=False, explode=False),
        "include": Parameter("query", required=False, explode=False),
        "input_modalities": Parameter("query", required=False, explode=False),
        "modalities": Parameter("query", required=False, explode=False),
        "output_modalities": Parameter("query", required=False, explode=False),
        "tags": Parameter("query", required=False, explode=False),
        "type": Parameter("query", required=False, explode=False),
        "If-None-Match": Parameter("header", required=False, explode=True),
    },
    listing=ListFacts(
        items="data",
        filters={
            "capabilities": ("capabilities",),
            "id": ("id", "aliases"),
            "input_modalities": ("modalities.input",),
            "modalities": ("modalities.input", "modalities.output"),
            "output_modalities": ("modalities.output",),
            "tags": ("tags",),
            "type": ("type",),
        },
    ),
    is_authenticated=False,
    openai_parameters=frozenset([]),
    stream_padding=frozenset([]),
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
    url_parameters={
        "X-Client-Request-Id": Parameter("header", required=False, explode=True),
    },
    listing=None,
    is_authenticated=True,
    openai_parameters=frozenset(
        [
            "access_programs",
            "background_options",
            "context_management",
            "conversation",
            "image",
            "max_tool_calls",
            "metadata",
            "moderation",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier",
            "stream_options",
            "temperature",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
        ]
    ),
    stream_padding=frozenset([]),
)

#: The operations by their ids.
OPERATIONS: Mapping[str, OperationSpec] = {
    GET_BILLING_BALANCE.id: GET_BILLING_BALANCE,
    CREATE_CHAT_COMPLETION.id: CREATE_CHAT_COMPLETION,
    LIST_MODELS.id: LIST_MODELS,
    CREATE_RESPONSE.id: CREATE_RESPONSE,
}
