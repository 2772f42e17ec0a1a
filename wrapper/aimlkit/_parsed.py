"""Answers with what was read of them, which is no part of their JSON: `to_dict()` is what the server sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from aimlkit._answers import ChatCompletion, Response, dig
from aimlkit._errors import ContentFilterFinishReasonError, LengthFinishReasonError
from aimlkit_api import models
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from aimlkit._schemas import Form
    from aimlkit._tools import Tools

    AtEnd: TypeAlias = Callable[[Any], None] | None

T = TypeVar("T")
M = TypeVar("M", bound=Model)
_CUT_OFF: dict[str, Any] = {
    "length": LengthFinishReasonError,
    "content_filter": ContentFilterFinishReasonError,
}
_PARSED: Any = property(lambda self: self.__dict__.get("_parsed"))


class ParsedFunction(models.ChatCompletionToolCallFunction):
    """What a tool call of a chat completion calls; read if the tool is known, and strict."""

    parsed_arguments: Any = _PARSED


class ParsedToolCall(models.ChatCompletionMessageFunctionToolCall):
    """A tool call of a chat completion."""

    function: ParsedFunction


class ParsedMessage(models.ChatCompletionMessage, Generic[T]):
    """The message of a chat completion; None is `parsed` without a text, or where nothing was asked for."""

    tool_calls: list[ParsedToolCall] | None  # type: ignore[assignment]
    parsed: T | None = _PARSED


class ParsedChoice(models.ChatCompletionChoice, Generic[T]):
    """One of the choices of a chat completion."""

    message: ParsedMessage[T]


class ParsedChatCompletion(ChatCompletion, Generic[T]):
    """A chat completion whose texts and arguments were read."""

    choices: list[ParsedChoice[T]]  # type: ignore[assignment]


class ParsedText(models.ResponseOutputText, Generic[T]):
    """A text of a response."""

    parsed: T | None = _PARSED


class ParsedCall(models.ResponseFunctionToolCall):
    """A function call of a response; its arguments are read if the tool is known, and strict."""

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
    completion: Any, output: Form[T] | None, tools: Tools, *, whole: bool = True
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


def parse_response(response: Response, output: Form[T] | None, tools: Tools) -> ParsedResponse[T]:
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


def read_as(form: Form[T] | None, text: object) -> T | None:
    """What a text says, if there is one and it is to be read. Raises Mismatch."""
    return form.read(text) if form and text and isinstance(text, str) else None


def models_in(model: object, name: str) -> list[Any]:
    """The objects in a list of the model's: none where the server sent something else."""
    found = dig(model, name)
    return [item for item in found if isinstance(item, Model)] if isinstance(found, list) else []


def as_a(kind: type[M], model: Any, **own: Any) -> M:
    """Makes a model one of a kind that has more, given what that needs."""
    model.__class__ = kind
    model.__dict__.update(own)
    made: M = model
    return made
