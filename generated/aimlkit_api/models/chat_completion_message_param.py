# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_tag

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

read: Callable[[JsonValue], ChatCompletionMessageParam] = by_tag(
    "role",
    {
        "assistant": "ChatCompletionAssistantMessage",
        "developer": "ChatCompletionDeveloperMessage",
        "system": "ChatCompletionSystemMessage",
        "tool": "ChatCompletionToolMessage",
        "user": "ChatCompletionUserMessage",
    },
)
"""The value as it is, its objects as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The alias itself, for who needs it when the program runs. It loads the classes that it names."""
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
