# Generated from contract.json. Do not edit.
"""The parameters of requests, as typed dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003  (for typing.get_type_hints)
from typing import Literal, NotRequired, TypeAlias, TypedDict


class ChatCompletionAssistantMessageParam(TypedDict):
    """What the model said before."""

    content: NotRequired[Sequence[ChatCompletionContentPartTextParam | ResponseOutputRefusalParam] | str]
    name: NotRequired[str]
    refusal: NotRequired[str | None]
    role: Literal["assistant"]
    tool_calls: NotRequired[Sequence[ChatCompletionMessageFunctionToolCallParam]]
    """The calls it made; each needs a tool message with the result."""


class ChatCompletionContentPartTextParam(TypedDict):
    text: str
    type: Literal["text"]


class ChatCompletionCreateParams(TypedDict):
    """What POST /v1/chat/completions takes."""

    max_completion_tokens: NotRequired[int]
    """At most this many tokens are generated, reasoning included. An answer cut off by it finishes with
    "length".
    """
    max_tokens: NotRequired[int]
    """The older name of max_completion_tokens."""
    messages: Sequence[ChatCompletionMessageParam]
    """The conversation so far, the oldest message first."""
    model: Literal["o3-mini"] | str
    """The model that answers."""
    n: NotRequired[int | None]
    """How many choices to generate. Each one costs its own tokens."""
    provider: NotRequired[str]
    """Which provider is to run the model."""
    reasoning_effort: NotRequired[Literal["low", "medium", "high"]]
    """How long the model thinks before it answers. Less is faster and cheaper."""
    response_format: NotRequired[ChatCompletionResponseFormatParam]
    """The form of the answer - text, JSON, or JSON by a schema."""
    seed: NotRequired[int]
    """The same seed makes the same answer more likely; nothing guarantees it."""
    stop: NotRequired[Sequence[str] | str | None]
    """Text that ends the answer when the model is about to write it."""
    stream: NotRequired[bool]
    """Send the answer in chunks, as server-sent events, while it is generated."""
    stream_options: NotRequired[ChatCompletionStreamSettingsParam]
    """What else to send in a stream."""
    tool_choice: NotRequired[ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"]]
    """Whether the model calls a tool - "none" never, "auto" if it sees fit, "required" at least one - or
    which function it has to call.
    """
    tools: NotRequired[Sequence[ChatCompletionFunctionToolParam]]
    """The functions the model may call."""


class ChatCompletionDeveloperMessageParam(TypedDict):
    """How the model is to behave, whatever the user says."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    name: NotRequired[str]
    role: Literal["developer"]


class ChatCompletionFunctionToolParam(TypedDict):
    """A function the model may call."""

    function: FunctionDefinitionParam
    type: Literal["function"]


class ChatCompletionMessageFunctionToolCallParam(TypedDict):
    """A call of one of the functions that the request offered."""

    function: ChatCompletionToolCallFunctionParam
    id: str
    type: Literal["function"]


class ChatCompletionNamedFunctionParam(TypedDict):
    name: str


class ChatCompletionNamedToolChoiceParam(TypedDict):
    """The one function the model has to call."""

    function: ChatCompletionNamedFunctionParam
    type: Literal["function"]


class ChatCompletionStreamSettingsParam(TypedDict):
    """What else to send in a stream."""

    include_usage: bool
    """End the stream with a chunk that has no choices and the usage of the whole."""


class ChatCompletionSystemMessageParam(TypedDict):
    """How the model is to behave; reasoning models take a developer message instead."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    name: NotRequired[str]
    role: Literal["system"]


class ChatCompletionToolCallFunctionParam(TypedDict):
    """The function to call, and with what."""

    arguments: str
    """The arguments, as JSON text written by the model; it may be invalid."""
    name: str


class ChatCompletionToolMessageParam(TypedDict):
    """The result of one of the model's tool calls."""

    content: str
    name: NotRequired[str | None]
    role: Literal["tool"]
    tool_call_id: str
    """The id of the call that this is the result of."""


