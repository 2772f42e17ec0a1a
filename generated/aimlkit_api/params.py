# Generated from contract.json. Do not edit.
"""The parameters of requests, as typed dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003  (for typing.get_type_hints)
from typing import Literal, NotRequired, TypeAlias, TypedDict


class ChatCompletionAssistantMessageParam(TypedDict):
    """A message that the model generated earlier in the conversation."""

    content: NotRequired[
        Sequence[ChatCompletionContentPartTextParam | ResponseOutputRefusalParam] | str | None
    ]
    """The text of the message, as a string or as content parts. Optional if the message has tool calls."""
    name: NotRequired[str]
    """Distinguishes participants that have the same role."""
    refusal: NotRequired[str | None]
    """The text with which the model declined the request."""
    role: Literal["assistant"]
    tool_calls: NotRequired[Sequence[ChatCompletionMessageFunctionToolCallParam] | None]
    """The tool calls that the model made. A tool message with the result has to follow for each of them."""


class ChatCompletionContentPartTextParam(TypedDict):
    """A content part with text."""

    text: str
    """The text of the part."""
    type: Literal["text"]


class ChatCompletionCreateParams(TypedDict):
    """The body of a chat completion request."""

    max_completion_tokens: NotRequired[int]
    """Limits the number of generated tokens, reasoning tokens included. A choice that reaches the limit
    has the finish reason "length".
    """
    max_tokens: NotRequired[int]
    """The older name of `max_completion_tokens`. Limits the number of generated tokens."""
    messages: Sequence[ChatCompletionMessageParam]
    """The conversation so far, from the oldest message to the newest."""
    model: Literal["o3-mini"] | str
    """The ID of the model that generates the completion."""
    n: NotRequired[int | None]
    """The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1."""
    provider: NotRequired[str]
    """Routes the request to one provider, such as "openai", without fallback to others. "auto", the
    default, allows fallback.
    """
    reasoning_effort: NotRequired[Literal["low", "medium", "high"]]
    """Controls how much the model reasons before it replies. A lower effort is faster and uses fewer
    tokens.
    """
    response_format: NotRequired[ChatCompletionResponseFormatParam]
    """The output format: plain text, any JSON object, or JSON that conforms to a schema."""
    seed: NotRequired[int]
    """Makes the sampling repeatable as far as possible: requests with equal parameters and an equal seed
    tend to return the same completion. Determinism is not guaranteed.
    """
    stop: NotRequired[Sequence[str] | str | None]
    """Up to four sequences that end the generation. The sequence itself is not part of the returned text."""
    stream: NotRequired[bool]
    """Streams the completion as server-sent events, chunk by chunk, while it is generated. Defaults to
    false.
    """
    stream_options: NotRequired[ChatCompletionStreamSettingsParam]
    """Settings of a streamed completion. Requires `stream`."""
    tool_choice: NotRequired[ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"]]
    """Controls tool calls: "none" prevents them, "auto" lets the model decide, "required" forces at least
    one, and an object selects the function to call.
    """
    tools: NotRequired[Sequence[ChatCompletionFunctionToolParam]]
    """The functions that the model may call."""


class ChatCompletionDeveloperMessageParam(TypedDict):
    """Instructions by the developer, which take precedence over user messages."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    """The text of the instructions, as a string or as content parts."""
    name: NotRequired[str]
    """Distinguishes participants that have the same role."""
    role: Literal["developer"]


class ChatCompletionFunctionToolParam(TypedDict):
    """A function that the model may call."""

    function: FunctionDefinitionParam
    """The definition of the function."""
    type: Literal["function"]


class ChatCompletionMessageFunctionToolCallParam(TypedDict):
    """A request by the model to call a function."""

    function: ChatCompletionToolCallFunctionParam
    """The function to call and its arguments."""
    id: str
    """Links the call to the tool message with its result."""
    type: Literal["function"]


class ChatCompletionNamedFunctionParam(TypedDict):
    """A reference to a function by its name."""

    name: str
    """The name of the function."""


class ChatCompletionNamedToolChoiceParam(TypedDict):
    """A tool choice that forces the model to call one function."""

    function: ChatCompletionNamedFunctionParam
    """The function to call."""
    type: Literal["function"]


class ChatCompletionStreamSettingsParam(TypedDict):
    """Settings of a streamed completion."""

    include_usage: bool
    """Adds a final chunk with the token usage of the whole request and an empty list of choices."""


class ChatCompletionSystemMessageParam(TypedDict):
    """Instructions that set the model's behavior. With reasoning models, use a developer message instead."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    """The text of the instructions, as a string or as content parts."""
    name: NotRequired[str]
    """Distinguishes participants that have the same role."""
    role: Literal["system"]


