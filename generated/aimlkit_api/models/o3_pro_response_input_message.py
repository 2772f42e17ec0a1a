# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .o3_pro_response_input_content import O3ProResponseInputContent


@define(slots=False, kw_only=True, eq=False, repr=False)
class O3ProResponseInputMessage(Model):
    content: list[O3ProResponseInputContent]
    role: Literal["user", "system", "developer"]
    status: Literal["in_progress", "completed", "incomplete"] | None = UNSET
    type: Literal["message"] | None = UNSET

    __field_readers__: ClassVar[FieldReaders] = {
        "content": ArrayOf("O3ProResponseInputContent"),
    }
