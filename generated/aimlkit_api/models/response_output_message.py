# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .response_output_refusal import ResponseOutputRefusal
    from .response_output_text import ResponseOutputText


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseOutputMessage(Model):
    """What the model says."""

    content: list[ResponseOutputRefusal | ResponseOutputText | Unknown]
    id: str | None = UNSET
    role: Literal["assistant"]
    status: Literal["in_progress", "completed", "incomplete"] | str | None = UNSET
    type: Literal["message"]

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf(
            by_property("type", {"refusal": "ResponseOutputRefusal", "output_text": "ResponseOutputText"})
        ),
    }