class ChatCompletionToolCallFunctionParam(TypedDict):
    """The name and the arguments of a function call."""

    arguments: str
    """The arguments as JSON text. The model generates it, so it may be invalid or contain unknown
    parameters.
    """
    name: str
    """The name of the function."""


class ChatCompletionToolMessageParam(TypedDict):
    """The result of a tool call."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    """The result, as text."""
    name: NotRequired[str | None]
    """The name of the tool."""
    role: Literal["tool"]
    tool_call_id: str
    """The ID of the tool call that the message responds to."""


class ChatCompletionUserMessageParam(TypedDict):
    """A message from the user."""

    content: Sequence[ChatCompletionContentPartTextParam] | str
    """The text of the message, as a string or as content parts."""
    name: NotRequired[str]
    """Distinguishes participants that have the same role."""
    role: Literal["user"]


class EasyInputMessageParam(TypedDict):
    """A message whose content is a string or a list of content parts."""

    content: Sequence[ResponseInputFileParam | ResponseInputTextParam] | str
    """The text of the message, or its content parts."""
    role: Literal["user", "assistant", "system", "developer"]
    """The role of the author."""
    type: NotRequired[Literal["message"]]


class FunctionCallOutputParam(TypedDict):
    """The result of a function call."""

    call_id: str
    """The `call_id` of the function call."""
    id: NotRequired[str | None]
    """The ID of the item, if it comes from an earlier response."""
    output: str
    """The result, as text."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete"] | None]
    """The progress of the item, if it comes from an earlier response."""
    type: Literal["function_call_output"]


class FunctionDefinitionParam(TypedDict):
    """The name, purpose and parameters of a function."""

    description: NotRequired[str]
    """Tells the model what the function does and when to call it."""
    name: str
    """The name by which the model calls the function."""
    parameters: NotRequired[Mapping[str, object] | None]
    """The JSON Schema of the function's arguments. Its type is "object"."""
    strict: NotRequired[bool | None]
    """Enforces that the generated arguments conform to `parameters`."""


class FunctionToolParam(TypedDict):
    """A function that the model may call."""

    description: NotRequired[str | None]
    """Tells the model what the function does and when to call it."""
    name: str
    """The name by which the model calls the function."""
    parameters: Mapping[str, object]
    """The JSON Schema of the function's arguments. Its type is "object"."""
    strict: NotRequired[bool | None]
    """Enforces that the generated arguments conform to `parameters`."""
    type: Literal["function"]


class ItemReferenceParam(TypedDict):
    """An item of the request's instructions."""

    id: str
    """The ID of the item."""
    type: NotRequired[Literal["item_reference"] | None]


class JSONSchemaParam(TypedDict):
    """A named JSON Schema for structured output."""

    description: NotRequired[str]
    """Tells the model what the format is for."""
    name: str
    """The name of the format. It consists of letters, digits, underscores and dashes."""
    schema: NotRequired[Mapping[str, object]]
    """The JSON Schema of the output."""
    strict: NotRequired[bool | None]
    """Enforces that the output conforms to `schema`. Strict mode supports a subset of JSON Schema."""


class McpApprovalResponseParam(TypedDict):
    """An item of the request's instructions."""

    approval_request_id: str
    """The ID of the approval request."""
    approve: bool
    """Approves or rejects the call."""
    id: NotRequired[str | None]
    """The ID of the decision."""
    reason: NotRequired[str | None]
    """The reason for the decision."""
    type: Literal["mcp_approval_response"]


class McpListToolsInputParam(TypedDict):
    """The tools that an MCP server offered in an earlier response."""

    error: NotRequired[str | None]
    """The error, if the server could not list its tools."""
    id: str
    """The ID of the list."""
    server_label: str
    """The name of the server in tool calls."""
    tools: Sequence[McpListToolsInputToolParam]
    """The tools of the server."""
    type: Literal["mcp_list_tools"]


