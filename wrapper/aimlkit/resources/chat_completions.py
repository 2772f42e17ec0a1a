# Generated from contract.json. Do not edit.
"""Chat Completions: the methods of `client.chat.completions`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, ParamSpec, cast, overload

from aimlkit._models import ChatCompletion, ChatCompletionToolRun, ParsedChatCompletion
from aimlkit._omit import Omit, omit
from aimlkit._requests import RequestOptions
from aimlkit.endpoints.chat_completions import ENDPOINT
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
    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit._streaming_response import AsyncStreamingResponseManager, StreamingResponseManager
    from aimlkit._tool_stream import AsyncChatCompletionToolStream, ChatCompletionToolStream
    from aimlkit.resources._conversations import AsyncChatCompletionConversation, ChatCompletionConversation
    from aimlkit.resources.model_constants import ChatCompletionsModel
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.streaming.chat_completions import AsyncChatCompletionStream, ChatCompletionStream
    from aimlkit.tools import FunctionTool
    from aimlkit_api.models import ChatCompletionChunk
    from aimlkit_api.params import (
        ChatCompletionFunctionToolParam,
        ChatCompletionMessageParam,
        ChatCompletionNamedToolChoiceParam,
        ChatCompletionResponseFormatParam,
        ChatCompletionStreamSettingsParam,
    )
    from aimlkit_api.types import Model

    OutputT = TypeVar("OutputT", default=None)


ModelP = ParamSpec("ModelP")


class ChatCompletions(
    SyncResource[
        ChatCompletion,
        "ChatCompletionChunk",
        ParsedChatCompletion[Any],
        "ChatCompletionStream[Any]",
        ChatCompletionToolRun,
        "ChatCompletionToolStream",
    ]
):
    """The methods of Chat Completions."""

    _endpoint = ENDPOINT

    @cached_property
    def with_raw_response(self) -> ChatCompletionsWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return ChatCompletionsWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> ChatCompletionsWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return ChatCompletionsWithStreamingResponse(self._session)

    @overload
    def of(self, model: ChatCompletionsModel[ModelP]) -> ChatCompletionsOfModel[ModelP]:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`; the object that is returned for a model without this API has no
                methods for type checkers.
        """

    @overload
    def of(self, model: ModelName) -> object: ...
    def of(self, model: ChatCompletionsModel[ModelP] | ModelName) -> ChatCompletionsOfModel[ModelP] | object:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`.
        """
        return ChatCompletionsOfModel[ModelP](self, model)

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletion:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> Stream[ChatCompletionChunk]: ...

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletion | Stream[ChatCompletionChunk]: ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletion | Stream[ChatCompletionChunk]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
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

    @refuse_unknown_parameters
    def parse(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        response_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedChatCompletion[OutputT]:
        """Create a chat completion and parse its output as the requested type.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            response_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "seed": seed,
            "stop": stop,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return self._parse(params, options, response_format)

    @refuse_unknown_parameters
    def stream(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        response_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionStream[OutputT]:
        """Create a chat completion and stream it as typed events, for use in a `with` statement.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            response_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "seed": seed,
            "stop": stop,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return self._stream(params, options, response_format)

    @overload
    def run_tools(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolRun:
        """Create a chat completion and execute the tools that it calls, until the model calls none; return
        the last one with the history of all turns, or a stream of the events of all turns if `stream` is
        true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolStream: ...

    @overload
    def run_tools(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolRun | ChatCompletionToolStream: ...

    @refuse_unknown_parameters
    def run_tools(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolRun | ChatCompletionToolStream:
        """Create a chat completion and execute the tools that it calls, until the model calls none; return
        the last one with the history of all turns, or a stream of the events of all turns if `stream` is
        true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            from aimlkit._tool_stream import ChatCompletionToolStream

            return self._stream_tools(params, options, max_turns, ChatCompletionToolStream)
        return self._run_tools(params, options, max_turns)


class AsyncChatCompletions(
    AsyncResource[
        ChatCompletion,
        "ChatCompletionChunk",
        ParsedChatCompletion[Any],
        "AsyncChatCompletionStream[Any]",
        ChatCompletionToolRun,
        "AsyncChatCompletionToolStream",
    ]
):
    """The async methods of Chat Completions."""

    _endpoint = ENDPOINT

    @cached_property
    def with_raw_response(self) -> AsyncChatCompletionsWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncChatCompletionsWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> AsyncChatCompletionsWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return AsyncChatCompletionsWithStreamingResponse(self._session)

    @overload
    def of(self, model: ChatCompletionsModel[ModelP]) -> AsyncChatCompletionsOfModel[ModelP]:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`; the object that is returned for a model without this API has no
                methods for type checkers.
        """

    @overload
    def of(self, model: ModelName) -> object: ...
    def of(
        self, model: ChatCompletionsModel[ModelP] | ModelName
    ) -> AsyncChatCompletionsOfModel[ModelP] | object:
        """Return the methods for requests to one model, which take the parameters of that model exactly.

        Args:
            model: A constant of `aimlkit.models`.
        """
        return AsyncChatCompletionsOfModel[ModelP](self, model)

    @overload
    async def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletion:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncStream[ChatCompletionChunk]: ...

    @overload
    async def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletion | AsyncStream[ChatCompletionChunk]: ...

    @refuse_unknown_parameters
    async def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletion | AsyncStream[ChatCompletionChunk]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
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

    @refuse_unknown_parameters
    async def parse(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        response_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ParsedChatCompletion[OutputT]:
        """Create a chat completion and parse its output as the requested type.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            response_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "seed": seed,
            "stop": stop,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await self._parse(params, options, response_format)

    @refuse_unknown_parameters
    def stream(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        response_format: type[OutputT] | Mapping[str, OutputT] | Omit = omit,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AbstractAsyncContextManager[AsyncChatCompletionStream[OutputT]]:
        """Create a chat completion and stream it as typed events, for use in a `with` statement.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            response_format: The type of the output: a pydantic model, dataclass, attrs class, TypedDict or
                NamedTuple; or a JSON Schema.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "seed": seed,
            "stop": stop,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return self._stream(params, options, response_format)

    @overload
    async def run_tools(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolRun:
        """Create a chat completion and execute the tools that it calls, until the model calls none; return
        the last one with the history of all turns, or a stream of the events of all turns if `stream` is
        true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncChatCompletionToolStream: ...

    @overload
    async def run_tools(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolRun | AsyncChatCompletionToolStream: ...

    @refuse_unknown_parameters
    async def run_tools(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_turns: int = 10,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionToolRun | AsyncChatCompletionToolStream:
        """Create a chat completion and execute the tools that it calls, until the model calls none; return
        the last one with the history of all turns, or a stream of the events of all turns if `stream` is
        true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_turns: The maximum number of requests.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        if stream:
            from aimlkit._tool_stream import AsyncChatCompletionToolStream

            return await self._stream_tools(params, options, max_turns, AsyncChatCompletionToolStream)
        return await self._run_tools(params, options, max_turns)


class ChatCompletionsOfModel(Generic[ModelP]):
    """The methods of Chat Completions for requests to one model, which take its parameters exactly."""

    def __init__(self, resource: ChatCompletions, model: str) -> None:
        self._resource = resource
        self._model = str(model)

    def create(self, *args: ModelP.args, **params: ModelP.kwargs) -> ChatCompletion:
        """Create a response, as `create()` of the resource does."""
        create = cast("Callable[..., ChatCompletion]", self._resource.create)
        return create(*args, model=self._model, **params)

    def parse(
        self,
        output_type: type[OutputT] | Mapping[str, OutputT],
        /,
        *args: ModelP.args,
        **params: ModelP.kwargs,
    ) -> ParsedChatCompletion[OutputT]:
        """Create a response and parse its output as `output_type`, as `parse()` of the resource does."""
        parse = cast("Callable[..., ParsedChatCompletion[OutputT]]", self._resource.parse)
        return parse(*args, model=self._model, response_format=output_type, **params)

    def stream(self, *args: ModelP.args, **params: ModelP.kwargs) -> ChatCompletionStream[None]:
        """Create a response and stream it as typed events, for use in a `with` statement."""
        stream = cast("Callable[..., ChatCompletionStream[None]]", self._resource.stream)
        return stream(*args, model=self._model, **params)

    def run_tools(self, *args: ModelP.args, **params: ModelP.kwargs) -> ChatCompletionToolRun:
        """Create a response and execute the tools that it calls, until the model calls none."""
        run_tools = cast("Callable[..., ChatCompletionToolRun]", self._resource.run_tools)
        return run_tools(*args, model=self._model, **params)


class AsyncChatCompletionsOfModel(Generic[ModelP]):
    """The async methods of Chat Completions for requests to one model, which take its parameters exactly."""

    def __init__(self, resource: AsyncChatCompletions, model: str) -> None:
        self._resource = resource
        self._model = str(model)

    async def create(self, *args: ModelP.args, **params: ModelP.kwargs) -> ChatCompletion:
        """Create a response, as `create()` of the resource does."""
        create = cast("Callable[..., Awaitable[ChatCompletion]]", self._resource.create)
        return await create(*args, model=self._model, **params)

    async def parse(
        self,
        output_type: type[OutputT] | Mapping[str, OutputT],
        /,
        *args: ModelP.args,
        **params: ModelP.kwargs,
    ) -> ParsedChatCompletion[OutputT]:
        """Create a response and parse its output as `output_type`, as `parse()` of the resource does."""
        parse = cast("Callable[..., Awaitable[ParsedChatCompletion[OutputT]]]", self._resource.parse)
        return await parse(*args, model=self._model, response_format=output_type, **params)

    def stream(
        self, *args: ModelP.args, **params: ModelP.kwargs
    ) -> AbstractAsyncContextManager[AsyncChatCompletionStream[None]]:
        """Create a response and stream it as typed events, for use in a `with` statement."""
        stream = cast(
            "Callable[..., AbstractAsyncContextManager[AsyncChatCompletionStream[None]]]",
            self._resource.stream,
        )
        return stream(*args, model=self._model, **params)

    async def run_tools(self, *args: ModelP.args, **params: ModelP.kwargs) -> ChatCompletionToolRun:
        """Create a response and execute the tools that it calls, until the model calls none."""
        run_tools = cast("Callable[..., Awaitable[ChatCompletionToolRun]]", self._resource.run_tools)
        return await run_tools(*args, model=self._model, **params)


class ChatCompletionsWithRawResponse(SyncRawResource[ChatCompletion, "ChatCompletionChunk"]):
    """The methods of Chat Completions, which return responses with their status and headers."""

    _endpoint = ENDPOINT

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ChatCompletion]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[Stream[ChatCompletionChunk]]: ...

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ChatCompletion] | RawResponse[Stream[ChatCompletionChunk]]: ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ChatCompletion] | RawResponse[Stream[ChatCompletionChunk]]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
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


class AsyncChatCompletionsWithRawResponse(AsyncRawResource[ChatCompletion, "ChatCompletionChunk"]):
    """The async methods of Chat Completions, which return responses with their status and headers."""

    _endpoint = ENDPOINT

    @overload
    async def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ChatCompletion]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[AsyncStream[ChatCompletionChunk]]: ...

    @overload
    async def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ChatCompletion] | RawResponse[AsyncStream[ChatCompletionChunk]]: ...

    @refuse_unknown_parameters
    async def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ChatCompletion] | RawResponse[AsyncStream[ChatCompletionChunk]]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
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


class ChatCompletionsWithStreamingResponse(SyncStreamingResource[ChatCompletion, "ChatCompletionChunk"]):
    """`create()` of Chat Completions for use in a `with` statement: the body of its response is read on demand."""

    _endpoint = ENDPOINT

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[ChatCompletion]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[Stream[ChatCompletionChunk]]: ...

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[ChatCompletion] | StreamingResponseManager[Stream[ChatCompletionChunk]]: ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> StreamingResponseManager[ChatCompletion] | StreamingResponseManager[Stream[ChatCompletionChunk]]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
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


class AsyncChatCompletionsWithStreamingResponse(
    AsyncStreamingResource[ChatCompletion, "ChatCompletionChunk"]
):
    """`create()` of Chat Completions for use in an `async with` statement: the body of its response is read on demand."""

    _endpoint = ENDPOINT

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[False] | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncStreamingResponseManager[ChatCompletion]:
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: Literal[True],
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncStreamingResponseManager[AsyncStream[ChatCompletionChunk]]: ...

    @overload
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> (
        AsyncStreamingResponseManager[ChatCompletion]
        | AsyncStreamingResponseManager[AsyncStream[ChatCompletionChunk]]
    ): ...

    @refuse_unknown_parameters
    def create(
        self,
        *,
        messages: Sequence[ChatCompletionMessageParam | Model],
        model: Literal["o3-mini"] | str,
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        response_format: ChatCompletionResponseFormatParam | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream: bool | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> (
        AsyncStreamingResponseManager[ChatCompletion]
        | AsyncStreamingResponseManager[AsyncStream[ChatCompletionChunk]]
    ):
        """Create a chat completion; return it whole, or as a stream of events if `stream` is true.

        Args:
            messages: The conversation so far, from the oldest message to the newest.
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            response_format: The output format: plain text, any JSON object, or JSON that conforms to a
                schema.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream: Streams the completion as server-sent events, chunk by chunk, while it is generated.
                Defaults to false.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
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
            "messages": messages,
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "response_format": response_format,
            "seed": seed,
            "stop": stop,
            "stream": omit if stream is None else stream,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
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


class Chat:
    """`client.chat`."""

    _endpoint = ENDPOINT

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def completions(self) -> ChatCompletions:
        """The methods of Chat Completions."""
        return ChatCompletions(self._session)

    @cached_property
    def with_raw_response(self) -> ChatWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return ChatWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> ChatWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return ChatWithStreamingResponse(self._session)

    @refuse_unknown_parameters
    def conversation(
        self,
        *,
        model: Literal["o3-mini"] | str,
        messages: Sequence[ChatCompletionMessageParam | Model] = (),
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ChatCompletionConversation:
        """Start a conversation: requests that continue one another, all with these parameters.

        Args:
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            messages: The conversation so far, from the oldest message to the newest.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.
        """
        from aimlkit.resources._conversations import ChatCompletionConversation

        params: dict[str, object] = {
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "seed": seed,
            "stop": stop,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return ChatCompletionConversation(self._session, params, options, messages)


class ChatWithRawResponse:
    """`client.with_raw_response.chat`."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def completions(self) -> ChatCompletionsWithRawResponse:
        """The methods of Chat Completions, which return responses with their status and headers."""
        return ChatCompletionsWithRawResponse(self._session)


class ChatWithStreamingResponse:
    """`client.with_streaming_response.chat`."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def completions(self) -> ChatCompletionsWithStreamingResponse:
        """`create()` of Chat Completions, for use in a `with` statement."""
        return ChatCompletionsWithStreamingResponse(self._session)


class AsyncChat:
    """`client.chat` of the async client."""

    _endpoint = ENDPOINT

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def completions(self) -> AsyncChatCompletions:
        """The methods of Chat Completions."""
        return AsyncChatCompletions(self._session)

    @cached_property
    def with_raw_response(self) -> AsyncChatWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncChatWithRawResponse(self._session)

    @cached_property
    def with_streaming_response(self) -> AsyncChatWithStreamingResponse:
        """`create()` for use in a `with` statement: the body of its response is read on demand."""
        return AsyncChatWithStreamingResponse(self._session)

    @refuse_unknown_parameters
    def conversation(
        self,
        *,
        model: Literal["o3-mini"] | str,
        messages: Sequence[ChatCompletionMessageParam | Model] = (),
        max_completion_tokens: int | Omit = omit,
        max_tokens: int | Omit = omit,
        n: int | Omit | None = omit,
        provider: str | Omit = omit,
        reasoning_effort: Literal["low", "medium", "high"] | Omit = omit,
        seed: int | Omit = omit,
        stop: Sequence[str] | str | Omit | None = omit,
        stream_options: ChatCompletionStreamSettingsParam | Omit = omit,
        tool_choice: ChatCompletionNamedToolChoiceParam | Literal["none", "auto", "required"] | Omit = omit,
        tools: Sequence[ChatCompletionFunctionToolParam | FunctionTool] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncChatCompletionConversation:
        """Start a conversation: requests that continue one another, all with these parameters.

        Args:
            model: The ID of the model that generates the completion. Any other string is accepted, too.
            messages: The conversation so far, from the oldest message to the newest.
            max_completion_tokens: Limits the number of generated tokens, reasoning tokens included. A choice
                that reaches the limit has the finish reason "length".
            max_tokens: The older name of `max_completion_tokens`. Limits the number of generated tokens.
            n: The number of choices to generate. Each choice consumes its own output tokens. Defaults to 1.
            provider: Routes the request to one provider, such as "openai", without fallback to others.
                "auto", the default, allows fallback.
            reasoning_effort: Controls how much the model reasons before it replies. A lower effort is faster
                and uses fewer tokens.
            seed: Makes the sampling repeatable as far as possible: requests with equal parameters and an
                equal seed tend to return the same completion. Determinism is not guaranteed.
            stop: Up to four sequences that end the generation. The sequence itself is not part of the
                returned text.
            stream_options: Settings of a streamed completion. Requires `stream`.
            tool_choice: Controls tool calls: "none" prevents them, "auto" lets the model decide, "required"
                forces at least one, and an object selects the function to call.
            tools: The functions that the model may call.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            extra_body: Properties of the request body that this version does not know.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.
        """
        from aimlkit.resources._conversations import AsyncChatCompletionConversation

        params: dict[str, object] = {
            "model": model,
            "max_completion_tokens": max_completion_tokens,
            "max_tokens": max_tokens,
            "n": n,
            "provider": provider,
            "reasoning_effort": reasoning_effort,
            "seed": seed,
            "stop": stop,
            "stream_options": stream_options,
            "tool_choice": tool_choice,
            "tools": tools,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return AsyncChatCompletionConversation(self._session, params, options, messages)


class AsyncChatWithRawResponse:
    """`client.with_raw_response.chat` of the async client."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def completions(self) -> AsyncChatCompletionsWithRawResponse:
        """The methods of Chat Completions, which return responses with their status and headers."""
        return AsyncChatCompletionsWithRawResponse(self._session)


class AsyncChatWithStreamingResponse:
    """`client.with_streaming_response.chat` of the async client."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def completions(self) -> AsyncChatCompletionsWithStreamingResponse:
        """`create()` of Chat Completions, for use in a `with` statement."""
        return AsyncChatCompletionsWithStreamingResponse(self._session)
