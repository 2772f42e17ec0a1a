"""What the two APIs differ in, as data, for all that treats them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aimlkit._answers import ChatCompletion, Response, dig
from aimlkit_api.operations import OPERATIONS

if TYPE_CHECKING:
    from aimlkit_api.operations import Operation


class Api(NamedTuple):
    """An API."""

    operation: Operation
    answer: type[ChatCompletion] | type[Response]
    form: str
    """The method by which tools and forms of answers say what they are to this API."""
    ends: tuple[str, ...] = ()
    """The types of the events that end a stream, beside its end mark."""

    @property
    def is_chat(self) -> bool:
        """Whether it is Chat Completions."""
        return self.answer is ChatCompletion

    def text_of(self, event: object) -> str | None:
        """What an event, read or as it came, adds to the text of the first choice."""
        if not self.ends:
            choice = dig(event, "choices", 0)
            text = None if dig(choice, "index") else dig(choice, "delta", "content")
        else:
            text = dig(event, "delta") if dig(event, "type") == "response.output_text.delta" else None
        return text if isinstance(text, str) else None

    def partial(self, last: dict[str, Any], text: str) -> ChatCompletion | Response:
        """The answer of a stream that was cut, of its last event and its text."""
        if not self.is_chat:
            sent = last.get("response")
            return Response.from_dict({**(sent if isinstance(sent, dict) else {}), "output_text": text})
        choice = {"index": 0, "message": {"role": "assistant", "content": text}}
        return ChatCompletion.from_dict({**last, "object": "chat.completion", "choices": [choice]})


_ENDS = ("response.completed", "response.failed", "response.incomplete")

CHAT = Api(OPERATIONS["createChatCompletion"], ChatCompletion, "chat_param")
RESPONSES = Api(OPERATIONS["createResponse"], Response, "responses_param", _ENDS)