class McpListToolsInputToolParam(TypedDict):
    """A tool of an MCP server."""

    annotations: NotRequired[Mapping[str, object] | None]
    """Hints about the behavior of the tool."""
    description: NotRequired[str | None]
    """The description of the tool."""
    input_schema: Mapping[str, object]
    """The JSON Schema of the tool's input."""
    name: str
    """The name of the tool."""


class McpToolParam(TypedDict):
    """The tools of a Model Context Protocol (MCP) server."""

    allowed_tools: NotRequired[McpToolFilterParam | Sequence[str] | None]
    """Restricts which tools of the server the model may call."""
    headers: NotRequired[Mapping[str, str] | None]
    """HTTP headers to send to the server, for authentication for example."""
    require_approval: NotRequired[McpToolApprovalParam | Literal["always", "never"] | None]
    """Which tool calls need approval before they run."""
    server_label: str
    """The name of the server in tool calls."""
    server_url: str
    """The URL of the server."""
    type: Literal["mcp"]


class McpToolApprovalParam(TypedDict):
    """The tools that always and never need approval."""

    always: NotRequired[McpToolFilterParam]
    """The tools that always need approval."""
    never: NotRequired[McpToolFilterParam]
    """The tools that never need approval."""


class McpToolFilterParam(TypedDict):
    """A selection of an MCP server's tools."""

    tool_names: NotRequired[Sequence[str]]
    """The names of the tools."""


class O3MiniResponseCreateParams(TypedDict):
    """The body of a request to create a response."""

    background: NotRequired[bool]
    """Generates the response in the background; the request returns at once. Defaults to false."""
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
    """Additional data to include in the response, such as encrypted reasoning."""
    input: Sequence[ResponseInputItemParam] | str
    """The input of the model: text, or a list of messages, tool results and output items of earlier
    responses.
    """
    instructions: NotRequired[str | None]
    """Instructions that precede the input, like a developer message. Later responses of the conversation
    do not inherit them.
    """
    max_output_tokens: NotRequired[int | None]
    """Limits the number of generated tokens, reasoning tokens included. A response that reaches the limit
    is incomplete.
    """
    model: Literal["o3-mini"] | str
    """The ID of the model that generates the response."""
    parallel_tool_calls: NotRequired[bool | None]
    """Allows the model to request several tool calls at once."""
    previous_response_id: NotRequired[str | None]
    """The ID of a stored response whose conversation this request continues."""
    prompt: NotRequired[ResponsePromptParam | None]
    """A stored prompt template with the values of its variables."""
    reasoning: NotRequired[ReasoningParam | None]
    """Settings of reasoning models."""
    store: NotRequired[bool | None]
    """Stores the response, so that later requests can refer to it. Defaults to false."""
    stream: NotRequired[bool | None]
    """Streams the response as server-sent events while it is generated. Defaults to false."""
    text: NotRequired[ResponseTextConfigParam]
    """The format of the generated text."""
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"]
    ]
    """Controls tool calls: "none" prevents them, "auto" lets the model decide, "required" forces at least
    one, and an object selects the tool to call.
    """
    tools: NotRequired[Sequence[FunctionToolParam | McpToolParam]]
    """The tools that the model may call."""
    truncation: NotRequired[Literal["auto", "disabled"]]
    """Controls what happens if the conversation exceeds the context window: "auto" drops items from its
    middle, "disabled", the default, fails the request.
    """


class O3ProEasyInputMessageParam(TypedDict):
    """A message whose content is a string or a list of content parts."""

    content: Sequence[ResponseInputContentPartParam] | str
    """The text of the message, or its content parts."""
    role: Literal["user", "assistant", "system", "developer"]
    """The role of the author."""
    type: NotRequired[Literal["message"]]


