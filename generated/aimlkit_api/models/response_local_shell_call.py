# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .local_shell_call_action import LocalShellCallAction


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseLocalShellCall(Model):
    action: LocalShellCallAction
    call_id: str
    id: str
    status: Literal["in_progress", "completed", "incomplete"] | str
    type: Literal["local_shell_call"]

    __field_readers__: ClassVar[FieldReaders] = {
        "action": "LocalShellCallAction",
    }
