# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .computer_action_drag_path import ComputerActionDragPath


@define(slots=False, kw_only=True, eq=False, repr=False)
class ComputerActionDrag(Model):
    """A drag of the mouse along a path."""

    path: list[ComputerActionDragPath]
    """The points of the path."""
    type: Literal["drag"]
    keys: list[str] | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "path": ArrayOf("ComputerActionDragPath"),
    }
