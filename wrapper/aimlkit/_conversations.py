"""Conversations: what was said is kept, and goes with what is said next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from aimlkit._answers import dig
from aimlkit._requests import plain
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from aimlkit._answers import ChatCompletion, Response
    from aimlkit._calls import Calls, Steps

#: What can be said: a text, a message, or several, the results of tools for example.
Said: TypeAlias = "str | Mapping[str, Any] | Model | Sequence[Mapping[str, Any] | Model]"

A = TypeVar("A")


class _Conversation(Generic[A]):
    def __init__(self, calls: Any, params: dict[str, Any]) -> None:
        self._calls: Calls = calls
        self._params = params

    def send(self, said: Said, **params: Any) -> A:
        """Say something and get the answer; `params` are for this request. Raises as `create()`."""
        return self._calls._run(self._sent(said, {**self._params, **params}))

    def _sent(self, said: Said, params: dict[str, Any]) -> Steps[Any]:
        raise NotImplementedError


class ChatConversation(_Conversation[A]):
    """A conversation over Chat Completions, which keeps its `messages`, the oldest first."""

    def __init__(self, calls: Any, params: dict[str, Any], messages: Sequence[Any]) -> None:
        super().__init__(calls, params)
        self.messages: list[Any] = [*messages]

    def _sent(self, said: Said, params: dict[str, Any]) -> Steps[ChatCompletion]:
        messages = _messages(said)
        completion: ChatCompletion = yield from self._calls._create(
            {**params, "messages": [*self.messages, *messages]}
        )
        message = dig(completion, "choices", 0, "message")
        # Both sides, now that there is an answer: what failed can be said again.
        self.messages += [*messages, *([plain(message)] if isinstance(message, Model) else [])]
        return completion


class ResponseConversation(_Conversation[A]):
    """A conversation over Responses. The next request follows `previous_response_id`."""

    def __init__(self, calls: Any, params: dict[str, Any], previous_response_id: str | None) -> None:
        super().__init__(calls, params)
        self.previous_response_id = previous_response_id

    def _sent(self, said: Said, params: dict[str, Any]) -> Steps[Response]:
        # Only what is stored can be followed.
        asked = {"store": True, **params, "input": said if isinstance(said, str) else _messages(said)}
        if self.previous_response_id is not None:
            asked["previous_response_id"] = self.previous_response_id
        response: Response = yield from self._calls._create(asked)
        self.previous_response_id = response.id or self.previous_response_id
        return response


def _messages(said: Said) -> list[Any]:
    if isinstance(said, str):
        return [{"role": "user", "content": said}]
    return [said] if isinstance(said, Mapping | Model) else [*said]
