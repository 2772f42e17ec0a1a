"""Answers with what was read of them, which is no part of their JSON: `to_dict()` is what the server sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from aimlkit._answers import ChatCompletion, Response, dig, models_in
from aimlkit._errors import ContentFilterFinishReasonError, LengthFinishReasonError
from aimlkit._schemas import Form
from aimlkit_api import models
from aimlkit_api.types import Model

T = TypeVar("T")
M = TypeVar("M", bound=Model)
AtEnd: TypeAlias = Callable[[Any], None] | None
Output: TypeAlias = Form[T] | None
Tools: TypeAlias = Mapping[str, Form[Any]]

_CUT_OFF: Any = {"length": LengthFinishReasonError, "content_filter": ContentFilterFinishReasonError}
# What was read; None without a text, where nothing was asked for, and of a tool not known, or not strict.
_PARSED: Any = property(lambda self: self.__dict__.get("_parsed"))


class ParsedFunction(models.ChatCompletionToolCallFunction):
    parsed_arguments: Any = _PARSED


class ParsedToolCall(models.ChatCompletionMessageFunctionToolCall):
    function: ParsedFunction


class ParsedMessage(models.ChatCompletionMessage, Generic[T]):
    tool_calls: list[ParsedToolCall] | None  # type: ignore[assignment]
    parsed: T | None = _PARSED


class ParsedChoice(models.ChatCompletionChoice, Generic[T]):
    message: ParsedMessage[T]


class ParsedChatCompletion(ChatCompletion, Generic[T]):
    """A chat completion whose texts and arguments were read."""

    choices: list[ParsedChoice[T]]  # type: ignore[assignment]


class ParsedText(models.ResponseOutputText, Generic[T]):
    parsed: T | None = _PARSED


class ParsedCall(models.ResponseFunctionToolCall):
    parsed_arguments: Any = _PARSED


class ParsedResponse(Response, Generic[T]):
    """A response whose texts and arguments were read; `output_parsed` is what the first text says."""

    output_parsed: T | None = _PARSED


def check_whole(completion: Any) -> None:
    """Raises LengthFinishReasonError or ContentFilterFinishReasonError where a choice was cut off."""
    for choice in models_in(completion, "choices"):
        if error := _CUT_OFF.get(str(choice.finish_reason)):
            raise error(completion=completion)


def parse_completion(
    completion: Any, output: Output[T], tools: Tools, *, whole: bool = True
) -> ParsedChatCompletion[T]:
    """The completion with its texts and arguments read. Raises Mismatch; if `whole`, as `check_whole` too."""
    if whole:
        check_whole(completion)
    for choice in models_in(completion, "choices"):
        message = dig(choice, "message")
        for call in models_in(message, "tool_calls"):
            if isinstance(function := dig(call, "function"), Model):
                tool = tools.get(str(dig(function, "name")))
                as_a(ParsedFunction, function, _parsed=read_as(tool, dig(function, "arguments")))
        if isinstance(message, Model):
            text = None if dig(message, "refusal") else dig(message, "content")
            as_a(ParsedMessage, message, _parsed=read_as(output, text))
    return as_a(ParsedChatCompletion, completion)


def parse_response(response: Response, output: Output[T], tools: Tools) -> ParsedResponse[T]:
    """The response with its texts and arguments read, if it is complete. Raises Mismatch."""
    if response.status not in ("completed", None):
        output, tools = None, {}
    found = None
    for item in models_in(response, "output"):
        if isinstance(item, models.ResponseFunctionToolCall):
            as_a(ParsedCall, item, _parsed=read_as(tools.get(str(item.name)), item.arguments))
        for part in models_in(item, "content"):
            if isinstance(part, models.ResponseOutputText):
                parsed = as_a(ParsedText, part, _parsed=read_as(output, part.text)).parsed
                found = parsed if found is None else found
    return as_a(ParsedResponse, response, _parsed=found)


def read_as(form: Output[T], text: object) -> T | None:
    """What a text says, if there is one and it is to be read. Raises Mismatch."""
    return form.read(text) if form and text and isinstance(text, str) else None


def as_a(kind: type[M], model: Any, **own: Any) -> M:
    """Makes a model one of a kind that has more, given what that needs."""
    model.__class__ = kind
    model.__dict__.update(own)
    made: M = model
    return made