class ChatCompletionUserMessageParam(TypedDict):
    """What the user says."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    name: NotRequired[str]
    role: Literal["user"]


class EasyInputMessageParam(TypedDict):
    """A message, its content as a text or in parts."""

    content: Sequence[ResponseInputFileParam | ResponseInputTextParam] | str
    role: Literal["user", "assistant", "system", "developer"]
    type: NotRequired[Literal["message"]]


class FunctionCallOutputParam(TypedDict):
    """The result of one of the model's function calls."""

    call_id: str
    """The call_id of the call that this is the result of."""
    id: NotRequired[str | None]
    output: str
    status: NotRequired[Literal["in_progress", "completed", "incomplete"] | None]
    type: Literal["function_call_output"]


class FunctionDefinitionParam(TypedDict):
    """What the model has to know about a function."""

    description: NotRequired[str]
    """What it does, and when to call it; the model reads this."""
    name: str
    """What the function is called."""
    parameters: Mapping[str, object]
    """The JSON Schema of its arguments, an object."""
    strict: NotRequired[bool | None]
    """Hold the arguments to the schema exactly."""


class FunctionToolParam(TypedDict):
    """A function the model may call."""

    description: NotRequired[str]
    name: str
    parameters: Mapping[str, object]
    """The JSON Schema of its arguments, an object."""
    strict: bool
    type: Literal["function"]


class ItemReferenceParam(TypedDict):
    id: str
    type: NotRequired[Literal["item_reference"] | None]


class JSONSchemaParam(TypedDict):
    """A JSON Schema and its name."""

    description: NotRequired[str]
    name: str
    schema: NotRequired[Mapping[str, object]]
    """The schema itself."""
    strict: NotRequired[bool | None]
    """Hold the answer to the schema exactly."""


class McpApprovalResponseParam(TypedDict):
    approval_request_id: str
    approve: bool
    id: NotRequired[str | None]
    reason: NotRequired[str | None]
    type: Literal["mcp_approval_response"]


class McpListToolsInputParam(TypedDict):
    error: NotRequired[str | None]
    id: str
    server_label: str
    tools: Sequence[McpListToolsInputToolParam]
    type: Literal["mcp_list_tools"]


class McpListToolsInputToolParam(TypedDict):
    annotations: NotRequired[Mapping[str, object] | None]
    description: NotRequired[str | None]
    input_schema: Mapping[str, object]
    name: str


class McpToolParam(TypedDict):
    """The tools of a Model Context Protocol server."""

    allowed_tools: NotRequired[McpToolFilterParam | Sequence[str] | None]
    headers: NotRequired[Mapping[str, str] | None]
    require_approval: NotRequired[McpToolApprovalParam | Literal["always", "never"] | None]
    server_label: str
    server_url: str
    type: Literal["mcp"]


class McpToolApprovalParam(TypedDict):
    always: NotRequired[McpToolFilterParam]
    never: NotRequired[McpToolFilterParam]


class McpToolFilterParam(TypedDict):
    tool_names: NotRequired[Sequence[str]]


