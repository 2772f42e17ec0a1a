"""POST /v1/chat/completions: requests, completions and their chunks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from aimlkit.mock import server_sent_events
from aimlkit.mock.chat_tools import called_function, function_tools, tool_choice
from aimlkit.mock.contract import ServedOperation, ValidRequest
from aimlkit.mock.cost import add_cost, cost_headers, cost_of, with_cost_at_end
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.http_response import HTTPResponse, event_stream_response, json_response
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.message_text import content_text, split_at_last_user_message
from aimlkit.mock.mock_response import Incomplete, MockResponse, Usage
from aimlkit.mock.model import (
    ModelInput,
    ModelOutput,
    OutputFormat,
    check_output_size,
    generate,
    token_usage,
)
from aimlkit.mock.state import MockState
from aimlkit.mock.tokens import tokenize

MAX_CHOICES = 128  # in one response, whatever the contract allows

_FINISH_REASONS: Mapping[Incomplete, str] = {"max_tokens": "length", "content_filter": "content_filter"}


async def respond(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> HTTPResponse:
    """Return the HTTP response: a completion, or a stream of its chunks."""
    completion, cost = await create_completion(request, operation, state, mock_response)
    if request.fields.get("stream") and operation.event_fields is not None:
        chunks = map(
            operation.event_fields.fit_to_schema, completion_chunks(completion, request.fields, operation)
        )
        events = server_sent_events.chat_completion_events(chunks, operation.stream.end_mark)
        return event_stream_response(events)
    return json_response(
        operation.response_fields.fit_to_schema(completion),
        headers=cost_headers(cost, state.contract.cost_headers),
    )


async def create_completion(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> tuple[JsonObject, Mapping[str, float]]:
    """Return the completion for `request`, and its cost by role.

    Raises HTTPError with status 500 if `failure` is set, and with status 400 if the completion would be too large.
    """
    if mock_response and mock_response.failure is not None:
        raise HTTPError(500, mock_response.failure)
    model_input = read_model_input(request.fields)
    outputs: list[ModelOutput] = []
    for index in range(_choice_count(request.fields)):
        outputs.append(
            await generate(model_input, seed=state.seed, choice_index=index, mock_response=mock_response)
        )
        if index:
            check_output_size("/n", outputs)
    usage = token_usage(model_input, outputs, mock_response)
    completion = completion_of(outputs, usage, model_input.model, state.new_id(), int(state.clock()))
    cost = cost_of(usage.total_tokens, mock_response)
    add_cost(completion, cost, operation.cost_paths)
    return completion, cost


def completion_of(
    outputs: Sequence[ModelOutput], usage: Usage, model: str, id_suffix: str, created: int
) -> JsonObject:
    """Return a completion without its cost; each output is a choice."""
    return {
        "id": f"chatcmpl-{id_suffix}",
        "object": "chat.completion",
        "created": created,
        "model": model,
        "choices": [_choice(output, index, id_suffix) for index, output in enumerate(outputs)],
        "usage": _usage(usage),
    }


def completion_chunks(
    completion: JsonObject, fields: JsonObject, operation: ServedOperation
) -> Iterator[JsonObject]:
    """Yield the chunks of a streamed completion: the choices interleaved, the usage last, and the cost in the last one."""
    chunks = _chunks_without_cost(completion, fields)
    return with_cost_at_end(chunks, completion, operation.cost_paths, operation.stream.cost_paths)


def _chunks_without_cost(completion: JsonObject, fields: JsonObject) -> Iterator[JsonObject]:
    options: JsonObject = fields.get("stream_options") or {}
    includes_usage = options.get("include_usage") is True
    common_fields = {
        "id": completion["id"],
        "object": "chat.completion.chunk",
        "created": completion["created"],
        "model": completion["model"],
    }
    # A stream with usage has the field in every chunk; it is null until the last one.
    null_usage = {"usage": None} if includes_usage else {}
    for chunk_choices in zip_longest(*map(_chunk_choices, completion["choices"])):
        for choice in chunk_choices:
            if choice is not None:
                yield {**common_fields, "choices": [choice], **null_usage}
    if includes_usage:
        yield {**common_fields, "choices": [], "usage": completion["usage"]}


def read_model_input(fields: JsonObject) -> ModelInput:
    """Return the model's input in the fields of a request."""
    messages: list[JsonObject] = fields["messages"]
    user_message, later_messages = split_at_last_user_message(messages)
    tool_results = [message["content"] for message in later_messages if message["role"] == "tool"]
    choice, forced_tool = tool_choice(fields)
    calls = [call for message in later_messages for call in message.get("tool_calls") or ()]
    stop: str | list[str] = fields.get("stop") or []
    return ModelInput(
        model=fields["model"],
        texts=[text for message in messages for text in _message_texts(message)],
        user_message=content_text(user_message.get("content")),
        tool_result=content_text(tool_results[-1]) if tool_results else None,
        called_tools={str(called_function(call).get("name")) for call in calls},
        tools=function_tools(fields),
        tool_choice=choice,
        forced_tool=forced_tool,
        parallel_tool_calls=fields.get("parallel_tool_calls") is not False,
        output_format=output_format(fields),
        stop_sequences=[stop] if isinstance(stop, str) else stop,
        max_tokens=_max_tokens(fields),
        reasoning_effort=fields.get("reasoning_effort"),
        seed=fields.get("seed"),
    )