class O3ProResponseCreateParams(TypedDict):
    """The body of a request to create a response."""

    background: NotRequired[bool]
    """Generates the response in the background; the request returns at once. Defaults to false."""
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
    """Additional data to include in the response, such as encrypted reasoning."""
    input: Sequence[O3ProResponseInputItemParam] | str
    """The input of the model: text, or a list of messages, tool results and output items of earlier
    responses.
    """
    instructions: NotRequired[str | None]
    """Instructions that precede the input, like a developer message. Later responses of the conversation
    do not inherit them.
    """
    max_output_tokens: NotRequired[int | None]
    """Limits the number of generated tokens, reasoning tokens included. A response that reaches the limit
    is incomplete.
    """
    model: Literal["openai/o3-pro"] | str
    """The ID of the model that generates the response."""
    parallel_tool_calls: NotRequired[bool | None]
    """Allows the model to request several tool calls at once."""
    previous_response_id: NotRequired[str | None]
    """The ID of a stored response whose conversation this request continues."""
    prompt: NotRequired[ResponsePromptParam | None]
    """A stored prompt template with the values of its variables."""
    reasoning: NotRequired[ReasoningParam | None]
    """Settings of reasoning models."""
    store: NotRequired[bool | None]
    """Stores the response, so that later requests can refer to it. Defaults to false."""
    stream: NotRequired[bool | None]
    """Streams the response as server-sent events while it is generated. Defaults to false."""
    text: NotRequired[ResponseTextConfigParam]
    """The format of the generated text."""
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"]
    ]
    """Controls tool calls: "none" prevents them, "auto" lets the model decide, "required" forces at least
    one, and an object selects the tool to call.
    """
    tools: NotRequired[Sequence[O3ProToolParam]]
    """The tools that the model may call."""
    truncation: NotRequired[Literal["auto", "disabled"]]
    """Controls what happens if the conversation exceeds the context window: "auto" drops items from its
    middle, "disabled", the default, fails the request.
    """


class O3ProResponseFunctionWebSearchInputParam(TypedDict):
    """A web search of an earlier response."""

    id: str
    """The ID of the search."""
    status: Literal["in_progress", "completed", "searching", "failed"]
    """The progress of the search."""
    type: Literal["web_search_call"]


class O3ProResponseInputMessageParam(TypedDict):
    """A message that consists of content parts."""

    content: Sequence[ResponseInputContentPartParam]
    """The content parts of the message."""
    role: Literal["user", "system", "developer"]
    """The role of the author."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    """The progress of the message, if it comes from an earlier response."""
    type: NotRequired[Literal["message"]]


class O3ProWebSearchPreviewToolParam(TypedDict):
    """A tool with which the model searches the web."""

    search_context_size: NotRequired[Literal["low", "medium", "high"]]
    """How much of the context window search results may use."""
    type: Literal["web_search_preview", "web_search_preview_2025_03_11"]
    """The version of the tool."""
    user_location: NotRequired[WebSearchUserLocationParam | None]
    """The location of the user, to localize search results."""


class ReasoningParam(TypedDict):
    """Settings of reasoning models."""

    effort: NotRequired[Literal["low", "medium", "high"] | None]
    """Controls how much the model reasons before it replies. A lower effort is faster and uses fewer
    tokens.
    """
    summary: NotRequired[Literal["auto", "concise", "detailed"] | None]
    """Requests a summary of the model's reasoning, at this level of detail."""


class ResponseCreateParams(TypedDict):
    """The body of a request to create a response."""

    background: NotRequired[bool]
    """Generates the response in the background; the request returns at once. Defaults to false."""
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
    """Additional data to include in the response, such as encrypted reasoning."""
    input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam] | str
    """The input of the model: text, or a list of messages, tool results and output items of earlier
    responses.
    """
    instructions: NotRequired[str | None]
    """Instructions that precede the input, like a developer message. Later responses of the conversation
    do not inherit them.
    """
    max_output_tokens: NotRequired[int | None]
    """Limits the number of generated tokens, reasoning tokens included. A response that reaches the limit
    is incomplete.
    """
    model: Literal["o3-mini", "openai/o3-pro"] | str
    """The ID of the model that generates the response."""
    parallel_tool_calls: NotRequired[bool | None]
    """Allows the model to request several tool calls at once."""
    previous_response_id: NotRequired[str | None]
    """The ID of a stored response whose conversation this request continues."""
    prompt: NotRequired[ResponsePromptParam | None]
    """A stored prompt template with the values of its variables."""
    reasoning: NotRequired[ReasoningParam | None]
    """Settings of reasoning models."""
    store: NotRequired[bool | None]
    """Stores the response, so that later requests can refer to it. Defaults to false."""
    stream: NotRequired[bool | None]
    """Streams the response as server-sent events while it is generated. Defaults to false."""
    text: NotRequired[ResponseTextConfigParam]
    """The format of the generated text."""
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"]
    ]
    """Controls tool calls: "none" prevents them, "auto" lets the model decide, "required" forces at least
    one, and an object selects the tool to call.
    """
    tools: NotRequired[Sequence[FunctionToolParam | McpToolParam | O3ProToolParam]]
    """The tools that the model may call."""
    truncation: NotRequired[Literal["auto", "disabled"]]
    """Controls what happens if the conversation exceeds the context window: "auto" drops items from its
    middle, "disabled", the default, fails the request.
    """


