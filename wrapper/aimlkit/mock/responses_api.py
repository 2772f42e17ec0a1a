"""Responses, for rules and the window."""

from collections.abc import Iterator, Mapping, Sequence

from aimlkit.mock import response_events, responses
from aimlkit.mock.contract import ServedOperation
from aimlkit.mock.cost import add_cost, cost_of
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.message_text import content_text
from aimlkit.mock.mock_response import Call, MockResponse, Usage
from aimlkit.mock.model import sample_output
from aimlkit.mock.model_request import Message, ModelRequest
from aimlkit.mock.responded_output import RespondedOutput
from aimlkit.mock.untrusted_json import as_object, as_objects, as_text

_ASSISTANT_ITEMS = ("function_call", "reasoning")


class ResponsesAPI:
    """Responses: consecutive items of the assistant are one message of the conversation."""

    name = "responses"
    conversation_fields = frozenset({"model", "instructions", "input", "tools"})

    def previous_response_id(self, fields: JsonObject) -> str | None:
        """Return the id of the response that the request continues."""
        response_id: str | None = fields.get("previous_response_id")
        return response_id

    def read_request(
        self, fields: JsonObject, previous_items: Sequence[JsonObject], headers: Mapping[str, str]
    ) -> ModelRequest:
        """Return the request in the fields of a valid body."""
        instructions = content_text(fields.get("instructions"))
        messages = [Message("system", instructions)] if instructions else []
        text_config: JsonObject = fields.get("text") or {}
        messages += _messages([*previous_items, *responses.input_items(fields["input"])])
        return ModelRequest(
            api=self.name,
            model=fields["model"],
            stream=fields.get("stream") is True,
            messages=messages,
            tools=responses.function_tools(fields.get("tools") or ()),
            output_format=responses.output_format(text_config.get("format")),
            headers=headers,
            body=fields,
        )

    def read_response(self, response: JsonObject) -> RespondedOutput:
        """Return the message that the items of the output are."""
        usage = as_object(response.get("usage")) or None
        return RespondedOutput(_messages(as_objects(response.get("output"))), usage)

    def read_events(self, events: Sequence[JsonObject], operation: ServedOperation) -> RespondedOutput:
        """Return the output of the last event; if the stream ended early, the text until then."""
        last = events[-1] if events else {}
        if last.get("type") in operation.stream.terminal_events:
            return self.read_response(as_object(last.get("response")))
        growing = {each.event for each in operation.stream.growing_fields if each.item == "message"}
        text = "".join(as_text(each.get("delta")) for each in events if each.get("type") in growing)
        return RespondedOutput([Message("assistant", text)] if text else [], None)

    def sample_responses(
        self, mock_response: MockResponse, model: str, operation: ServedOperation
    ) -> Iterator[tuple[JsonObject, bool]]:
        """Yield a response, then the events of its stream."""
        output, usage = sample_output(mock_response), mock_response.usage or Usage(1, 1)
        reasoning = None
        if output.reasoning is not None:
            reasoning = responses.reasoning_item(output.reasoning, "sample")
        response: JsonObject = {
            "id": "resp_sample",
            "object": "response",
            "created_at": 0,
            "model": model,
            "background": False,
            "parallel_tool_calls": True,
            **responses.finished_fields(output, reasoning, usage, "sample"),
        }
        add_cost(response, cost_of(usage.total_tokens, mock_response), operation.cost_paths)
        yield response, False
        if operation.event_fields is not None:
            for event in response_events.stream_events(response, operation):
                yield event, True


def _messages(items: Sequence[JsonObject]) -> list[Message]:
    """Return the messages in the items of a conversation.

    The contract allows items that are references with any fields, so no field of an item is certain to exist.
    """
    messages: list[Message] = []
    names: dict[object, str] = {}
    for item in items:
        item_type = item.get("type", "message")
        if item_type == "function_call_output":
            messages.append(
                Message("tool", content_text(item.get("output")), tool_name=names.get(item.get("call_id")))
            )
        elif item_type in _ASSISTANT_ITEMS or item.get("role") == "assistant":
            calls: tuple[Call, ...] = ()
            if item_type == "function_call":
                names[item.get("call_id")] = str(item.get("name"))
                calls = (Call(str(item.get("name")), str(item.get("arguments", ""))),)
            message = Message("assistant", content_text(item.get("content")), calls)
            if messages and messages[-1].role == "assistant":
                message = _joined(messages.pop(), message)
            messages.append(message)
        elif "role" in item:
            messages.append(Message(str(item["role"]), content_text(item.get("content"))))
    return messages


def _joined(first: Message, second: Message) -> Message:
    """Return one message of the assistant in place of two."""
    text = "\n".join(filter(None, (first.text, second.text)))
    return Message("assistant", text, (*first.tool_calls, *second.tool_calls))