class O3MiniResponseCreateParams(TypedDict):
    """What POST /v1/responses takes."""

    background: NotRequired[bool]
    """Return at once and go on in the background."""
    include: NotRequired[
        Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | None
    ]
    """What else the response is to hold."""
    input: Sequence[ResponseInputItemParam] | str
    """What to answer - a text, or a list of messages, tool results and earlier output items."""
    instructions: NotRequired[str | None]
    """How the model is to behave; not kept for the responses that follow this one."""
    max_output_tokens: NotRequired[int]
    """At most this many tokens are generated, reasoning included."""
    model: Literal["o3-mini"] | str
    """The model that answers."""
    parallel_tool_calls: NotRequired[bool | None]
    """Let the model call several tools at once."""
    previous_response_id: NotRequired[str | None]
    """The id of the response that this one follows."""
    prompt: NotRequired[ResponsePromptParam | None]
    """A stored prompt and the values of its variables."""
    reasoning: NotRequired[ReasoningParam | None]
    """How long the model thinks, and whether it sums up its reasoning."""
    store: NotRequired[bool | None]
    """Keep the response, so that others can follow it."""
    stream: NotRequired[bool | None]
    """Send the response as server-sent events while it is generated."""
    text: NotRequired[ResponseTextConfigParam]
    """The form of the answer's text."""
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"]
    ]
    """Whether the model uses a tool - "none" never, "auto" if it sees fit, "required" at least one - or
    which.
    """
    tools: NotRequired[Sequence[FunctionToolParam | McpToolParam]]
    """The tools the model may use."""
    truncation: NotRequired[Literal["auto", "disabled"]]
    """What to do when the conversation is too long - "auto" drop its middle, "disabled" fail."""


class O3ProEasyInputMessageParam(TypedDict):
    content: Sequence[O3ProResponseInputContentParam] | str
    role: Literal["user", "assistant", "system", "developer"]
    type: NotRequired[Literal["message"]]


class O3ProResponseCreateParams(TypedDict):
    """What POST /v1/responses takes."""

    background: NotRequired[bool]
    """Return at once and go on in the background."""
    include: NotRequired[
        Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | None
    ]
    """What else the response is to hold."""
    input: Sequence[O3ProResponseInputItemParam] | str
    """What to answer - a text, or a list of messages, tool results and earlier output items."""
    instructions: NotRequired[str | None]
    """How the model is to behave; not kept for the responses that follow this one."""
    max_output_tokens: NotRequired[int]
    """At most this many tokens are generated, reasoning included."""
    model: Literal["openai/o3-pro"] | str
    """The model that answers."""
    parallel_tool_calls: NotRequired[bool | None]
    """Let the model call several tools at once."""
    previous_response_id: NotRequired[str | None]
    """The id of the response that this one follows."""
    prompt: NotRequired[ResponsePromptParam | None]
    """A stored prompt and the values of its variables."""
    reasoning: NotRequired[ReasoningParam | None]
    """How long the model thinks, and whether it sums up its reasoning."""
    store: NotRequired[bool | None]
    """Keep the response, so that others can follow it."""
    stream: NotRequired[bool | None]
    """Send the response as server-sent events while it is generated."""
    text: NotRequired[ResponseTextConfigParam]
    """The form of the answer's text."""
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"]
    ]
    """Whether the model uses a tool - "none" never, "auto" if it sees fit, "required" at least one - or
    which.
    """
    tools: NotRequired[Sequence[O3ProToolParam]]
    """The tools the model may use."""
    truncation: NotRequired[Literal["auto", "disabled"]]
    """What to do when the conversation is too long - "auto" drop its middle, "disabled" fail."""


class O3ProResponseFunctionWebSearchInputParam(TypedDict):
    id: str
    status: Literal["in_progress", "completed", "searching", "failed"]
    type: Literal["web_search_call"]


class O3ProResponseInputMessageParam(TypedDict):
    content: Sequence[O3ProResponseInputContentParam]
    role: Literal["user", "system", "developer"]
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    type: NotRequired[Literal["message"]]


class O3ProWebSearchPreviewToolParam(TypedDict):
    search_context_size: NotRequired[Literal["low", "medium", "high"]]
    type: Literal["web_search_preview", "web_search_preview_2025_03_11"]
    user_location: NotRequired[WebSearchUserLocationParam | None]


class ReasoningParam(TypedDict):
    effort: NotRequired[Literal["low", "medium", "high"] | None]
    """How long the model thinks before it answers. Less is faster and cheaper."""
    summary: NotRequired[Literal["auto", "concise", "detailed"] | None]
    """How much of its reasoning the model sums up."""


