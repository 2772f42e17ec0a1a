# Generated from contract.json. Do not edit.
"""The parameters of the methods of `of(MODEL)`, for each request shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aimlkit._omit import Omit
    from aimlkit._options import TimeoutTypes
    from aimlkit.tools import FunctionTool
    from aimlkit_api.params import (
        ChatCompletionFunctionToolParam,
        ChatCompletionMessageParam,
        ChatCompletionNamedToolChoiceParam,
        ChatCompletionResponseFormatParam,
        ChatCompletionStreamSettingsParam,
        FunctionToolParam,
        McpToolParam,
        O3ProResponseInputItemParam,
        O3ProToolParam,
        ReasoningParam,
        ResponseInputItemParam,
        ResponsePromptParam,
        ResponseTextConfigParam,
        ToolChoiceFunctionParam,
        ToolChoiceTypesParam,
    )
    from aimlkit_api.types import Model


class RequestOptionParameters(TypedDict):
    """The parameters that are not properties of the request body."""

    extra_headers: NotRequired[Mapping[str, str | Omit] | None]
    """Headers of this request, in addition to the client's; `omit` removes one."""
    extra_query: NotRequired[Mapping[str, object] | None]
    """Query parameters of this request."""
    extra_body: NotRequired[Mapping[str, object] | None]
    """Properties of the request body that this version does not know."""
    timeout: NotRequired[TimeoutTypes | Omit]
    """The timeout of this request, in seconds; by default that of the client."""
    client_request_id: NotRequired[str | Omit | None]
    """An id of your own for this request; by default that of the client, and None for no id."""


class ChatCompletionCreateParameters(RequestOptionParameters):
    messages: Sequence[ChatCompletionMessageParam | Model]
    max_completion_tokens: NotRequired[int | Omit]
    max_tokens: NotRequired[int | Omit]
    n: NotRequired[int | Omit | None]
    provider: NotRequired[str | Omit]
    reasoning_effort: NotRequired[Literal["low", "medium", "high"] | Omit]
    response_format: NotRequired[ChatCompletionResponseFormatParam | Omit]
    seed: NotRequired[int | Omit]
    stop: NotRequired[Sequence[str] | str | Omit | None]
    stream_options: NotRequired[ChatCompletionStreamSettingsParam | Omit]
    tool_choice: NotRequired[ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit]
    tools: NotRequired[Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit]


class O3MiniResponseCreateParameters(RequestOptionParameters):
    input: Sequence[ResponseInputItemParam | Model] | str
    background: NotRequired[bool | Omit]
    include: NotRequired[
        Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None
    ]
    instructions: NotRequired[str | Omit | None]
    max_output_tokens: NotRequired[int | Omit | None]
    parallel_tool_calls: NotRequired[bool | Omit | None]
    previous_response_id: NotRequired[str | Omit | None]
    prompt: NotRequired[ResponsePromptParam | Omit | None]
    reasoning: NotRequired[ReasoningParam | Omit | None]
    store: NotRequired[bool | Omit | None]
    text: NotRequired[ResponseTextConfigParam | Omit]
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"] | Omit
    ]
    tools: NotRequired[Sequence[FunctionToolParam | McpToolParam | FunctionTool] | Omit]
    truncation: NotRequired[Literal["auto", "disabled"] | Omit]


class O3ProResponseCreateParameters(RequestOptionParameters):
    input: Sequence[O3ProResponseInputItemParam | Model] | str
    background: NotRequired[bool | Omit]
    include: NotRequired[
        Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None
    ]
    instructions: NotRequired[str | Omit | None]
    max_output_tokens: NotRequired[int | Omit | None]
    parallel_tool_calls: NotRequired[bool | Omit | None]
    previous_response_id: NotRequired[str | Omit | None]
    prompt: NotRequired[ResponsePromptParam | Omit | None]
    reasoning: NotRequired[ReasoningParam | Omit | None]
    store: NotRequired[bool | Omit | None]
    text: NotRequired[ResponseTextConfigParam | Omit]
    tool_choice: NotRequired[
        ToolChoiceFunctionParam | ToolChoiceTypesParam | Literal["none", "auto", "required"] | Omit
    ]
    tools: NotRequired[Sequence[O3ProToolParam | FunctionTool] | Omit]
    truncation: NotRequired[Literal["auto", "disabled"] | Omit]