class ResponseFormatJSONObjectParam(TypedDict):
    """The output format of a response."""

    type: Literal["json_object"]


class ResponseFormatJSONSchemaParam(TypedDict):
    """Output that conforms to a JSON Schema."""

    json_schema: JSONSchemaParam
    """The schema, with its name."""
    type: Literal["json_schema"]


class ResponseFormatTextParam(TypedDict):
    """The output format of a response."""

    type: Literal["text"]


class ResponseFormatTextJSONSchemaConfigParam(TypedDict):
    """Output that conforms to a JSON Schema."""

    description: NotRequired[str]
    """Tells the model what the format is for."""
    name: str
    """The name of the format. It consists of letters, digits, underscores and dashes."""
    schema: Mapping[str, object]
    """The JSON Schema of the output."""
    strict: NotRequired[bool | None]
    """Enforces that the output conforms to `schema`. Strict mode supports a subset of JSON Schema."""
    type: Literal["json_schema"]


class ResponseFunctionToolCallInputParam(TypedDict):
    """A function call of an earlier response."""

    arguments: str
    """The arguments of the call, as JSON text."""
    call_id: str
    """Links the function call to the item with its result."""
    id: NotRequired[str | None]
    """The ID of the item."""
    name: str
    """The name of the function."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete"] | None]
    """The progress of the item."""
    type: Literal["function_call"]


class ResponseInputFileParam(TypedDict):
    """A content part of an instruction."""

    file_data: NotRequired[str]
    """The content of the file, base64-encoded."""
    filename: NotRequired[str]
    """The name of the file."""
    type: Literal["input_file"]


class ResponseInputImageParam(TypedDict):
    """A content part with an image."""

    detail: NotRequired[Literal["high", "low", "auto"]]
    """The resolution at which the model processes the image."""
    image_url: NotRequired[str | None]
    """The URL of the image, or a data URL that contains it."""
    type: Literal["input_image"]


class ResponseInputMessageParam(TypedDict):
    """A message that consists of content parts."""

    content: Sequence[ResponseInputFileParam | ResponseInputTextParam]
    """The content parts of the message."""
    role: Literal["user", "system", "developer"]
    """The role of the author."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    """The progress of the message, if it comes from an earlier response."""
    type: NotRequired[Literal["message"]]


class ResponseInputTextParam(TypedDict):
    """A content part of an instruction."""

    text: str
    """The text of the part."""
    type: Literal["input_text"]


class ResponseMcpApprovalRequestParam(TypedDict):
    """An item of the request's instructions."""

    arguments: str
    """The arguments of the call, as JSON text."""
    id: str
    """The ID of the approval request."""
    name: str
    """The name of the tool."""
    server_label: str
    """The name of the server in tool calls."""
    type: Literal["mcp_approval_request"]


class ResponseMcpCallParam(TypedDict):
    """An item of the request's instructions."""

    arguments: str
    """The arguments of the call, as JSON text."""
    error: NotRequired[str | None]
    """The error, if the call failed."""
    id: str
    """The ID of the call."""
    name: str
    """The name of the tool."""
    output: NotRequired[str | None]
    """The result of the call."""
    server_label: str
    """The name of the server in tool calls."""
    type: Literal["mcp_call"]


class ResponseOutputMessageInputParam(TypedDict):
    """A message that the model generated in an earlier response."""

    content: Sequence[ResponseOutputRefusalParam | ResponseOutputTextInputParam]
    """The content parts of the message."""
    id: str
    """The ID of the message."""
    role: Literal["assistant"]
    status: NotRequired[Literal["in_progress", "completed", "incomplete"]]
    """The progress of the message."""
    type: Literal["message"]


class ResponseOutputRefusalParam(TypedDict):
    """A content part of an output item."""

    refusal: str
    """The text with which the model declines the request."""
    type: Literal["refusal"]


class ResponseOutputTextInputParam(TypedDict):
    """Text that the model generated in an earlier response."""

    annotations: Sequence[ResponseURLCitationParam]
    """The web pages that the text cites."""
    logprobs: NotRequired[Sequence[TokenLogprobParam] | None]
    """The tokens of the text, with their log probabilities."""
    text: str
    """The generated text."""
    type: Literal["output_text"]


