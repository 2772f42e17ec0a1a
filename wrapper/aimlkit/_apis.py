"""What the two APIs differ in, as data, for all that treats them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import fields

from aimlkit._answers import ChatCompletion, Response
from aimlkit_api.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimlkit_api.operations import Operation

Json = dict[str, Any]


class Api(NamedTuple):
    """An API."""

    operation: Operation
    answer: type[ChatCompletion] | type[Response]
    fields: frozenset[str]
    """What an answer has."""
    is_chat: bool
    tool_param: str
    """The method by which tools made of functions say what they are to this API."""
    ends: tuple[str, ...]
    """The types of the events that end a stream."""
    text_of: Callable[[Json], str | None]
    """What an event adds to the text."""
    partial: Callable[[Json, str], ChatCompletion | Response]
    """The answer of a stream that was cut, of its last event and its text."""


def _chat_text(chunk: Json) -> str | None:
    try:
        choice = chunk["choices"][0]
        text = choice["delta"]["content"]
        return text if isinstance(text, str) and not choice.get("index") else None
    except (LookupError, TypeError, AttributeError):
        return None


def _chat_partial(chunk: Json, text: str) -> ChatCompletion:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}}
    return ChatCompletion.from_dict({**chunk, "object": "chat.completion", "choices": [choice]})


def _response_text(event: Json) -> str | None:
    text = event.get("delta") if event.get("type") == "response.output_text.delta" else None
    return text if isinstance(text, str) else None


def _response_partial(event: Json, text: str) -> Response:
    sent = event.get("response")
    return Response.from_dict({**(sent if isinstance(sent, dict) else {}), "output_text": text})


def _api(operation_id: str, answer: type[ChatCompletion] | type[Response], *rest: Any) -> Api:
    names = frozenset(field.name for field in fields(answer)) - {"error"}
    return Api(OPERATIONS[operation_id], answer, names, answer is ChatCompletion, *rest)


_ENDS = ("response.completed", "response.failed", "response.incomplete")

CHAT = _api("createChatCompletion", ChatCompletion, "chat_param", (), _chat_text, _chat_partial)
RESPONSES = _api("createResponse", Response, "responses_param", _ENDS, _response_text, _response_partial)
