# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .chat_completion_message import ChatCompletionMessage
    from .choice_logprobs import ChoiceLogprobs


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionChoice(Model):
    """One of the choices that the model generated."""

    finish_reason: Literal["stop", "length", "content_filter", "tool_calls"] | str
    """Why the generation ended: "stop" at a natural end or a stop sequence, "length" at the token limit,
    "tool_calls" to call tools, or "content_filter" if content was withheld.
    """
    index: int
    """The position of the choice, counted from 0."""
    logprobs: ChoiceLogprobs | None = UNSET
    """The log probabilities of the tokens, if the model returns them."""
    message: ChatCompletionMessage
    """The generated message."""

    __field_readers__: ClassVar[FieldReaders] = {
        "logprobs": "ChoiceLogprobs",
        "message": "ChatCompletionMessage",
    }