class ResponseCreateParams(TypedDict):
    """What POST /v1/responses takes."""

    background: NotRequired[bool]
    """Return at once and go on in the background."""
    include: NotRequired[
        Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | None
    ]
    """What else the response is to hold."""
    input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam] | str
    """What to answer - a text, or a list of messages, tool results and earlier output items."""
    instructions: NotRequired[str | None]
    """How the model is to behave; not kept for the responses that follow this one."""
    max_output_tokens: NotRequired[int]
    """At most this many tokens are generated, reasoning included."""
    model: Literal["o3-mini", "openai/o3-pro"] | str
    """The model that answers."""
    parallel_tool_calls: NotRequired[bool | None]
    """Let the model call several tools at once."""
    previous_response_id: NotRequired[str | None]
    """The id of the response that this one follows."""
    prompt: NotRequired[ResponsePromptParam | None]
    """A stored prompt and the values of its variables."""
    reasoning: NotRequired[ReasoningParam | None]
    """How long the model thinks, and whether it sums up its reasoning."""
    store: NotRequired[bool | None]
    """Keep the response, so that others can follow it."""
    stream: NotRequired[bool | None]
    """Send the response as server-sent events while it is generated."""
    text: NotRequired[ResponseTextConfigParam]
    """The form of the answer's text."""
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"]
    ]
    """Whether the model uses a tool - "none" never, "auto" if it sees fit, "required" at least one - or
    which.
    """
    tools: NotRequired[Sequence[FunctionToolParam | McpToolParam | O3ProToolParam]]
    """The tools the model may use."""
    truncation: NotRequired[Literal["auto", "disabled"]]
    """What to do when the conversation is too long - "auto" drop its middle, "disabled" fail."""


class ResponseFormatJSONObjectParam(TypedDict):
    """The answer is a JSON object; the messages have to ask for JSON too."""

    type: Literal["json_object"]


class ResponseFormatJSONSchemaParam(TypedDict):
    """The answer is JSON that is valid by a schema."""

    json_schema: JSONSchemaParam
    type: Literal["json_schema"]


class ResponseFormatTextParam(TypedDict):
    """The answer is text."""

    type: Literal["text"]


class ResponseFormatTextJSONSchemaConfigParam(TypedDict):
    description: NotRequired[str]
    name: str
    schema: Mapping[str, object]
    strict: NotRequired[bool | None]
    type: Literal["json_schema"]


class ResponseFunctionToolCallInputParam(TypedDict):
    arguments: str
    call_id: str
    id: NotRequired[str]
    name: str
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    type: Literal["function_call"]


class ResponseInputFileParam(TypedDict):
    file_data: NotRequired[str]
    filename: NotRequired[str]
    type: Literal["input_file"]


class ResponseInputImageParam(TypedDict):
    detail: NotRequired[Literal["high", "low", "auto"]]
    image_url: NotRequired[str | None]
    type: Literal["input_image"]


class ResponseInputMessageParam(TypedDict):
    """A message with its content in parts."""

    content: Sequence[ResponseInputFileParam | ResponseInputTextParam]
    role: Literal["user", "system", "developer"]
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    type: NotRequired[Literal["message"]]


class ResponseInputTextParam(TypedDict):
    text: str
    type: Literal["input_text"]


class ResponseMcpApprovalRequestParam(TypedDict):
    arguments: str
    id: str
    name: str
    server_label: str
    type: Literal["mcp_approval_request"]


class ResponseMcpCallParam(TypedDict):
    arguments: str
    error: NotRequired[str | None]
    id: str
    name: str
    output: NotRequired[str | None]
    server_label: str
    type: Literal["mcp_call"]


class ResponseOutputMessageInputParam(TypedDict):
    content: Sequence[ResponseOutputRefusalParam | ResponseOutputTextInputParam]
    id: str
    role: Literal["assistant"]
    status: Literal["in_progress", "completed", "incomplete"]
    type: Literal["message"]


class ResponseOutputRefusalParam(TypedDict):
    """Why the model refuses."""

    refusal: str
    type: Literal["refusal"]


