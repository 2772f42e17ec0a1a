"""The answers: the generated objects, with what people reach for added."""

from __future__ import annotations

from typing import Any

from aimlkit_api import models
from aimlkit_api.types import Model, Unknown


class _Answer(Model):
    """What all answers have. Whatever a server sent or left out, reading these does not fail."""

    _request_id: str | None = None
    _retries: int = 0

    @property
    def cost_usd(self) -> float | None:
        """What it cost, in US dollars; None where the server does not say."""
        return cost_of(self)

    @property
    def request_id(self) -> str | None:
        """Names the request when asking the provider about it."""
        return self._request_id

    @property
    def retries(self) -> int:
        """How many attempts failed before this answer."""
        return self._retries


class ChatCompletion(models.ChatCompletion, _Answer):
    """The answer of `client.chat.completions.create()`."""

    @property
    def text(self) -> str | None:
        """The text of the first choice; None where the model calls tools or refuses."""
        content = dig(self, "choices", 0, "message", "content")
        return content if isinstance(content, str) else None

    @property
    def tool_calls(
        self,
    ) -> list[
        models.ChatCompletionMessageCustomToolCall | models.ChatCompletionMessageFunctionToolCall | Unknown
    ]:
        """The tool calls of the first choice."""
        return list_in(self, "choices", 0, "message", "tool_calls")


class Response(models.Response, _Answer):
    """The answer of `client.responses.create()`."""

    @property
    def output_text(self) -> str:
        """The text of all messages in `output`, put together."""
        sent = self.__dict__.get("output_text")
        if isinstance(sent, str):
            return sent
        parts = [part for item in list_in(self, "output") for part in list_in(item, "content")]
        texts = [dig(part, "text") for part in parts if dig(part, "type") == "output_text"]
        return "".join(text for text in texts if isinstance(text, str))

    @output_text.setter
    def output_text(self, text: str | None) -> None:
        self.__dict__["output_text"] = text

    @property
    def tool_calls(self) -> list[models.ResponseFunctionToolCall]:
        """The function calls in `output`."""
        return [item for item in list_in(self, "output") if dig(item, "type") == "function_call"]


def cost_of(answer: object) -> float | None:
    """What an answer, read or as it came, cost in US dollars."""
    usd = dig(answer, "meta", "usage", "usd_spent")
    # A number, not below zero, not infinite, not a NaN.
    return usd if isinstance(usd, int | float) and usd is not True and 0 <= usd < 1e9 else None


def dig(value: Any, *path: str | int) -> Any:
    """What is at the end of a path through objects and lists; None where the path does not lead there."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = value.__dict__.get(step) if isinstance(value, Model) else None
    return value


def list_in(value: Any, *path: str | int) -> list[Any]:
    """As `dig`, of a list; empty where there is none."""
    found = dig(value, *path)
    return found if isinstance(found, list) else []


def models_in(model: object, name: str) -> list[Any]:
    """The objects in a list of the model's: none where the server sent something else."""
    return [item for item in list_in(model, name) if isinstance(item, Model)]
