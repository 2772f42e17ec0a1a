# Generated from contract.json. Do not edit.
"""The operations as data and as `create()`, for who sends requests by other means than the endpoints here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar, overload

if TYPE_CHECKING:
    from typing import Unpack

    from .calls import CreateChatCompletionCall, CreateResponseCall

A = TypeVar("A")
S = TypeVar("S")


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
    form: str
    """The method by which objects say what they are to it."""


#: The path under which all operations are.
PREFIX = "/v1"

#: What every call of a client takes beside its parameters.
OPTIONS = frozenset({"extra_headers", "extra_query", "extra_body", "timeout"})

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
        "chat_param",
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
        "responses_param",
    ),
}


class CreateChatCompletion(Generic[A, S]):
    """`create()`, whose answers are `A` and whose streams are `S`."""

    @overload
    def create(
        self, *, stream: Literal[False] | None = None, **params: Unpack[CreateChatCompletionCall]
    ) -> A: ...
    @overload
    def create(self, *, stream: Literal[True], **params: Unpack[CreateChatCompletionCall]) -> S: ...
    @overload
    def create(self, *, stream: bool, **params: Unpack[CreateChatCompletionCall]) -> A | S: ...
    def create(self, *, stream: bool | None = None, **params: Any) -> Any:
        """Ask for the answer, whole or as a stream of events.

        Raises TypeError for a parameter that the contract does not know, and the errors of the client, where
        there is no answer.
        """
        return self._created(params, stream)

    def _created(self, params: dict[str, Any], stream: bool | None) -> Any:
        raise NotImplementedError


class CreateResponse(Generic[A, S]):
    """`create()`, whose answers are `A` and whose streams are `S`."""

    @overload
    def create(self, *, stream: Literal[False] | None = None, **params: Unpack[CreateResponseCall]) -> A: ...
    @overload
    def create(self, *, stream: Literal[True], **params: Unpack[CreateResponseCall]) -> S: ...
    @overload
    def create(self, *, stream: bool, **params: Unpack[CreateResponseCall]) -> A | S: ...
    def create(self, *, stream: bool | None = None, **params: Any) -> Any:
        """Ask for the answer, whole or as a stream of events.

        Raises TypeError for a parameter that the contract does not know, and the errors of the client, where
        there is no answer.
        """
        return self._created(params, stream)

    def _created(self, params: dict[str, Any], stream: bool | None) -> Any:
        raise NotImplementedError
