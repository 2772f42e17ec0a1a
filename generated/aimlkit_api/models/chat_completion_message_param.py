# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .chat_completion_assistant_message import ChatCompletionAssistantMessage
    from .chat_completion_developer_message import ChatCompletionDeveloperMessage
    from .chat_completion_system_message import ChatCompletionSystemMessage
    from .chat_completion_tool_message import ChatCompletionToolMessage
    from .chat_completion_user_message import ChatCompletionUserMessage

    ChatCompletionMessageParam: TypeAlias = (
        ChatCompletionAssistantMessage
        | ChatCompletionDeveloperMessage
        | ChatCompletionSystemMessage
        | ChatCompletionToolMessage
        | ChatCompletionUserMessage
        | Unknown
    )
    """A message of the conversation."""

read: Callable[[JsonValue], ChatCompletionMessageParam] = by_property(
    "role",
    {
        "assistant": "ChatCompletionAssistantMessage",
        "developer": "ChatCompletionDeveloperMessage",
        "system": "ChatCompletionSystemMessage",
        "tool": "ChatCompletionToolMessage",
        "user": "ChatCompletionUserMessage",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ChatCompletionMessageParam":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ChatCompletionAssistantMessage
            | models.ChatCompletionDeveloperMessage
            | models.ChatCompletionSystemMessage
            | models.ChatCompletionToolMessage
            | models.ChatCompletionUserMessage
            | Unknown
        )
