"""Chat Completions, for rules and the window."""

from collections.abc import Iterator, Mapping, Sequence

from aimlkit.mock import chat_completions, chat_tools
from aimlkit.mock.contract import ServedOperation
from aimlkit.mock.cost import add_cost, cost_of
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.message_text import content_text
from aimlkit.mock.mock_response import Call, MockResponse, Usage
from aimlkit.mock.model import ModelOutput, sample_output
from aimlkit.mock.model_request import Message, ModelRequest
from aimlkit.mock.responded_output import RespondedOutput
from aimlkit.mock.untrusted_json import as_object, as_objects, as_text

_STREAM_FIELDS: JsonObject = {"stream": True, "stream_options": {"include_usage": True}}


class ChatCompletionsAPI:
    """Chat Completions: each message of a request is a message of the conversation."""

    name = "chat"
    conversation_fields = frozenset({"model", "messages", "tools"})

    def previous_response_id(self, fields: JsonObject) -> str | None:
        """Return None: requests have the whole conversation."""
        return None

    def read_request(
        self, fields: JsonObject, previous_items: Sequence[JsonObject], headers: Mapping[str, str]
    ) -> ModelRequest:
        """Return the request in the fields of a valid body."""
        names: dict[str, str] = {}
        return ModelRequest(
            api=self.name,
            model=fields["model"],
            stream=fields.get("stream") is True,
            messages=[_message(message, names) for message in fields["messages"]],
            tools=chat_tools.function_tools(fields),
            output_format=chat_completions.output_format(fields),
            headers=headers,
            body=fields,
        )

    def read_response(self, response: JsonObject) -> RespondedOutput:
        """Return the messages of the choices."""
        messages = [
            _written_message(as_object(each.get("message"))) for each in as_objects(response.get("choices"))
        ]
        return RespondedOutput(messages, as_object(response.get("usage")) or None)

    def read_events(self, events: Sequence[JsonObject], operation: ServedOperation) -> RespondedOutput:
        """Return the messages that the chunks add up to."""
        deltas: dict[int, list[JsonObject]] = {}
        usage: JsonObject = {}
        for chunk in events:
            usage = as_object(chunk.get("usage")) or usage
            for choice in as_objects(chunk.get("choices")):
                deltas.setdefault(_index(choice), []).append(as_object(choice.get("delta")))
        messages = [_written_message(_joined(deltas[index])) for index in sorted(deltas)]
        return RespondedOutput(messages, usage or None)

    def sample_responses(
        self, mock_response: MockResponse, model: str, operation: ServedOperation
    ) -> Iterator[tuple[JsonObject, bool]]:
        """Yield a completion, then the chunks of its stream."""
        outputs: list[ModelOutput] = [sample_output(mock_response)]
        usage = mock_response.usage or Usage(1, 1)
        completion = chat_completions.completion_of(outputs, usage, model, "sample", 0)
        add_cost(completion, cost_of(usage.total_tokens, mock_response), operation.cost_paths)
        yield completion, False
        if operation.event_fields is not None:
            for chunk in chat_completions.completion_chunks(completion, _STREAM_FIELDS, operation):
                yield chunk, True


def _message(message: JsonObject, names: dict[str, str]) -> Message:
    """Return a message, and add the names of the tools that it calls to `names`, by the id of the call."""
    calls: list[Call] = []
    for call in message.get("tool_calls") or ():
        # A call of another type than a function has its name and input in an object of that name.
        called: JsonObject = call.get(call.get("type", "function")) or {}
        name = str(called.get("name", ""))
        names[call.get("id", "")] = name
        calls.append(Call(name, str(called.get("arguments", called.get("input", "")))))
    text = content_text(message.get("content"))
    if message["role"] == "tool":
        return Message("tool", text, tool_name=names.get(message.get("tool_call_id", "")))
    return Message(message["role"], text, tuple(calls))


def _written_message(message: JsonObject) -> Message:
    """Return a message of a response; a refusal is its text."""
    functions = [as_object(call.get("function")) for call in as_objects(message.get("tool_calls"))]
    calls = [Call(as_text(each.get("name")), as_text(each.get("arguments"))) for each in functions]
    text = content_text(message.get("content")) or as_text(message.get("refusal"))
    return Message("assistant", text, tuple(calls))


def _joined(deltas: Sequence[JsonObject]) -> JsonObject:
    """Return the message that its deltas add up to."""
    functions: dict[int, JsonObject] = {}
    for delta in deltas:
        for call in as_objects(delta.get("tool_calls")):
            function = functions.setdefault(_index(call), {"name": "", "arguments": ""})
            for name, value in as_object(call.get("function")).items():
                function[name] = as_text(function.get(name)) + as_text(value)
    return {
        "content": "".join(as_text(delta.get("content")) for delta in deltas),
        "refusal": "".join(as_text(delta.get("refusal")) for delta in deltas),
        "tool_calls": [{"function": functions[index]} for index in sorted(functions)],
    }


def _index(fields: JsonObject) -> int:
    """Return the index of a choice or of a call; 0 if it has none."""
    index: object = fields.get("index")
    return index if isinstance(index, int) else 0