class ResponseOutputTextInputParam(TypedDict):
    annotations: Sequence[ResponseURLCitationParam]
    logprobs: NotRequired[Sequence[TokenLogprobParam]]
    text: str
    type: Literal["output_text"]


class ResponsePromptParam(TypedDict):
    id: str
    variables: NotRequired[Mapping[str, O3ProResponseInputContentParam | str] | None]
    version: NotRequired[str | None]


class ResponseReasoningItemInputParam(TypedDict):
    encrypted_content: NotRequired[str | None]
    id: str
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    summary: Sequence[ResponseReasoningSummaryParam]
    type: Literal["reasoning"]


class ResponseReasoningSummaryParam(TypedDict):
    text: str
    type: Literal["summary_text"]


class ResponseTextConfigParam(TypedDict):
    """The form of the answer's text."""

    format: ResponseFormatTextConfigParam


class ResponseURLCitationParam(TypedDict):
    end_index: int
    start_index: int
    title: str
    type: Literal["url_citation"]
    url: str


class TokenLogprobParam(TypedDict):
    bytes: NotRequired[Sequence[int] | None]
    logprob: float
    token: str
    top_logprobs: NotRequired[Sequence[TopLogprobParam] | None]


class ToolChoiceFunctionParam(TypedDict):
    name: str
    type: Literal["function"]


class ToolChoiceTypesParam(TypedDict):
    type: Literal[
        "web_search_preview",
        "web_search_preview_2025_03_11",
        "computer_use_preview",
        "code_interpreter",
        "mcp",
    ]


class TopLogprobParam(TypedDict):
    bytes: NotRequired[Sequence[int] | None]
    logprob: float
    token: str


class WebSearchUserLocationParam(TypedDict):
    city: NotRequired[str | None]
    country: NotRequired[str | None]
    region: NotRequired[str | None]
    timezone: NotRequired[str | None]
    type: Literal["approximate"]


ChatCompletionMessageParam: TypeAlias = (
    ChatCompletionAssistantMessageParam
    | ChatCompletionDeveloperMessageParam
    | ChatCompletionSystemMessageParam
    | ChatCompletionToolMessageParam
    | ChatCompletionUserMessageParam
)

ChatCompletionResponseFormatParam: TypeAlias = (
    ResponseFormatJSONObjectParam | ResponseFormatJSONSchemaParam | ResponseFormatTextParam
)

O3ProResponseInputContentParam: TypeAlias = (
    ResponseInputFileParam | ResponseInputImageParam | ResponseInputTextParam
)

O3ProResponseInputItemParam: TypeAlias = (
    FunctionCallOutputParam
    | ItemReferenceParam
    | McpApprovalResponseParam
    | McpListToolsInputParam
    | O3ProEasyInputMessageParam
    | O3ProResponseFunctionWebSearchInputParam
    | O3ProResponseInputMessageParam
    | ResponseFunctionToolCallInputParam
    | ResponseMcpApprovalRequestParam
    | ResponseMcpCallParam
    | ResponseOutputMessageInputParam
    | ResponseReasoningItemInputParam
)

O3ProToolParam: TypeAlias = FunctionToolParam | McpToolParam | O3ProWebSearchPreviewToolParam

ResponseFormatTextConfigParam: TypeAlias = (
    ResponseFormatJSONObjectParam | ResponseFormatTextParam | ResponseFormatTextJSONSchemaConfigParam
)

ResponseInputItemParam: TypeAlias = (
    EasyInputMessageParam
    | FunctionCallOutputParam
    | ItemReferenceParam
    | McpApprovalResponseParam
    | McpListToolsInputParam
    | ResponseFunctionToolCallInputParam
    | ResponseInputMessageParam
    | ResponseMcpApprovalRequestParam
    | ResponseMcpCallParam
    | ResponseOutputMessageInputParam
    | ResponseReasoningItemInputParam
)
