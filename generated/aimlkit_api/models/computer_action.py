# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .computer_action_click import ComputerActionClick
    from .computer_action_double_click import ComputerActionDoubleClick
    from .computer_action_drag import ComputerActionDrag
    from .computer_action_keypress import ComputerActionKeypress
    from .computer_action_move import ComputerActionMove
    from .computer_action_screenshot import ComputerActionScreenshot
    from .computer_action_scroll import ComputerActionScroll
    from .computer_action_type import ComputerActionType
    from .computer_action_wait import ComputerActionWait

    ComputerAction: TypeAlias = (
        ComputerActionClick
        | ComputerActionDoubleClick
        | ComputerActionDrag
        | ComputerActionKeypress
        | ComputerActionMove
        | ComputerActionScreenshot
        | ComputerActionScroll
        | ComputerActionType
        | ComputerActionWait
        | Unknown
    )
    """An action to perform on a computer."""

read: Callable[[JsonValue], ComputerAction] = by_property(
    "type",
    {
        "click": "ComputerActionClick",
        "double_click": "ComputerActionDoubleClick",
        "drag": "ComputerActionDrag",
        "keypress": "ComputerActionKeypress",
        "move": "ComputerActionMove",
        "screenshot": "ComputerActionScreenshot",
        "scroll": "ComputerActionScroll",
        "type": "ComputerActionType",
        "wait": "ComputerActionWait",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ComputerAction":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ComputerActionClick
            | models.ComputerActionDoubleClick
            | models.ComputerActionDrag
            | models.ComputerActionKeypress
            | models.ComputerActionMove
            | models.ComputerActionScreenshot
            | models.ComputerActionScroll
            | models.ComputerActionType
            | models.ComputerActionWait
            | Unknown
        )
