"""The output of the model in a response: its text, refusal and tool calls, however it arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aimlkit_api.models import (
    ChatCompletionMessageFunctionToolCall,
    ResponseFunctionToolCall,
    ResponseOutputMessage,
    ResponseOutputText,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimlkit_api.models import ChatCompletion, ChatCompletionChunk, Response


@dataclass
class ModelOutput:
    """One output of the model: a choice of a completion, or a whole response."""

    text: str = ""
    refusal: str = ""
    calls: list[tuple[str, str]] = field(default_factory=list)  # name and arguments
    is_complete: bool = True  # not truncated at the token limit


def outputs_of_completion(completion: ChatCompletion) -> list[ModelOutput]:
    """Return the output of each choice."""
    return [
        ModelOutput(
            text=choice.message.content or "",
            refusal=choice.message.refusal or "",
            calls=[
                (call.function.name, call.function.arguments)
                for call in choice.message.tool_calls or []
                if isinstance(call, ChatCompletionMessageFunctionToolCall)
            ],
            is_complete=choice.finish_reason != "length",
        )
        for choice in completion.choices
    ]


def outputs_of_chunks(chunks: Iterable[ChatCompletionChunk]) -> list[ModelOutput]:
    """Return the output of each choice, accumulated from its deltas."""
    outputs: dict[int, ModelOutput] = {}
    for choice in (choice for chunk in chunks for choice in chunk.choices):
        output = outputs.setdefault(choice.index, ModelOutput())
        delta = choice.delta
        assert delta is not None, "a choice has no delta"
        output.text += delta.content or ""
        output.refusal += delta.refusal or ""
        for call in delta.tool_calls or []:
            function = call.function
            assert function is not None, "the delta of a tool call has no function"
            if call.id:
                output.calls.append((function.name or "", ""))
            name, arguments = output.calls[call.index]
            output.calls[call.index] = (name, arguments + (function.arguments or ""))
        output.is_complete &= choice.finish_reason != "length"
    return [outputs[index] for index in sorted(outputs)]


def output_of_response(response: Response) -> ModelOutput:
    """Return the output in the items of a response."""
    output = ModelOutput(is_complete=response.status == "completed")
    for item in response.output or []:
        if isinstance(item, ResponseOutputMessage):
            for part in item.content:
                if isinstance(part, ResponseOutputText):
                    output.text += part.text
                else:
                    output.refusal += part.refusal
        elif isinstance(item, ResponseFunctionToolCall):
            output.calls.append((item.name, item.arguments))
    return output
