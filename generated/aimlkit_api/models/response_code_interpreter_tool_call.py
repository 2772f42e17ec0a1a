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
    """An item of the request's instructions."""

    code: str | None = UNSET
    """The code."""
    container_id: str
    """The ID of the container in which the code runs."""
    id: str
    """The ID of the tool call."""
    outputs: list[CodeInterpreterOutputImage | CodeInterpreterOutputLogs | Unknown] | None = UNSET
    """The logs and images that the code produced."""
    status: Literal["in_progress", "completed", "incomplete", "interpreting", "failed"] | str
    """The progress of the tool call."""
    type: Literal["code_interpreter_call"]

    __field_readers__: ClassVar[FieldReaders] = {
        "outputs": ArrayOf(
            by_property("type", {"image": "CodeInterpreterOutputImage", "logs": "CodeInterpreterOutputLogs"})
        ),
    }
