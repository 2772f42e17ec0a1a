"""A request to a model as rules see it: the same for each API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import Call
from aimlkit.mock.model import FunctionTool, OutputFormat


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a conversation: its role, its text, and its calls or results of tools.

    The role is "system", "developer", "user", "assistant" or "tool". A tool message has the result of a call.
    """

    role: str
    text: str
    tool_calls: tuple[Call, ...] = ()
    tool_name: str | None = None  # of the tool with this result; None if its call is not in the conversation


@dataclass(frozen=True)
class ModelRequest:
    """A valid request to a model. Credentials in its headers are `***`; their names are in lower case."""

    api: str  # "chat" or "responses"
    model: str  # its full name
    stream: bool
    messages: Sequence[Message]  # the whole conversation, including a stored one that the request continues
    tools: Sequence[FunctionTool]
    output_format: OutputFormat | None  # JSON; None if the model writes text
    headers: Mapping[str, str]
    body: JsonObject

    @cached_property
    def user_text(self) -> str:
        """The text of the last user message; empty if there is none."""
        return next((message.text for message in reversed(self.messages) if message.role == "user"), "")

    @cached_property
    def system_text(self) -> str:
        """The texts of all system and developer messages, and the instructions, one per line."""
        return "\n".join(each.text for each in self.messages if each.role in ("system", "developer"))

    @cached_property
    def turn(self) -> int:
        """The number of the model's turn, counted from 1: the number of assistant messages, plus one."""
        return 1 + sum(message.role == "assistant" for message in self.messages)

    @cached_property
    def tool_results(self) -> Sequence[Message]:
        """The tool messages at the end of the conversation, which the model has not seen yet."""
        trailing = [*takewhile(lambda message: message.role == "tool", reversed(self.messages))]
        return trailing[::-1]

    @cached_property
    def tool_names(self) -> frozenset[str]:
        """The names of the functions that the request offers."""
        return frozenset(tool.name for tool in self.tools)

    def tool(self, name: str) -> FunctionTool | None:
        """Return the tool with this name; None if the request offers none."""
        return next((tool for tool in self.tools if tool.name == name), None)
