"""What the checks look at: a request that was answered with 200, and what the client reads in the answer."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from schemathesis import DeserializationContext
from schemathesis.core.deserialization import deserialize_response

from aimlkit_api.models import (
    ChatCompletion,
    ChatCompletionChunk,
    ChatCompletionMessageFunctionToolCall,
    Response,
    ResponseFunctionToolCall,
    ResponseOutputMessage,
    ResponseOutputText,
)
from aimlkit_api.models.response_stream_event import read as read_event
from aimlkit_api.types import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import schemathesis
    from schemathesis import Case

    from aimlkit_api.models.response_stream_event import ResponseStreamEvent

Json = Any

END = "[DONE]"
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """A request, with the questions that both operations answer in their own words."""

    fields: Mapping[str, Json]
    is_chat: bool

    @property
    def streams(self) -> bool:
        """Whether a stream is wanted."""
        return self.fields.get("stream") is True

    @property
    def choices(self) -> int:
        """How many answers are wanted."""
        return int(self.fields.get("n") or 1)

    @property
    def counts(self) -> bool:
        """Whether a stream of chunks is to end with the usage."""
        return bool((self.fields.get("stream_options") or {}).get("include_usage"))

    @property
    def limit(self) -> float:
        """How many tokens an answer may have."""
        names = ("max_completion_tokens", "max_tokens", "max_output_tokens")
        return min(
            (limit for name in names if (limit := self.fields.get(name)) is not None), default=float("inf")
        )

    @property
    def tools(self) -> dict[str, list[Json]]:
        """The schemas of the functions that may be called, by their names, which need not be different."""
        schemas = defaultdict(list)
        for tool in self.fields.get("tools") or ():
            if tool["type"] == "function":
                function = tool.get("function", tool)
                schemas[function["name"]].append(function["parameters"])
        return schemas

    @property
    def choice(self) -> str:
        """none, auto or required; or the name of the function that has to be called."""
        choice = self.fields.get("tool_choice") or "auto"
        return choice if isinstance(choice, str) else choice.get("function", choice).get("name", "auto")

    @property
    def stops(self) -> list[str]:
        """The texts that end the answer."""
        stop = self.fields.get("stop") or ()
        return [text for text in ([stop] if isinstance(stop, str) else stop) if text]

    @property
    def schema(self) -> Json:
        """The schema that the text has to be valid by; None where it may be any text."""
        form = self.fields.get("response_format") or (self.fields.get("text") or {}).get("format")
        if not form or form["type"] == "text":
            return None
        schema = form.get("json_schema", form).get("schema")
        return {"type": "object"} if schema is None else schema


@dataclass
class Said:
    """One answer of the model, however it came."""

    text: str = ""
    refusal: str = ""
    calls: list[tuple[str, str]] = field(default_factory=list)
    is_complete: bool = True


def asked(case: Case[Any], response: schemathesis.Response) -> Asked | None:
    """The request, where it was answered with 200."""
    fields = sent(response)
    if response.status_code != 200 or not isinstance(fields, dict):
        return None
    return Asked(fields, is_chat=case.operation.definition.raw["tags"] == ["chat"])


def sent(response: schemathesis.Response) -> Json:
    """The JSON of the request; None where it is none."""
    content = response.request.body
    try:
        return json.loads(content) if isinstance(content, str | bytes) else None
    except ValueError:
        return None


def is_stream(response: schemathesis.Response) -> bool:
    """Whether the answer is a stream of events."""
    return "text/event-stream" in response.headers.get("content-type", [""])[0]


def completion(response: schemathesis.Response) -> ChatCompletion:
    """A chat completion."""
    return _same(ChatCompletion.from_dict, response.json())


def whole(response: schemathesis.Response) -> Response:
    """A response."""
    return _same(Response.from_dict, response.json())


def chunks(case: Case[Any], response: schemathesis.Response) -> list[ChatCompletionChunk]:
    """The chunks of a stream, which ends with its mark and has it nowhere else."""
    events = _events(case, response)
    assert events and events.pop()[1] == END, f"the stream does not end with {END}"
    return [_same(ChatCompletionChunk.from_dict, json.loads(data)) for _, data in events]


def events(case: Case[Any], response: schemathesis.Response) -> list[ResponseStreamEvent]:
    """The events of a stream, each called what it is."""
    named = _events(case, response)
    if named and named[-1][1] == END:  # some servers send the mark here, too
        named.pop()
    values = [(name, json.loads(data)) for name, data in named]
    for name, value in values:
        assert name in ("message", value["type"]), f"an event of type {value['type']} is called {name}"
    return [_same(read_event, value) for _, value in values]


def said_in_completion(completion: ChatCompletion) -> list[Said]:
    """What was said, choice by choice."""
    return [
        Said(
            choice.message.content or "",
            choice.message.refusal or "",
            [
                (call.function.name, call.function.arguments)
                for call in choice.message.tool_calls or []
                if isinstance(call, ChatCompletionMessageFunctionToolCall)
            ],
            choice.finish_reason != "length",
        )
        for choice in completion.choices
    ]


def said_in_chunks(chunks: Iterable[ChatCompletionChunk]) -> list[Said]:
    """What was said, put together."""
    said: dict[int, Said] = {}
    for choice in (choice for chunk in chunks for choice in chunk.choices):
        one = said.setdefault(choice.index, Said())
        delta = choice.delta
        assert delta is not None, "a choice has no delta"
        one.text += delta.content or ""
        one.refusal += delta.refusal or ""
        for call in delta.tool_calls or []:
            function = call.function
            assert function is not None, "a piece of a call has no piece of a function"
            if call.id:
                one.calls.append((function.name or "", ""))
            name, arguments = one.calls[call.index]
            one.calls[call.index] = (name, arguments + (function.arguments or ""))
        one.is_complete &= choice.finish_reason != "length"
    return [said[index] for index in sorted(said)]


def said_in_response(response: Response) -> list[Said]:
    """What was said in the items of a response."""
    said = Said(is_complete=response.status == "completed")
    for item in response.output or []:
        if isinstance(item, ResponseOutputMessage):
            for part in item.content:
                if isinstance(part, ResponseOutputText):
                    said.text += part.text
                else:
                    said.refusal += part.refusal
        elif isinstance(item, ResponseFunctionToolCall):
            said.calls.append((item.name, item.arguments))
    return [said]


def _events(case: Case[Any], response: schemathesis.Response) -> list[tuple[str, str]]:
    """The name and the data of each event."""
    assert response.content.endswith((b"\n\n", b"\r\n\r\n")), "the stream ends in the middle of an event"
    context = DeserializationContext(operation=case.operation, case=case)
    events = deserialize_response(response, "text/event-stream", context=context)
    return [(event["event"], event["data"]) for event in events]


def _same(read: Callable[[Json], T], value: Json) -> T:
    """What the client reads, which written back is the same."""
    model = read(value)
    assert to_json(model) == value, f"read and written back, it is another: {str(value)[:200]}"
    return model
