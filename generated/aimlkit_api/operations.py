# Generated from contract.json. Do not edit.
"""The operations as data, for who sends their requests by other means than the endpoints here."""

from typing import NamedTuple


class Operation(NamedTuple):
    """Where an operation is, what it takes and what it answers."""

    method: str
    path: str
    parameters: frozenset[str]
    """The names of the parameters that its body can have."""
    required: frozenset[str]
    """Those of them that it has always."""
    answer: str | None
    """The model of its answer."""
    event: str | None
    """What the events hold that it streams, by the name of their model."""
    end: str | None
    """What the last event of a stream holds instead."""


#: The path under which all operations are.
PREFIX = "/v1"

#: By their ids.
OPERATIONS = {
    "createChatCompletion": Operation(
        "POST",
        "/v1/chat/completions",
        frozenset(
            [
                "max_completion_tokens",
                "max_tokens",
                "messages",
                "model",
                "n",
                "provider",
                "reasoning_effort",
                "response_format",
                "seed",
                "stop",
                "stream",
                "stream_options",
                "tool_choice",
                "tools",
            ]
        ),
        frozenset(
            [
                "messages",
                "model",
            ]
        ),
        "ChatCompletion",
        "ChatCompletionChunk",
        "[DONE]",
    ),
    "createResponse": Operation(
        "POST",
        "/v1/responses",
        frozenset(
            [
                "background",
                "include",
                "input",
                "instructions",
                "max_output_tokens",
                "model",
                "parallel_tool_calls",
                "previous_response_id",
                "prompt",
                "reasoning",
                "store",
                "stream",
                "text",
                "tool_choice",
                "tools",
                "truncation",
            ]
        ),
        frozenset(
            [
                "input",
                "model",
            ]
        ),
        "Response",
        "ResponseStreamEvent",
        "[DONE]",
    ),
}
