# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .code_interpreter_output_image import CodeInterpreterOutputImage
    from .code_interpreter_output_logs import CodeInterpreterOutputLogs


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseCodeInterpreterToolCall(Model):
    code: str | None = UNSET
    container_id: str
    id: str
    outputs: list[CodeInterpreterOutputImage | CodeInterpreterOutputLogs | Unknown] | None = UNSET
    status: Literal["in_progress", "completed", "incomplete", "interpreting", "failed"] | str
    type: Literal["code_interpreter_call"]

    __field_readers__: ClassVar[FieldReaders] = {
        "outputs": ArrayOf(
            by_property("type", {"image": "CodeInterpreterOutputImage", "logs": "CodeInterpreterOutputLogs"})
        ),
    }
