"""The errors of structured output and of function tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from attrs import frozen

from aimlkit._exceptions import AIMLAPIError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_MESSAGE_LENGTH = 500


class MissingPydanticError(AIMLAPIError, ImportError):
    """Raised when structured output or a function tool uses a Python type, and pydantic is not installed."""

    def __init__(self) -> None:
        super().__init__("structured output needs pydantic: pip install 'aimlkit[structured]'")


@frozen
class OutputProblem:
    """One place where JSON text does not match its type or schema."""

    path: str
    """A JSON path (RFC 9535) such as `$.city.name`, `$.items[3]` or `$['a key']`; `$` is the whole text."""
    message: str
    """The problem, in one line."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@runtime_checkable
class _HasCost(Protocol):
    @property
    def cost_usd(self) -> float | None: ...
    @property
    def credits_used(self) -> float | None: ...


class OutputValidationError(AIMLAPIError, ValueError):
    """Raised when text from the model is not JSON, or does not match its type or schema.

    The message is one line: the path and the text of the first problem, and the number of further problems.
    """

    text: str
    """The text as the model wrote it."""
    problems: tuple[OutputProblem, ...]
    """All problems, at least one, in the order of the text."""
    response: object | None
    """The whole response that contains the text, if the text comes from one."""

    def __init__(
        self, text: str, problems: Sequence[OutputProblem], *, response: object | None = None
    ) -> None:
        super().__init__(summarize_problems(problems))
        self.text = text
        self.problems = tuple(problems)
        self.response = response

    @property
    def cost_usd(self) -> float | None:
        """The cost of the response in US dollars; None if there is no response, or its cost is unknown."""
        return self.response.cost_usd if isinstance(self.response, _HasCost) else None

    @property
    def credits_used(self) -> float | None:
        """The cost of the response in the provider's credits; None if there is no response, or its cost is unknown."""
        return self.response.credits_used if isinstance(self.response, _HasCost) else None


def summarize_problems(problems: Sequence[OutputProblem], *, limit: int = 1) -> str:
    """Return the first `limit` problems in one line of at most 500 characters, and the number of the others."""
    summary = shorten("; ".join(map(str, problems[:limit])), _MAX_MESSAGE_LENGTH - 30)
    others = len(problems) - limit
    return f"{summary} (and {others} more)" if others > 0 else summary


def shorten(text: str, length: int) -> str:
    """Return `text` as one line of at most `length` characters; a text that is cut ends in "..."."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 3]}..."
