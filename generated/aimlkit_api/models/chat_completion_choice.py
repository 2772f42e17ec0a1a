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
    """One of the answers."""

    finish_reason: Literal["stop", "length", "content_filter", "tool_calls"] | str
    """Why it ends - "stop" the model was done, "length" the token limit, "tool_calls" it calls a tool,
    "content_filter" something was left out.
    """
    index: int
    logprobs: ChoiceLogprobs | None = UNSET
    message: ChatCompletionMessage

    __field_readers__: ClassVar[FieldReaders] = {
        "logprobs": "ChoiceLogprobs",
        "message": "ChatCompletionMessage",
    }
