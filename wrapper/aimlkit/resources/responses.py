# Generated from contract.json. Do not edit.
"""Responses: the methods of `client.responses`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, ParamSpec, cast, overload

from aimlkit._models import ParsedResponse, Response, ResponseToolRun
from aimlkit._omit import Omit, omit
from aimlkit._requests import RequestOptions
from aimlkit.endpoints.responses import ENDPOINT
from aimlkit.resources._base import (
    AsyncRawResource,
    AsyncResource,
    AsyncStreamingResource,
    SyncRawResource,
    SyncResource,
    SyncStreamingResource,
    refuse_unknown_parameters,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from typing_extensions import TypeVar

    from aimlkit._model_name import ModelName
    from aimlkit._options import TimeoutTypes
    from aimlkit._raw import RawResponse
    from aimlkit._streaming_response import AsyncStreamingResponseManager, StreamingResponseManager
    from aimlkit._tool_stream import AsyncResponseToolStream, ResponseToolStream
    from aimlkit.resources._conversations import AsyncResponseConversation, ResponseConversation
    from aimlkit.resources.model_constants import ResponsesModel
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.streaming.responses import AsyncResponseStream, ResponseStream
    from aimlkit.tools import FunctionTool
    from aimlkit_api.models import ResponseStreamEvent
    from aimlkit_api.params import (
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

    OutputT = TypeVar("OutputT", default=None)


ModelP = ParamSpec("ModelP")


class Responses(
    SyncResource[
        Response,
        "ResponseStreamEvent",
        ParsedResponse[Any],
        "ResponseStream[Any]",
        ResponseToolRun,
        "ResponseToolStream",
    ]
):
    """The methods of Responses."""

    _endpoint = ENDPOINT

    @cached_property
    def with_raw_response(self) -> ResponsesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return ResponsesWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> ResponsesWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return ResponsesWithStreamingResponse(self._session)

    @overload
    def of(self, model: ResponsesModel[ModelP]) -> ResponsesOfModel[ModelP]:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`; the object that is returned for a model without this API has no
                methods for type checkers.
        """

    @overload
    def of(self, model: ModelName) -> object: ...
    def of(self, model: ResponsesModel[ModelP] | ModelName) -> ResponsesOfModel[ModelP] | object:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`.
        """
        return ResponsesOfModel[ModelP](self, model)

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Response:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Stream[ResponseStreamEvent]: ...

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Response | Stream[ResponseStreamEvent]: ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Response | Stream[ResponseStreamEvent]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            return self._create_stream(params, options)
        return self._create(params, options)

    @overload
    def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        parse_as: Omit = omit,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[OutputT]:
        """Create a response and parse its output as the requested type.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            text_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            parse_as: The type to parse the output as, which is not sent, if it is not `text_format`: that of
                an earlier response, say. None for output that is not parsed.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            AIMLAPIError: The output is cut off or withheld.
            OutputValidationError: The output is not of the requested type.
        """

    @overload
    def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[object] | Mapping[str, object] | Omit = omit,
        parse_as: type[OutputT] | Mapping[str, OutputT],
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[OutputT]: ...

    @overload
    def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[object] | Mapping[str, object] | Omit = omit,
        parse_as: None,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[None]: ...

    @refuse_unknown_parameters
    def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[object] | Mapping[str, object] | Omit = omit,
        parse_as: type[OutputT] | Mapping[str, OutputT] | Omit | None = omit,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[Any]:
        """Create a response and parse its output as the requested type.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            text_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            parse_as: The type to parse the output as, which is not sent, if it is not `text_format`: that of
                an earlier response, say. None for output that is not parsed.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            AIMLAPIError: The output is cut off or withheld.
            OutputValidationError: The output is not of the requested type.
        """
        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return self._parse(params, options, text_format, parse_as)

    @refuse_unknown_parameters
    def stream(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseStream[OutputT]:
        """Create a response and stream it as typed events, for use in a `with` statement.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            text_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return self._stream(params, options, text_format)

    @overload
    def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolRun:
        """Create a response and execute the tools that it calls, until the model calls none; return the last
        one with the history of all turns, or a stream of the events of all turns if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            MaxTurnsError: The model still calls tools after `max_turns` requests.
        """

    @overload
    def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolStream: ...

    @overload
    def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolRun | ResponseToolStream: ...

    @refuse_unknown_parameters
    def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolRun | ResponseToolStream:
        """Create a response and execute the tools that it calls, until the model calls none; return the last
        one with the history of all turns, or a stream of the events of all turns if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            MaxTurnsError: The model still calls tools after `max_turns` requests.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            from aimlkit._tool_stream import ResponseToolStream

            return self._stream_tools(params, options, max_turns, ResponseToolStream)
        return self._run_tools(params, options, max_turns)

    @refuse_unknown_parameters
    def conversation(
        self,
        *,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        previous_response_id: str | None = None,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseConversation:
        """Start a conversation: requests that continue one another, all with these parameters.

        Args:
            model: The ID of the model that generates the response. Any other string is accepted, too.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.
        """
        from aimlkit.resources._conversations import ResponseConversation

        params: dict[str, object] = {
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return ResponseConversation(self._session, params, options, previous_response_id)


class AsyncResponses(
    AsyncResource[
        Response,
        "ResponseStreamEvent",
        ParsedResponse[Any],
        "AsyncResponseStream[Any]",
        ResponseToolRun,
        "AsyncResponseToolStream",
    ]
):
    """The async methods of Responses."""

    _endpoint = ENDPOINT

    @cached_property
    def with_raw_response(self) -> AsyncResponsesWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncResponsesWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> AsyncResponsesWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return AsyncResponsesWithStreamingResponse(self._session)

    @overload
    def of(self, model: ResponsesModel[ModelP]) -> AsyncResponsesOfModel[ModelP]:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`; the object that is returned for a model without this API has no
                methods for type checkers.
        """

    @overload
    def of(self, model: ModelName) -> object: ...
    def of(self, model: ResponsesModel[ModelP] | ModelName) -> AsyncResponsesOfModel[ModelP] | object:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`.
        """
        return AsyncResponsesOfModel[ModelP](self, model)

    @overload
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Response:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

    @overload
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncStream[ResponseStreamEvent]: ...

    @overload
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Response | AsyncStream[ResponseStreamEvent]: ...

    @refuse_unknown_parameters
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Response | AsyncStream[ResponseStreamEvent]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            return await self._create_stream(params, options)
        return await self._create(params, options)

    @overload
    async def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        parse_as: Omit = omit,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[OutputT]:
        """Create a response and parse its output as the requested type.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            text_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            parse_as: The type to parse the output as, which is not sent, if it is not `text_format`: that of
                an earlier response, say. None for output that is not parsed.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            AIMLAPIError: The output is cut off or withheld.
            OutputValidationError: The output is not of the requested type.
        """

    @overload
    async def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[object] | Mapping[str, object] | Omit = omit,
        parse_as: type[OutputT] | Mapping[str, OutputT],
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[OutputT]: ...

    @overload
    async def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[object] | Mapping[str, object] | Omit = omit,
        parse_as: None,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[None]: ...

    @refuse_unknown_parameters
    async def parse(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[object] | Mapping[str, object] | Omit = omit,
        parse_as: type[OutputT] | Mapping[str, OutputT] | Omit | None = omit,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedResponse[Any]:
        """Create a response and parse its output as the requested type.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            text_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            parse_as: The type to parse the output as, which is not sent, if it is not `text_format`: that of
                an earlier response, say. None for output that is not parsed.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            AIMLAPIError: The output is cut off or withheld.
            OutputValidationError: The output is not of the requested type.
        """
        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await self._parse(params, options, text_format, parse_as)

    @refuse_unknown_parameters
    def stream(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        text_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AbstractAsyncContextManager[AsyncResponseStream[OutputT]]:
        """Create a response and stream it as typed events, for use in a `with` statement.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            text_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return self._stream(params, options, text_format)

    @overload
    async def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolRun:
        """Create a response and execute the tools that it calls, until the model calls none; return the last
        one with the history of all turns, or a stream of the events of all turns if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            MaxTurnsError: The model still calls tools after `max_turns` requests.
        """

    @overload
    async def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncResponseToolStream: ...

    @overload
    async def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolRun | AsyncResponseToolStream: ...

    @refuse_unknown_parameters
    async def run_tools(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        max_turns: int = 10,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ResponseToolRun | AsyncResponseToolStream:
        """Create a response and execute the tools that it calls, until the model calls none; return the last
        one with the history of all turns, or a stream of the events of all turns if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            MaxTurnsError: The model still calls tools after `max_turns` requests.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            from aimlkit._tool_stream import AsyncResponseToolStream

            return await self._stream_tools(params, options, max_turns, AsyncResponseToolStream)
        return await self._run_tools(params, options, max_turns)

    @refuse_unknown_parameters
    def conversation(
        self,
        *,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        previous_response_id: str | None = None,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncResponseConversation:
        """Start a conversation: requests that continue one another, all with these parameters.

        Args:
            model: The ID of the model that generates the response. Any other string is accepted, too.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.
        """
        from aimlkit.resources._conversations import AsyncResponseConversation

        params: dict[str, object] = {
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return AsyncResponseConversation(self._session, params, options, previous_response_id)


class ResponsesOfModel(Generic[ModelP]):
    """The methods of Responses for requests to one model, which take its parameters exactly."""

    def __init__(self, resource: Responses, model: str) -> None:
        self._resource = resource
        self._model = str(model)

    def create(self, *args: ModelP.args, **params: ModelP.kwargs) -> Response:
        """Create a response, as `create()` of the resource does."""
        create = cast("Callable[..., Response]", self._resource.create)
        return create(*args, model=self._model, **params)

    def parse(
        self,
        output_type: type[OutputT] | Mapping[str, OutputT],
        /,
        *args: ModelP.args,
        **params: ModelP.kwargs,
    ) -> ParsedResponse[OutputT]:
        """Create a response and parse its output as `output_type`, as `parse()` of the resource does."""
        parse = cast("Callable[..., ParsedResponse[OutputT]]", self._resource.parse)
        return parse(*args, model=self._model, text_format=output_type, **params)

    def stream(self, *args: ModelP.args, **params: ModelP.kwargs) -> ResponseStream[None]:
        """Create a response and stream it as typed events, for use in a `with` statement."""
        stream = cast("Callable[..., ResponseStream[None]]", self._resource.stream)
        return stream(*args, model=self._model, **params)

    def run_tools(self, *args: ModelP.args, **params: ModelP.kwargs) -> ResponseToolRun:
        """Create a response and execute the tools that it calls, until the model calls none."""
        run_tools = cast("Callable[..., ResponseToolRun]", self._resource.run_tools)
        return run_tools(*args, model=self._model, **params)


class AsyncResponsesOfModel(Generic[ModelP]):
    """The async methods of Responses for requests to one model, which take its parameters exactly."""

    def __init__(self, resource: AsyncResponses, model: str) -> None:
        self._resource = resource
        self._model = str(model)

    async def create(self, *args: ModelP.args, **params: ModelP.kwargs) -> Response:
        """Create a response, as `create()` of the resource does."""
        create = cast("Callable[..., Awaitable[Response]]", self._resource.create)
        return await create(*args, model=self._model, **params)

    async def parse(
        self,
        output_type: type[OutputT] | Mapping[str, OutputT],
        /,
        *args: ModelP.args,
        **params: ModelP.kwargs,
    ) -> ParsedResponse[OutputT]:
        """Create a response and parse its output as `output_type`, as `parse()` of the resource does."""
        parse = cast("Callable[..., Awaitable[ParsedResponse[OutputT]]]", self._resource.parse)
        return await parse(*args, model=self._model, text_format=output_type, **params)

    def stream(
        self, *args: ModelP.args, **params: ModelP.kwargs
    ) -> AbstractAsyncContextManager[AsyncResponseStream[None]]:
        """Create a response and stream it as typed events, for use in a `with` statement."""
        stream = cast(
            "Callable[..., AbstractAsyncContextManager[AsyncResponseStream[None]]]", self._resource.stream
        )
        return stream(*args, model=self._model, **params)

    async def run_tools(self, *args: ModelP.args, **params: ModelP.kwargs) -> ResponseToolRun:
        """Create a response and execute the tools that it calls, until the model calls none."""
        run_tools = cast("Callable[..., Awaitable[ResponseToolRun]]", self._resource.run_tools)
        return await run_tools(*args, model=self._model, **params)


class ResponsesWithRawResponse(SyncRawResource[Response, "ResponseStreamEvent"]):
    """The methods of Responses, which return responses with their status and headers."""

    _endpoint = ENDPOINT

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Response]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Stream[ResponseStreamEvent]]: ...

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Response] | RawResponse[Stream[ResponseStreamEvent]]: ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Response] | RawResponse[Stream[ResponseStreamEvent]]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            return self._create_stream(params, options)
        return self._create(params, options)


