# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .code_interpreter_container_auto import CodeInterpreterContainerAuto


@define(slots=False, kw_only=True, eq=False, repr=False)
class CodeInterpreterTool(Model):
    """A tool with which the model runs Python code."""

    container: CodeInterpreterContainerAuto | str
    """The ID of the container in which the code runs, or the settings of a new one."""
    type: Literal["code_interpreter"]
    allowed_callers: list[str] | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "container": "CodeInterpreterContainerAuto",
    }
