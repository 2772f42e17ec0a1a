"""Responses."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aimlkit._json import json_array
from aimlkit._models import (
    ParsedResponse,
    ParsedResponseFunctionToolCall,
    ParsedResponseOutputMessage,
    ParsedResponseOutputText,
    Response,
    ResponseToolRun,
    arguments_text,
    derive,
    instance,
    is_complete_item,
    text_or_none,
)
from aimlkit._token_counts import TokenCounts
from aimlkit.endpoints._base import Endpoint, ToolRequest
from aimlkit_api import models
from aimlkit_api.operations import CREATE_RESPONSE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aimlkit._replies import StreamReply
    from aimlkit.streaming.responses import AsyncResponseStream, ResponseAccumulator, ResponseStream
    from aimlkit.structured import OutputFormat
    from aimlkit.tools import FunctionTool
    from aimlkit_api.params import FunctionCallOutputParam
    from aimlkit_api.types import Model

OutputT = TypeVar("OutputT")


class ResponsesEndpoint(Endpoint[Response, "models.ResponseStreamEvent"]):
    """Responses, which return output items."""

    spec = CREATE_RESPONSE
    response_class = Response
    tool_run_class = ResponseToolRun
    history_parameter = "input"
    token_limit_parameters = ("max_output_tokens",)
    instructions_parameter = "instructions"

    # --- requests ---

    def tool_parameter(self, tool: FunctionTool) -> Mapping[str, object]:
        """Return an entry of the `tools` parameter."""
        return {"type": "function", **tool.definition}

    def output_format_parameter(self, output_format: OutputFormat[object]) -> Mapping[str, object]:
        """Return the `format` of the `text` parameter."""
        description = {"description": output_format.description} if output_format.description else {}
        return {
            "type": "json_schema",
            "name": output_format.name,
            **description,
            "schema": output_format.schema,
            "strict": output_format.strict,
        }

    # --- responses ---

    def require_complete(self, response: Response) -> None:
        """Do nothing: only output to be parsed has to be complete, and tools of incomplete responses are not called."""

    def parse_output(
        self,
        response: Response,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
    ) -> ParsedResponse[OutputT]:
        """Return a new response with its final answer and its function arguments parsed, if they are complete.

        The final answer is the last complete message that has any text and is not commentary; other messages are not parsed.

        Raises OutputValidationError, and LengthFinishReasonError or ContentFilterFinishReasonError if the answer is cut
        off. A response that is still in progress, or has failed, is returned unparsed.
        """
        parsed_part: models.ResponseOutputText | None = None
        parsed_text: OutputT | None = None
        if output_format is not None:
            from aimlkit.endpoints._final_message import parse_final_answer  # noqa: PLC0415 - only for structured output

            parsed_part, parsed_text = parse_final_answer(response, output_format)
        if not response.is_complete:
            tools = {}

        def parse_item(item: object) -> object:
            if isinstance(item, models.ResponseFunctionToolCall):
                return parse_call(item)
            message = instance(item, models.ResponseOutputMessage)
            content = json_array(message.content) if message else None
            if message is None or content is None:
                return item
            parts = [parse_part(part) for part in content]
            return derive(ParsedResponseOutputMessage[OutputT], message, content=parts)

        def parse_call(call: models.ResponseFunctionToolCall) -> ParsedResponseFunctionToolCall:
            tool = tools.get(str(call.name)) if is_complete_item(call) else None
            arguments = arguments_text(call.arguments)
            parsed = tool.parse_arguments(arguments, response=response) if tool and arguments else None
            return derive(ParsedResponseFunctionToolCall, call, _parsed_arguments=parsed)

        def parse_part(part: object) -> object:
            output_text = instance(part, models.ResponseOutputText)
            if output_text is None:
                return part
            if output_text is parsed_part:
                return derive(ParsedResponseOutputText[OutputT], output_text, _parsed=parsed_text)
            return derive(ParsedResponseOutputText[OutputT], output_text)

        output = json_array(response.output)
        if output is None:
            return derive(ParsedResponse[OutputT], response)
        output = [parse_item(item) for item in output]
        return derive(ParsedResponse[OutputT], response, output=output, _output_parsed=parsed_text)

    def finish_reasons(self, response: Response) -> list[str]:
        """Return the reason why the response is incomplete, or its status."""
        details = instance(response.incomplete_details, models.ResponseIncompleteDetails)
        reason = text_or_none(details.reason if details else None) or text_or_none(response.status)
        return [reason] if reason else []

    def token_counts(self, usage: Mapping[str, object]) -> TokenCounts | None:
        """Return the numbers of tokens in the usage of a response; None if it is not that of this API."""
        typed = models.ResponseUsage.from_dict(usage)
        input_details = instance(typed.input_tokens_details, models.ResponseInputTokensDetails)
        output_details = instance(typed.output_tokens_details, models.ResponseOutputTokensDetails)
        return TokenCounts.of(
            typed.input_tokens,
            typed.output_tokens,
            cached_input=input_details.cached_tokens if input_details else None,
            reasoning=output_details.reasoning_tokens if output_details else None,
        )

    # --- streams ---

    def text_delta(self, event: models.ResponseStreamEvent) -> str | None:
        """Return the text that an event adds to a message."""
        delta = instance(event, models.ResponseTextDeltaEvent)
        return text_or_none(delta.delta) if delta else None

    def failure_in(self, event: models.ResponseStreamEvent) -> str | None:
        """Return why the response in an event failed."""
        response = self.response_in(event)
        return Response.from_dict(response.to_dict()).failure if response else None

    def response_in(self, event: models.ResponseStreamEvent) -> Model | None:
        """Return the response in an event, such as response.created."""
        return instance(event.__dict__.get("response"), models.Response)

    def partial_response(self, latest: Model | None, text: str) -> Response:
        """Return a response that was cut off, with `text` as its text."""
        return Response.from_dict({**(latest.to_dict() if latest else {}), "output_text": text})

    def open_stream(
        self,
        reply: StreamReply,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[Response], None] | None,
    ) -> ResponseStream[OutputT]:
        """Return the stream of `client.responses.stream()`."""
        from aimlkit.streaming._reader import EventReader  # noqa: PLC0415 - only for streams
        from aimlkit.streaming.responses import ResponseStream  # noqa: PLC0415

        accumulator = self._accumulator(output_format, tools, on_complete)
        reader = EventReader(self.spec, accumulator, reply)
        return ResponseStream(reply, reader, accumulator)

    def open_async_stream(
        self,
        reply: StreamReply,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[Response], None] | None,
    ) -> AsyncResponseStream[OutputT]:
        """Return the stream of `client.responses.stream()` of the async client."""
        from aimlkit.streaming._reader import EventReader  # noqa: PLC0415 - only for streams
        from aimlkit.streaming.responses import AsyncResponseStream  # noqa: PLC0415

        accumulator = self._accumulator(output_format, tools, on_complete)
        reader = EventReader(self.spec, accumulator, reply)
        return AsyncResponseStream(reply, reader, accumulator)

    def _accumulator(
        self,
        output_format: OutputFormat[OutputT] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[Response], None] | None,
    ) -> ResponseAccumulator[OutputT]:
        from aimlkit.streaming.responses import ResponseAccumulator  # noqa: PLC0415

        return ResponseAccumulator(output_format, tools, parse=self.parse_output, on_complete=on_complete)

    # --- the tool loop ---

    def tool_requests(self, response: Response) -> list[ToolRequest]:
        """Return the function calls in the output; an empty list if the response, or one of them, is incomplete."""
        if not response.is_complete or not all(map(is_complete_item, response.tool_calls)):
            return []
        return [
            ToolRequest(str(call.call_id), str(call.name or ""), arguments_text(call.arguments) or "{}")
            for call in response.tool_calls
        ]

    def next_turn(
        self,
        params: Mapping[str, object],
        response: Response,
        results: Sequence[tuple[ToolRequest, str]],
    ) -> Mapping[str, object]:
        """Return `params` with the output of the model and an output item for each result."""
        output_items: list[FunctionCallOutputParam] = [
            {"type": "function_call_output", "call_id": request.call_id, "output": result}
            for request, result in results
        ]
        request_input = params.get("input")
        earlier: list[object] = []
        if isinstance(request_input, str):
            earlier = [{"role": "user", "content": request_input}]
        else:
            earlier = [*(json_array(request_input) or ())]
        output = json_array(response.output) or ()
        return {**params, "input": [*earlier, *output, *output_items]}


ENDPOINT = ResponsesEndpoint()
