# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_computer_tool_call`."""

from aimlkit_api.models import ComputerAction as Action
from aimlkit_api.models import ComputerActionClick as ActionClick
from aimlkit_api.models import ComputerActionDoubleClick as ActionDoubleClick
from aimlkit_api.models import ComputerActionDrag as ActionDrag
from aimlkit_api.models import ComputerActionDragPath as ActionDragPath
from aimlkit_api.models import ComputerActionKeypress as ActionKeypress
from aimlkit_api.models import ComputerActionMove as ActionMove
from aimlkit_api.models import ComputerActionScreenshot as ActionScreenshot
from aimlkit_api.models import ComputerActionScroll as ActionScroll
from aimlkit_api.models import ComputerActionType as ActionType
from aimlkit_api.models import ComputerActionWait as ActionWait
from aimlkit_api.models import ComputerPendingSafetyCheck as PendingSafetyCheck
from aimlkit_api.models import ResponseComputerToolCall

__all__ = [
    "Action",
    "ActionClick",
    "ActionDoubleClick",
    "ActionDrag",
    "ActionDragPath",
    "ActionKeypress",
    "ActionMove",
    "ActionScreenshot",
    "ActionScroll",
    "ActionType",
    "ActionWait",
    "PendingSafetyCheck",
    "ResponseComputerToolCall",
]
