"""POST /v1/responses: requests and responses. The events of a stream are in response_events."""

from collections.abc import Iterator, Sequence

from aimlkit.mock import response_events, sample_text, server_sent_events
from aimlkit.mock.contract import ServedOperation, ValidRequest
from aimlkit.mock.cost import add_cost, cost_headers
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.http_response import HTTPResponse, event_stream_response, json_response
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.message_text import content_text, split_at_last_user_message
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.model import FunctionTool, ModelInput, ModelOutput, OutputFormat, generate
from aimlkit.mock.state import Conversation, MockState
from aimlkit.mock.tokens import count_tokens


async def respond(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> HTTPResponse:
    """Return the HTTP response: a response object, or a stream of its events."""
    response = await create_response(request, operation, state, mock_response)
    if request.fields.get("stream") and operation.event_fields is not None:
        events = response_events.stream_events(response, operation)
        return event_stream_response(server_sent_events.typed_events(events))
    if response["background"]:
        response = response_events.unfinished(response, "queued", operation)
    return json_response(
        response, headers=cost_headers(response, operation.cost_paths, state.contract.cost_headers)
    )


async def create_response(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> JsonObject:
    """Return the finished response to `request`; store it if the request sets `store`.

    Raises HTTPError with status 404 if the previous response is not stored.
    """
    previous = _previous_conversation(request.value("previous_response_id"), state)
    conversation = [*previous.items, *_input_items(request.fields["input"])]
    model_input = read_model_input(request, conversation)
    id_suffix = state.new_id()
    response = _response_without_output(request, f"resp_{id_suffix}", int(state.clock()))
    if mock_response and mock_response.failure is not None:
        error = {"code": "server_error", "message": mock_response.failure}
        return {**response, "status": "failed", "error": error, "output": [], "usage": None}
    model_output = await generate(model_input, seed=state.seed, choice_index=0, mock_response=mock_response)
    status = "incomplete" if model_output.is_truncated else "completed"
    usage = _usage(model_input, model_output)
    output = [*_output_items(model_output, id_suffix, status)]
    if request.shape.takes_reasoning_items:
        output.insert(0, _reasoning_item(request, model_input, id_suffix))
    response |= {
        "status": status,
        "incomplete_details": {"reason": "max_output_tokens"} if model_output.is_truncated else None,
        "output": output,
        "output_text": model_output.text or "",
        "usage": usage,
    }
    add_cost(response, usage["total_tokens"], operation.cost_paths, mock_response)
    if request.value("store"):
        size = previous.size + request.size + len(repr(output))
        state.store_conversation(response["id"], Conversation([*conversation, *output], size))
    return response


def read_model_input(request: ValidRequest, conversation: Sequence[JsonObject]) -> ModelInput:
    """Return the model's input: the request's options, and the conversation up to and with its input.

    The contract allows items that are references with any fields, so no field of an item is certain to exist.
    """
    user_message, later_items = split_at_last_user_message(conversation)
    tool_results = [item.get("output") for item in later_items if item.get("type") == "function_call_output"]
    tool_choice: str | JsonObject = request.value("tool_choice") or "auto"
    reasoning: JsonObject = request.value("reasoning") or {}
    text_config: JsonObject = request.value("text") or {}
    instructions: str | None = request.value("instructions")
    max_tokens: float | None = request.value("max_output_tokens")
    return ModelInput(
        model=request.fields["model"],
        texts=[*([instructions] if instructions else []), *_item_texts(conversation)],
        user_message=content_text(user_message.get("content")),
        tool_result=content_text(tool_results[-1]) if tool_results else None,
        called_tools={str(item.get("name")) for item in later_items if item.get("type") == "function_call"},
        tools=[
            FunctionTool(tool["name"], tool["parameters"], f"/tools/{index}/parameters")
            for index, tool in enumerate(request.value("tools") or ())
            if tool["type"] == "function"
        ],
        # An object without a name forces a built-in tool, which the mock does not have.
        tool_choice=tool_choice if isinstance(tool_choice, str) else "none",
        forced_tool=None if isinstance(tool_choice, str) else tool_choice.get("name"),
        parallel_tool_calls=request.value("parallel_tool_calls") is not False,
        output_format=_output_format(text_config.get("format")),
        stop_sequences=(),
        max_tokens=None if max_tokens is None else int(max_tokens),
        reasoning_effort=reasoning.get("effort"),
        seed=request.value("seed"),
    )


def _previous_conversation(response_id: str | None, state: MockState) -> Conversation:
    if response_id is None:
        return Conversation((), 0)
    conversation = state.stored_conversation(response_id)
    if conversation is None:
        name = sample_text.excerpt(response_id)
        raise HTTPError(
            404,
            f"/previous_response_id: the response {name} is not stored; create it with store: true",
        )
    return conversation


def _input_items(request_input: str | list[JsonObject]) -> list[JsonObject]:
    if isinstance(request_input, str):
        return [{"role": "user", "content": request_input}]
    return request_input


def _item_texts(conversation: Sequence[JsonObject]) -> Iterator[str]:
    for item in conversation:
        for name in ("content", "summary", "arguments", "output"):
            yield content_text(item.get(name))


def _output_format(text_format: JsonObject | None) -> OutputFormat | None:
    if not text_format or text_format["type"] == "text":
        return None
    return OutputFormat(text_format.get("schema"), "/text/format/schema")


def _response_without_output(request: ValidRequest, response_id: str, created_at: int) -> JsonObject:
    """Return the fields of a response that repeat the request."""
    fields = request.fields
    return {
        "id": response_id,
        "object": "response",
        "created_at": created_at,
        "background": request.value("background"),
        "error": None,
        "incomplete_details": None,
        "instructions": fields.get("instructions"),
        "max_output_tokens": fields.get("max_output_tokens"),
        "metadata": {},
        "model": fields["model"],
        "parallel_tool_calls": request.value("parallel_tool_calls") is not False,
        "previous_response_id": fields.get("previous_response_id"),
        "prompt": fields.get("prompt"),
        "reasoning": {"effort": None, "summary": None, **(fields.get("reasoning") or {})},
        "service_tier": "default",
        "temperature": 1.0,
        "text": fields.get("text", {"format": {"type": "text"}}),
        "tool_choice": fields.get("tool_choice", "auto"),
        "tools": fields.get("tools", []),
        "top_p": 1.0,
        "truncation": request.value("truncation"),
    }


def _reasoning_item(request: ValidRequest, model_input: ModelInput, id_suffix: str) -> JsonObject:
    item: JsonObject = {"id": f"rs_{id_suffix}", "type": "reasoning", "summary": []}
    reasoning: JsonObject = request.value("reasoning") or {}
    if reasoning.get("summary"):
        summary = sample_text.reasoning_summary(model_input.user_message)
        item["summary"] = [{"type": "summary_text", "text": summary}]
    if "reasoning.encrypted_content" in (request.value("include") or ()):
        item["encrypted_content"] = stable_hash(id_suffix).hex()
    return item


def _output_items(output: ModelOutput, id_suffix: str, status: str) -> Iterator[JsonObject]:
    """Yield the items of the model's output: one message, or function calls."""
    if not output.tool_calls:
        yield {
            "id": f"msg_{id_suffix}",
            "type": "message",
            "role": "assistant",
            "status": status,
            "content": [_content_part(output)],
        }
    for index, call in enumerate(output.tool_calls):
        is_last = index == len(output.tool_calls) - 1
        yield {
            "id": f"fc_{id_suffix}{index:02x}",
            "type": "function_call",
            "call_id": f"call_{id_suffix}{index:02x}",
            "name": call.name,
            "arguments": call.arguments,
            "status": status if is_last else "completed",
        }


def _content_part(output: ModelOutput) -> JsonObject:
    if output.refusal is not None:
        return {"type": "refusal", "refusal": output.refusal}
    return {"type": "output_text", "text": output.text, "annotations": [], "logprobs": []}


def _usage(model_input: ModelInput, output: ModelOutput) -> JsonObject:
    input_tokens = count_tokens(model_input.texts)
    output_tokens = output.reasoning_tokens + output.output_tokens
    return {
        "input_tokens": input_tokens,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": output_tokens,
        "output_tokens_details": {"reasoning_tokens": output.reasoning_tokens},
        "total_tokens": input_tokens + output_tokens,
    }