def _choice_count(fields: JsonObject) -> int:
    """Return the number of choices to generate. Raises HTTPError with status 400 if there are too many."""
    count: float = fields.get("n") or 1
    if count > MAX_CHOICES:
        raise HTTPError(400, f"/n: the mock generates at most {MAX_CHOICES} choices for a request")
    return int(count)


def _message_texts(message: JsonObject) -> Iterator[str]:
    yield content_text(message.get("content"))
    for call in message.get("tool_calls") or ():
        yield str(called_function(call).get("arguments") or "")


def output_format(fields: JsonObject) -> OutputFormat | None:
    """Return the format that a request sets for the output; None if it is text."""
    response_format: JsonObject | None = fields.get("response_format")
    if not response_format or response_format.get("type", "text") == "text":
        return None
    described: JsonObject = response_format.get("json_schema") or {}
    return OutputFormat(
        response_format["type"],
        described.get("name"),
        described.get("schema"),
        "/response_format/json_schema/schema",
    )


def _max_tokens(fields: JsonObject) -> int | None:
    limits = [fields[name] for name in ("max_completion_tokens", "max_tokens") if name in fields]
    return int(min(limits)) if limits else None


def _choice(output: ModelOutput, index: int, id_suffix: str) -> JsonObject:
    message: JsonObject = {"role": "assistant", "content": output.text, "refusal": output.refusal}
    if output.reasoning is not None:
        message["reasoning_content"] = output.reasoning
    finish_reason = "stop"
    if output.tool_calls:
        finish_reason = "tool_calls"
        message["tool_calls"] = [
            {
                "id": f"call_{id_suffix}{index:02x}{call_index:02x}",
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments_text},
            }
            for call_index, call in enumerate(output.tool_calls)
        ]
    if output.incomplete is not None:
        finish_reason = _FINISH_REASONS[output.incomplete]
    return {"index": index, "message": message, "logprobs": None, "finish_reason": finish_reason}


def _usage(usage: Usage) -> JsonObject:
    return {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.total_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_tokens, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": usage.reasoning_tokens,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _chunk_choices(choice: JsonObject) -> Iterator[JsonObject]:
    """Yield the entries of one choice in successive chunks."""
    message: JsonObject = choice["message"]
    tool_calls: Sequence[JsonObject] = message.get("tool_calls", ())

    def chunk_choice(delta: Mapping[str, object], finish_reason: str | None = None) -> JsonObject:
        return {
            "index": choice["index"],
            "delta": delta,
            "logprobs": None,
            "finish_reason": finish_reason,
        }

    has_no_text = bool(tool_calls) or message["refusal"] is not None
    yield chunk_choice({"role": "assistant", "content": None if has_no_text else ""})
    for name in ("reasoning_content", "content", "refusal"):
        for token in tokenize(message.get(name) or ""):
            yield chunk_choice({name: token})
    for index, call in enumerate(tool_calls):
        function = {"name": call["function"]["name"], "arguments": ""}
        first_delta = {"index": index, "id": call["id"], "type": call["type"], "function": function}
        yield chunk_choice({"tool_calls": [first_delta]})
        for token in tokenize(call["function"]["arguments"]):
            yield chunk_choice({"tool_calls": [{"index": index, "function": {"arguments": token}}]})
    yield chunk_choice({}, choice["finish_reason"])
