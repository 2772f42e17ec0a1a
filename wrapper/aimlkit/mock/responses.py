"""POST /v1/responses: requests and responses. The events of a stream are in response_events."""

from collections.abc import Iterator, Mapping, Sequence

from aimlkit.mock import response_events, sample_text, server_sent_events
from aimlkit.mock.contract import ServedOperation, ValidRequest
from aimlkit.mock.conversations import Conversation
from aimlkit.mock.cost import add_cost, cost_headers, cost_of
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.http_response import HTTPResponse, event_stream_response, json_response
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.message_text import content_text, split_at_last_user_message
from aimlkit.mock.mock_response import Incomplete, MockResponse, Usage
from aimlkit.mock.model import FunctionTool, ModelInput, ModelOutput, OutputFormat, generate, token_usage
from aimlkit.mock.state import MockState

_INCOMPLETE_REASONS: Mapping[Incomplete, str] = {
    "max_tokens": "max_output_tokens",
    "content_filter": "content_filter",
}


async def respond(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> HTTPResponse:
    """Return the HTTP response: a response object, or a stream of its events."""
    response, cost = await create_response(request, operation, state, mock_response)
    if request.fields.get("stream") and operation.event_fields is not None:
        events = response_events.stream_events(response, operation)
        return event_stream_response(server_sent_events.typed_events(events))
    if response["background"]:
        return json_response(response_events.response_before_output(response, "queued", operation))
    return json_response(response, headers=cost_headers(cost, state.contract.cost_headers))


async def create_response(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> tuple[JsonObject, Mapping[str, float]]:
    """Return the finished response to `request`, and its cost by role; store it if the request sets `store`.

    Raises HTTPError with status 404 if the previous response is not stored.
    """
    previous_id = request.value("previous_response_id")
    previous = Conversation((), 0) if previous_id is None else stored_conversation(previous_id, state)
    conversation = [*previous.items, *input_items(request.fields["input"])]
    model_input = read_model_input(request, conversation)
    id_suffix = state.new_id()
    response = _response_without_output(request, f"resp_{id_suffix}", int(state.clock()))
    if mock_response and mock_response.failure is not None:
        error = {"code": "server_error", "message": mock_response.failure}
        return {**response, "status": "failed", "error": error, "output": [], "usage": None}, {}
    model_output = await generate(model_input, seed=state.seed, choice_index=0, mock_response=mock_response)
    usage = token_usage(model_input, [model_output], mock_response)
    reasoning = None
    if request.shape.takes_reasoning_items or model_output.reasoning is not None:
        reasoning = _reasoning_item(request, model_input, model_output, id_suffix)
    response |= finished_fields(model_output, reasoning, usage, id_suffix)
    cost = cost_of(usage.total_tokens, mock_response)
    add_cost(response, cost, operation.cost_paths)
    if request.value("store"):
        output: list[JsonObject] = response["output"]
        size = previous.size + request.size + len(repr(output))
        state.store_conversation(response["id"], Conversation([*conversation, *output], size))
    return response, cost


def finished_fields(
    output: ModelOutput, reasoning: JsonObject | None, usage: Usage, id_suffix: str
) -> JsonObject:
    """Return the fields of a finished response: status, output and usage; `reasoning`, if any, is the first item."""
    status = "completed" if output.incomplete is None else "incomplete"
    items = [*([reasoning] if reasoning else []), *_output_items(output, id_suffix, status)]
    reason = None if output.incomplete is None else {"reason": _INCOMPLETE_REASONS[output.incomplete]}
    return {
        "status": status,
        "incomplete_details": reason,
        "output": items,
        "output_text": output.text or "",
        "usage": _usage(usage),
    }


def read_model_input(request: ValidRequest, conversation: Sequence[JsonObject]) -> ModelInput:
    """Return the model's input: the request's options, and the conversation up to and including its input.

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
        tools=function_tools(request.value("tools") or ()),
        # An object without a name forces a built-in tool, which the mock does not have.
        tool_choice=tool_choice if isinstance(tool_choice, str) else "none",
        forced_tool=None if isinstance(tool_choice, str) else tool_choice.get("name"),
        parallel_tool_calls=request.value("parallel_tool_calls") is not False,
        output_format=output_format(text_config.get("format")),
        stop_sequences=(),
        max_tokens=None if max_tokens is None else int(max_tokens),
        reasoning_effort=reasoning.get("effort"),
        seed=request.value("seed"),
    )


def stored_conversation(response_id: str, state: MockState) -> Conversation:
    """Return the conversation up to and including a response. Raises HTTPError with status 404 if it is not stored."""
    conversation = state.stored_conversation(response_id)
    if conversation is None:
        name = sample_text.excerpt(response_id)
        raise HTTPError(
            404,
            f"/previous_response_id: the response {name} is not stored; create it with store: true",
        )
    return conversation


def input_items(request_input: str | list[JsonObject]) -> list[JsonObject]:
    """Return the input of a request as a list of items."""
    if isinstance(request_input, str):
        return [{"role": "user", "content": request_input}]
    return request_input


def _item_texts(conversation: Sequence[JsonObject]) -> Iterator[str]:
    for item in conversation:
        for name in ("content", "summary", "arguments", "output"):
            yield content_text(item.get(name))


def function_tools(tools: Sequence[JsonObject]) -> list[FunctionTool]:
    """Return the functions among the tools of a request."""
    return [
        FunctionTool(tool["name"], tool.get("parameters") or {}, f"/tools/{index}/parameters")
        for index, tool in enumerate(tools)
        if tool["type"] == "function"
    ]


def output_format(text_format: JsonObject | None) -> OutputFormat | None:
    """Return the format that a request sets for the output; None if it is text."""
    if not text_format or text_format["type"] == "text":
        return None
    return OutputFormat(
        text_format["type"], text_format.get("name"), text_format.get("schema"), "/text/format/schema"
    )


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


def _reasoning_item(
    request: ValidRequest, model_input: ModelInput, output: ModelOutput, id_suffix: str
) -> JsonObject:
    reasoning: JsonObject = request.value("reasoning") or {}
    summary = output.reasoning
    if summary is None and reasoning.get("summary"):
        summary = sample_text.reasoning_summary(model_input.user_message)
    item = reasoning_item(summary, id_suffix)
    if "reasoning.encrypted_content" in (request.value("include") or ()):
        item["encrypted_content"] = stable_hash(id_suffix).hex()
    return item


def reasoning_item(summary: str | None, id_suffix: str) -> JsonObject:
    """Return the item of the model's reasoning, with its summary if there is one."""
    parts = [] if summary is None else [{"type": "summary_text", "text": summary}]
    return {"id": f"rs_{id_suffix}", "type": "reasoning", "summary": parts}


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
            "arguments": call.arguments_text,
            "status": status if is_last else "completed",
        }


def _content_part(output: ModelOutput) -> JsonObject:
    if output.refusal is not None:
        return {"type": "refusal", "refusal": output.refusal}
    return {"type": "output_text", "text": output.text, "annotations": [], "logprobs": []}


def _usage(usage: Usage) -> JsonObject:
    return {
        "input_tokens": usage.input_tokens,
        "input_tokens_details": {"cached_tokens": usage.cached_tokens},
        "output_tokens": usage.output_tokens,
        "output_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
        "total_tokens": usage.total_tokens,
    }
