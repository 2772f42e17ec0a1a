"""Conversations: what was said is kept, and goes with what is said next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import define

from aimlkit._answers import dig
from aimlkit._requests import plain
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimlkit._answers import ChatCompletion, Response
    from aimlkit._calls import Params, Steps

#: What can be said: a text, a message, or several, the results of tools for example.
Said: TypeAlias = "str | Mapping[str, Any] | Model | Sequence[Mapping[str, Any] | Model]"

A = TypeVar("A")
S = TypeVar("S")


@define(repr=False, eq=False, slots=False)
class _Conversation(Generic[A, S]):
    _calls: Any
    _params: Params

    def send(self, said: Said, **params: Any) -> A:
        """Say something and get the answer; `params` are for this request. Raises as `create()`."""
        answer: A = self._calls._run(self._sent(*self._asked(said, params)))
        return answer

    def stream(self, said: Said, **params: Any) -> S:
        """As `send()`, for `with` or `async with`. What was said is kept once the stream has ended."""
        asked, keep = self._asked(said, params)
        stream: S = self._calls._begin(asked, None, keep)
        return stream

    def _sent(self, asked: Params, keep: Callable[[Any], None]) -> Steps[A]:
        answer: A = yield from self._calls._create(asked)
        keep(answer)
        return answer

    def _asked(self, said: Said, params: Params) -> tuple[Params, Callable[[Any], None]]:
        raise NotImplementedError


@define(repr=False, eq=False, slots=False)
class ChatConversation(_Conversation[A, S]):
    """A conversation over Chat Completions, which keeps its `messages`, the oldest first."""

    messages: list[Any]

    def _asked(self, said: Said, params: Params) -> tuple[Params, Callable[[Any], None]]:
        messages = _messages(said)

        def keep(completion: ChatCompletion) -> None:
            # Both sides, now that there is an answer: what failed can be said again.
            message = dig(completion, "choices", 0, "message")
            self.messages += [*messages, *([plain(message)] if isinstance(message, Model) else [])]

        return {**self._params, **params, "messages": [*self.messages, *messages]}, keep


@define(repr=False, eq=False, slots=False)
class ResponseConversation(_Conversation[A, S]):
    """A conversation over Responses. The next request follows `previous_response_id`."""

    previous_response_id: str | None

    def _asked(self, said: Said, params: Params) -> tuple[Params, Callable[[Any], None]]:
        def keep(response: Response) -> None:
            self.previous_response_id = response.id or self.previous_response_id

        # Only what is stored can be followed.
        asked = {"store": True, **self._params, **params}
        asked["input"] = said if isinstance(said, str) else _messages(said)
        if self.previous_response_id is not None:
            asked["previous_response_id"] = self.previous_response_id
        return asked, keep


def _messages(said: Said) -> list[Any]:
    if isinstance(said, str):
        return [{"role": "user", "content": said}]
    return [said] if isinstance(said, Mapping | Model) else [*said]