class ResponsePromptParam(TypedDict):
    """A reference to a stored prompt template."""

    id: str
    """The ID of the template."""
    variables: NotRequired[Mapping[str, ResponseInputContentPartParam | str] | None]
    """The values of the template's variables, by name."""
    version: NotRequired[str | None]
    """The version of the template."""


class ResponseReasoningItemInputParam(TypedDict):
    """The reasoning of an earlier response."""

    encrypted_content: NotRequired[str | None]
    """The reasoning in encrypted form, if the response included it."""
    id: str
    """The ID of the item."""
    status: NotRequired[Literal["in_progress", "completed", "incomplete"] | None]
    """The progress of the item."""
    summary: Sequence[ResponseReasoningSummaryParam]
    """The parts of the reasoning's summary."""
    type: Literal["reasoning"]


class ResponseReasoningSummaryParam(TypedDict):
    """A part of the summary of the model's reasoning."""

    text: str
    """The text of the part."""
    type: Literal["summary_text"]


class ResponseTextConfigParam(TypedDict):
    """The format of the generated text."""

    format: ResponseFormatTextConfigParam
    """The output format, such as plain text or JSON that conforms to a schema."""


class ResponseURLCitationParam(TypedDict):
    """A web page that the text cites, with the position of the citation."""

    end_index: int
    """Where the citation ends in the text, as a character index."""
    start_index: int
    """Where the citation starts in the text, as a character index."""
    title: str
    """The title of the web page."""
    type: Literal["url_citation"]
    url: str
    """The URL of the web page."""


class TokenLogprobParam(TypedDict):
    """A token with its log probability."""

    bytes: NotRequired[Sequence[int] | None]
    """The UTF-8 bytes of the token. Null if it has none."""
    logprob: float
    """The natural logarithm of the token's probability."""
    token: str
    """The token."""
    top_logprobs: NotRequired[Sequence[TopLogprobParam] | None]
    """The most likely tokens at this position, if the request includes them."""


class ToolChoiceFunctionParam(TypedDict):
    """A tool choice that forces the model to call one function."""

    name: str
    """The name of the function."""
    type: Literal["function"]


class ToolChoiceTypesParam(TypedDict):
    """A tool choice that forces the model to use a built-in tool."""

    type: Literal[
        "web_search_preview",
        "web_search_preview_2025_03_11",
        "computer_use_preview",
        "code_interpreter",
        "mcp",
    ]
    """The type of the built-in tool."""


class TopLogprobParam(TypedDict):
    """A likely token at some position, with its log probability."""

    bytes: NotRequired[Sequence[int] | None]
    """The UTF-8 bytes of the token. Null if it has none."""
    logprob: float
    """The natural logarithm of the token's probability."""
    token: str
    """The token."""


class WebSearchUserLocationParam(TypedDict):
    """The approximate location of the user."""

    city: NotRequired[str | None]
    """The name of the city."""
    country: NotRequired[str | None]
    """The two-letter ISO 3166-1 code of the country."""
    region: NotRequired[str | None]
    """The name of the region."""
    timezone: NotRequired[str | None]
    """The IANA time zone."""
    type: Literal["approximate"]


ChatCompletionMessageParam: TypeAlias = (
    ChatCompletionAssistantMessageParam
    | ChatCompletionDeveloperMessageParam
    | ChatCompletionSystemMessageParam
    | ChatCompletionToolMessageParam
    | ChatCompletionUserMessageParam
)
"""A message of the conversation."""

ChatCompletionResponseFormatParam: TypeAlias = (
    ResponseFormatJSONObjectParam | ResponseFormatJSONSchemaParam | ResponseFormatTextParam
)
"""The output format of a completion."""

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
"""An item of the model's input."""

O3ProToolParam: TypeAlias = FunctionToolParam | McpToolParam | O3ProWebSearchPreviewToolParam
"""A tool that the model may call."""

ResponseFormatTextConfigParam: TypeAlias = (
    ResponseFormatJSONObjectParam | ResponseFormatTextParam | ResponseFormatTextJSONSchemaConfigParam
)
"""The output format of a response."""

ResponseInputContentPartParam: TypeAlias = (
    ResponseInputFileParam | ResponseInputImageParam | ResponseInputTextParam
)
"""A content part of an input message."""

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
"""An item of the model's input."""
