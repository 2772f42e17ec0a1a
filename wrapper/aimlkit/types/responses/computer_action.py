# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.computer_action`."""

from aimlkit_api.models import ComputerAction
from aimlkit_api.models import ComputerActionClick as Click
from aimlkit_api.models import ComputerActionDoubleClick as DoubleClick
from aimlkit_api.models import ComputerActionDrag as Drag
from aimlkit_api.models import ComputerActionDragPath as DragPath
from aimlkit_api.models import ComputerActionKeypress as Keypress
from aimlkit_api.models import ComputerActionMove as Move
from aimlkit_api.models import ComputerActionScreenshot as Screenshot
from aimlkit_api.models import ComputerActionScroll as Scroll
from aimlkit_api.models import ComputerActionType as Type
from aimlkit_api.models import ComputerActionWait as Wait

__all__ = [
    "Click",
    "ComputerAction",
    "DoubleClick",
    "Drag",
    "DragPath",
    "Keypress",
    "Move",
    "Screenshot",
    "Scroll",
    "Type",
    "Wait",
]
