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
    """What is new of one choice."""

    delta: ChoiceDelta
    finish_reason: Literal["length", "function_call", "stop", "tool_calls", "content_filter"] | str | None
    """Why it ends; null until it does."""
    index: int
    logprobs: ChoiceLogprobs | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "delta": "ChoiceDelta",
        "logprobs": "ChoiceLogprobs",
    }
