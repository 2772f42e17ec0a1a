# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .choice_delta import ChoiceDelta
    from .choice_logprobs import ChoiceLogprobs


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionChunkChoice(Model):
    """The addition to one choice of a streamed completion."""

    delta: ChoiceDelta
    """The addition to the message."""
    finish_reason: Literal["length", "function_call", "stop", "tool_calls", "content_filter"] | str | None
    """Why the generation ended. Null until the choice is complete."""
    index: int
    """The position of the choice, counted from 0."""
    logprobs: ChoiceLogprobs | None = UNSET
    """The log probabilities of the new tokens."""

    __field_readers__: ClassVar[FieldReaders] = {
        "delta": "ChoiceDelta",
        "logprobs": "ChoiceLogprobs",
    }