class AsyncResponsesWithRawResponse(AsyncRawResource[Response, "ResponseStreamEvent"]):
    """The async methods of Responses, which return responses with their status and headers."""

    _endpoint = ENDPOINT

    @overload
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Response]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

    @overload
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[AsyncStream[ResponseStreamEvent]]: ...

    @overload
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Response] | RawResponse[AsyncStream[ResponseStreamEvent]]: ...

    @refuse_unknown_parameters
    async def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Response] | RawResponse[AsyncStream[ResponseStreamEvent]]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            return await self._create_stream(params, options)
        return await self._create(params, options)


class ResponsesWithStreamingResponse(SyncStreamingResource[Response, "ResponseStreamEvent"]):
    """`create()` of Responses for use in a `with` statement: the body of its response is read on demand."""

    _endpoint = ENDPOINT

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[Response]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[Stream[ResponseStreamEvent]]: ...

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[Response] | StreamingResponseManager[Stream[ResponseStreamEvent]]: ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[Response] | StreamingResponseManager[Stream[ResponseStreamEvent]]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            return self._create_stream(params, options)
        return self._create(params, options)


class AsyncResponsesWithStreamingResponse(AsyncStreamingResource[Response, "ResponseStreamEvent"]):
    """`create()` of Responses for use in an `async with` statement: the body of its response is read on demand."""

    _endpoint = ENDPOINT

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncStreamingResponseManager[Response]:
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: Literal[True],
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncStreamingResponseManager[AsyncStream[ResponseStreamEvent]]: ...

    @overload
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> (
        AsyncStreamingResponseManager[Response]
        | AsyncStreamingResponseManager[AsyncStream[ResponseStreamEvent]]
    ): ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        input: Sequence[ResponseInputItemParam | O3ProResponseInputItemParam | Model] | str,
        model: Literal["o3-mini", "openai/o3-pro"] | str,
        background: bool | Omit = omit,
        include: Sequence[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | Omit
        | None = omit,
        instructions: str | Omit | None = omit,
        max_output_tokens: int | Omit | None = omit,
        parallel_tool_calls: bool | Omit | None = omit,
        previous_response_id: str | Omit | None = omit,
        prompt: ResponsePromptParam | Omit | None = omit,
        reasoning: ReasoningParam | Omit | None = omit,
        store: bool | Omit | None = omit,
        stream: bool | Omit | None = omit,
        text: ResponseTextConfigParam | Omit = omit,
        tool_choice: ToolChoiceFunctionParam
        | ToolChoiceTypesParam
        | Literal["none", "auto", "required"]
        | Omit = omit,
        tools: Sequence[FunctionToolParam | McpToolParam | O3ProToolParam | FunctionTool] | Omit = omit,
        truncation: Literal["auto", "disabled"] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> (
        AsyncStreamingResponseManager[Response]
        | AsyncStreamingResponseManager[AsyncStream[ResponseStreamEvent]]
    ):
        """Create a response; return it whole, or as a stream of events if `stream` is true.

        Args:
            input: The input of the model: text, or a list of messages, tool results and output items of
                earlier responses.
            model: The ID of the model that generates the response. Any other string is accepted, too.
            background: Generates the response in the background; the request returns at once. Defaults to
                false.
            include: Additional data to include in the response, such as encrypted reasoning.
            instructions: Instructions that precede the input, like a developer message. Later responses of
                the conversation do not inherit them.
            max_output_tokens: Limits the number of generated tokens, reasoning tokens included. A response
                that reaches the limit is incomplete.
            parallel_tool_calls: Allows the model to request several tool calls at once.
            previous_response_id: The ID of a stored response whose conversation this request continues.
            prompt: A stored prompt template with the values of its variables.
            reasoning: Settings of reasoning models.
            store: Stores the response, so that later requests can refer to it. Defaults to false.
            stream: Streams the response as server-sent events while it is generated. Defaults to false.
            text: The format of the generated text.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the tool to call.
            tools: The tools that the model may call.
            truncation: Controls what happens if the conversation exceeds the context window: "auto" drops
                items from its middle, "disabled", the default, fails the request.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, is not one of the model, or has no JSON form; no
                request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
        """

        params: dict[str, object] = {
            "input": input,
            "model": model,
            "background": background,
            "include": include,
            "instructions": instructions,
            "max_output_tokens": max_output_tokens,
            "parallel_tool_calls": parallel_tool_calls,
            "previous_response_id": previous_response_id,
            "prompt": prompt,
            "reasoning": reasoning,
            "store": store,
            "stream": omit if stream is None else stream,
            "text": text,
            "tool_choice": tool_choice,
            "tools": tools,
            "truncation": truncation,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            return self._create_stream(params, options)
        return self._create(params, options)
