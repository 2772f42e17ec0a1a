"""Chat Completions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aimlkit._exceptions import ContentFilterFinishReasonError, LengthFinishReasonError
from aimlkit._json import is_one_of, json_array
from aimlkit._models import (
    ChatCompletion,
    ChatCompletionToolRun,
    ParsedChatCompletion,
    ParsedChoice,
    ParsedFunction,
    ParsedFunctionToolCall,
    ParsedMessage,
    arguments_text,
    derive,
    failure_in_choices,
    first_instance,
    instance,
    instances,
    text_or_none,
)
from aimlkit._token_counts import TokenCounts
from aimlkit.endpoints._base import Endpoint, ToolRequest
from aimlkit.endpoints._model_properties import ModelProperties
from aimlkit_api import models
from aimlkit_api.models import ChatCompletionChunk
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, VALUES
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aimlkit._replies import StreamReply
    from aimlkit.streaming.chat_completions import (
        AsyncChatCompletionStream,
        ChatCompletionAccumulator,
        ChatCompletionStream,
    )
    from aimlkit.structured import OutputFormat
    from aimlkit.tools import FunctionTool

OutputT = TypeVar("OutputT")


class ChatCompletionsEndpoint(Endpoint[ChatCompletion, ChatCompletionChunk]):
    """Chat Completions, which return choices."""

    spec = CREATE_CHAT_COMPLETION
    response_class = ChatCompletion
    tool_run_class = ChatCompletionToolRun
    history_parameter = "messages"
    token_limit_parameters = ("max_completion_tokens", "max_tokens")

    # --- requests ---

    def tool_parameter(self, tool: FunctionTool) -> Mapping[str, object]:
        """Return an entry of the `tools` parameter: the function is a nested object."""
        function = {name: value for name, value in tool.definition.items() if name != "type"}
        return {"type": "function", "function": function}

    def output_format_parameter(self, output_format: OutputFormat[object]) -> Mapping[str, object]:
        """Return the `response_format` parameter: the schema is in a nested object."""
        description = {"description": output_format.description} if output_format.description else {}
        json_schema = {
            "name": output_format.name,
            **description,
            "schema": output_format.schema,
            "strict": output_format.strict,
        }
        return {"type": "json_schema", "json_schema": json_schema}

    # --- responses ---

    def require_complete(self, response: ChatCompletion) -> None:
        """Raise LengthFinishReasonError or ContentFilterFinishReasonError if a choice is cut off."""
        for choice in instances(response.choices, models.ChatCompletionChoice):
            if is_one_of(choice.finish_reason, VALUES.token_limit):
                raise LengthFinishReasonError(completion=response)
            if is_one_of(choice.finish_reason, VALUES.content_filter):
                raise ContentFilterFinishReasonError(completion=response)

    def parse_output(
        self,
        response: ChatCompletion,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
    ) -> ParsedChatCompletion[OutputT]:
        """Return a new completion with content and tool arguments parsed. Raises OutputValidationError.

        A message that is a refusal, or has no text, has no output to parse.
        """

        def parse_choice(value: object) -> object:
            choice = instance(value, models.ChatCompletionChoice)
            message = instance(choice.message, models.ChatCompletionMessage) if choice else None
            if choice is None or message is None:
                return value
            return derive(ParsedChoice[OutputT], choice, message=parse_message(message))

        def parse_message(message: models.ChatCompletionMessage) -> ParsedMessage[OutputT]:
            content = None if message.refusal else text_or_none(message.content)
            parsed = output_format.parse(content, response=response) if output_format and content else None
            tool_calls = json_array(message.tool_calls)
            if tool_calls is None:
                return derive(ParsedMessage[OutputT], message, _parsed=parsed)
            calls = [parse_call(call) for call in tool_calls]
            return derive(ParsedMessage[OutputT], message, _parsed=parsed, tool_calls=calls)

        def parse_call(call: object) -> object:
            tool_call = instance(call, models.ChatCompletionMessageFunctionToolCall)
            function = (
                instance(tool_call.function, models.ChatCompletionToolCallFunction) if tool_call else None
            )
            if tool_call is None or function is None:
                return call
            tool = tools.get(str(function.name))
            arguments = arguments_text(function.arguments)
            parsed = tool.parse_arguments(arguments, response=response) if tool and arguments else None
            parsed_function = derive(ParsedFunction, function, _parsed_arguments=parsed)
            return derive(ParsedFunctionToolCall, tool_call, function=parsed_function)

        choices = json_array(response.choices)
        if choices is None:
            return derive(ParsedChatCompletion[OutputT], response)
        choices = [parse_choice(choice) for choice in choices]
        return derive(ParsedChatCompletion[OutputT], response, choices=choices)

    def finish_reasons(self, response: ChatCompletion) -> list[str]:
        """Return the finish reason of each choice that states one."""
        choices = instances(response.choices, models.ChatCompletionChoice)
        return [reason for choice in choices if (reason := text_or_none(choice.finish_reason))]

    def token_counts(self, usage: Mapping[str, object]) -> TokenCounts | None:
        """Return the numbers of tokens in the usage of a response; None if it is not that of this API."""
        typed = models.CompletionUsage.from_dict(usage)
        input_details = instance(typed.prompt_tokens_details, models.PromptTokensDetails)
        output_details = instance(typed.completion_tokens_details, models.CompletionTokensDetails)
        return TokenCounts.of(
            typed.prompt_tokens,
            typed.completion_tokens,
            cached_input=input_details.cached_tokens if input_details else None,
            reasoning=output_details.reasoning_tokens if output_details else None,
        )

    # --- streams ---

    def text_delta(self, event: ChatCompletionChunk) -> str | None:
        """Return the content that a chunk adds to the first choice."""
        choice = first_instance(event.choices, models.ChatCompletionChunkChoice)
        if choice is None or choice.index:
            return None
        delta = instance(choice.delta, models.ChoiceDelta)
        return text_or_none(delta.content) if delta else None

    def response_in(self, event: ChatCompletionChunk) -> Model | None:
        """Return the chunk, which has the id and the model of the completion."""
        return event

    def failure_in(self, event: ChatCompletionChunk) -> str | None:
        """Return why a choice of a chunk failed."""
        return failure_in_choices(event.choices)

    def partial_response(self, latest: Model | None, text: str) -> ChatCompletion:
        """Return a completion that was cut off, with `text` as the content of its only choice."""
        choice = {"index": 0, "message": {"role": "assistant", "content": text}}
        fields = latest.to_dict() if latest else {}
        return ChatCompletion.from_dict({**fields, "object": "chat.completion", "choices": [choice]})

    def open_stream(
        self,
        reply: StreamReply,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[ChatCompletion], None] | None,
    ) -> ChatCompletionStream[OutputT]:
        """Return the stream of `client.chat.completions.stream()`."""
        from aimlkit.streaming._reader import EventReader  # noqa: PLC0415 - only for streams
        from aimlkit.streaming.chat_completions import ChatCompletionStream  # noqa: PLC0415

        accumulator = self._accumulator(output_format, tools, on_complete)
        reader = EventReader(self.spec, accumulator, reply)
        return ChatCompletionStream(reply, reader, accumulator)

    def open_async_stream(
        self,
        reply: StreamReply,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[ChatCompletion], None] | None,
    ) -> AsyncChatCompletionStream[OutputT]:
        """Return the stream of `client.chat.completions.stream()` of the async client."""
        from aimlkit.streaming._reader import EventReader  # noqa: PLC0415 - only for streams
        from aimlkit.streaming.chat_completions import AsyncChatCompletionStream  # noqa: PLC0415

        accumulator = self._accumulator(output_format, tools, on_complete)
        reader = EventReader(self.spec, accumulator, reply)
        return AsyncChatCompletionStream(reply, reader, accumulator)

    def _accumulator(
        self,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[ChatCompletion], None] | None,
    ) -> ChatCompletionAccumulator[OutputT]:
        from aimlkit.streaming.chat_completions import ChatCompletionAccumulator  # noqa: PLC0415

        return ChatCompletionAccumulator(
            output_format,
            tools,
            parse=self.parse_output,
            require_complete=self.require_complete,
            on_complete=on_complete,
        )

    # --- the tool loop ---

    def tool_requests(self, response: ChatCompletion) -> list[ToolRequest]:
        """Return the tool calls of the first choice; those of other types have no name."""
        calls = response.first_message.tool_calls if response.first_message else None
        requests: list[ToolRequest] = []
        for call in instances(calls, Model):
            function_call = instance(call, models.ChatCompletionMessageFunctionToolCall)
            function = (
                instance(function_call.function, models.ChatCompletionToolCallFunction)
                if function_call
                else None
            )
            if function_call is None or function is None:
                requests.append(ToolRequest(call_id="", name="", arguments=""))
            else:
                arguments = arguments_text(function.arguments) or "{}"
                requests.append(ToolRequest(str(function_call.id), str(function.name or ""), arguments))
        return requests

    def next_turn(
        self,
        params: Mapping[str, object],
        response: ChatCompletion,
        results: Sequence[tuple[ToolRequest, str]],
    ) -> Mapping[str, object]:
        """Return `params` with the message of the model and a tool message for each result."""
        properties = ModelProperties.of(self.spec, params.get("model"))
        takes_parts = properties.is_list("messages", "content")

        def content(text: str) -> object:
            return [{"type": "text", "text": text}] if takes_parts else text

        tool_messages: list[Mapping[str, object]] = [
            {"role": "tool", "tool_call_id": request.call_id, "content": content(result)}
            for request, result in results
        ]
        earlier = json_array(params["messages"]) or ()
        message: list[object] = []
        if response.first_message:
            text = text_or_none(response.first_message.content)
            message = [response.first_message]
            if takes_parts or (text is None and properties.requires("messages", "content")):
                fields = {**response.first_message.to_dict(), "content": content(text or "")}
                message = [properties.without_unsupported("messages", fields)]
        return {**params, "messages": [*earlier, *message, *tool_messages]}


ENDPOINT = ChatCompletionsEndpoint()
