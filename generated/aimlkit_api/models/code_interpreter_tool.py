# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .code_interpreter_container_auto import CodeInterpreterContainerAuto


@define(slots=False, kw_only=True, eq=False, repr=False)
class CodeInterpreterTool(Model):
    container: CodeInterpreterContainerAuto | str
    type: Literal["code_interpreter"]

    __field_readers__: ClassVar[FieldReaders] = {
        "container": "CodeInterpreterContainerAuto",
    }
