"""The conditions of a rule, which a request to a model has to meet."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Any, TypeAlias, cast

from aimlkit.mock.class_schemas import PYTHON_ONLY, Described
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.model_request import ModelRequest
from aimlkit.mock.recorded_requests import SECRET_HEADERS
from aimlkit.mock.sample_text import excerpt

#: A condition that a test writes itself.
RequestFunction: TypeAlias = Callable[[ModelRequest], object]

#: A text, or texts of which a request must have all.
Texts: TypeAlias = str | Sequence[str]


class RuleError(Exception):
    """A mistake in a rule that only a request reveals: an error of the test, not of the program under test."""


@dataclass(frozen=True, slots=True)
class _Check:
    """One condition, in a form that can be checked against a request."""

    text: str  # such as `contains='Oslo'`
    is_met: Callable[[ModelRequest], object]
    actual: Callable[[ModelRequest], str]  # describes the value in the request


@dataclass(frozen=True)
class Conditions:
    """The conditions of a rule. A request has to meet all that are set; without any, every request matches."""

    contains: Annotated[Texts | None, Described("text in the last user message; of several, all")] = None
    regex: Annotated[
        str | None, Described("a regular expression that matches anywhere in the last user message")
    ] = None
    model: Annotated[str | None, Described("the model; an alias stands for its full name")] = None
    stream: Annotated[bool | None, Described("whether the response is streamed")] = None
    api: Annotated[str | None, Described('the API, "chat" or "responses"')] = None
    system: Annotated[
        Texts | None, Described("text in the system messages or the instructions; of several, all")
    ] = None
    turn: Annotated[
        int | None, Described("the number of the model's turn in the conversation, from 1", minimum=1)
    ] = None
    tools: Annotated[
        str | Sequence[str | Mapping[str, object]] | None,
        Described("names of tools that the request offers, or their definitions; of several, all"),
    ] = None
    tool_result: Annotated[
        str | bool | None,
        Described("the tool whose result ends the conversation; true for any tool, false for none"),
    ] = None
    output_format: Annotated[
        str | Mapping[str, object] | None,
        Described("the requested format of the output: its type, the name of its schema, or the schema"),
    ] = None
    headers: Annotated[Mapping[str, str] | None, Described("headers of the request, by name")] = None
    functions: Annotated[Sequence[RequestFunction], PYTHON_ONLY] = ()

    def __post_init__(self) -> None:
        if self.regex is not None:
            try:
                re.compile(self.regex)
            except re.error as error:
                raise ValueError(f"regex {self.regex!r} is not a regular expression: {error}") from error
        if self.turn is not None and self.turn < 1:
            raise ValueError("turn is counted from 1")
        for name in self.headers or ():
            if name.lower().encode("latin-1", "replace") in SECRET_HEADERS:
                raise ValueError(f"headers: the mock does not record {name}, which may contain a credential")
        for tool in self._tools:
            if not isinstance(tool, str):
                tool_name(tool)

    def __str__(self) -> str:
        return ", ".join(check.text for check in self._checks) or "any request"

    def are_met(self, request: ModelRequest) -> bool:
        """Return whether the request meets all conditions. Raises RuleError if a function of the test fails."""
        # A loop takes half as long as all(): a mock may have a thousand rules.
        for check in self._checks:  # noqa: SIM110
            if not check.is_met(request):
                return False
        return True

    def mismatches(self, request: ModelRequest) -> list[str]:
        """Return the conditions that the request does not meet, each with the value in the request."""
        return [
            f"{check.text}: {check.actual(request)}" for check in self._checks if not check.is_met(request)
        ]

    def tool_parameters(self) -> Mapping[str, JsonObject]:
        """Return the parameter schemas of the tools that are passed as definitions, by name."""
        return {tool_name(tool): tool_parameters(tool) for tool in self._tools if not isinstance(tool, str)}

    @property
    def output_schema(self) -> JsonObject | None:
        """The schema of the output, if the condition has one."""
        return None if isinstance(self.output_format, str | None) else dict(self.output_format)

    @property
    def _tools(self) -> Sequence[str | Mapping[str, object]]:
        return [self.tools] if isinstance(self.tools, str) else (self.tools or ())

    @cached_property
    def _checks(self) -> Sequence[_Check]:
        """The checks, those that cost the least first."""
        checks: list[_Check] = []
        if self.api is not None:
            checks.append(self._equality("api"))
        if self.model is not None:
            checks.append(self._equality("model"))
        if self.stream is not None:
            checks.append(self._equality("stream"))
        if self.turn is not None:
            checks.append(self._equality("turn"))
        if self.tool_result is not None:
            checks.append(self._tool_result())
        if self.contains is not None:
            checks.append(self._texts("contains", attrgetter("user_text"), _user_message))
        if self.regex is not None:
            search = re.compile(self.regex).search
            checks.append(self._check("regex", lambda request: search(request.user_text), _user_message))
        if self.system is not None:
            checks.append(self._texts("system", attrgetter("system_text"), _system_message))
        if self.tools is not None:
            checks.append(self._offered_tools())
        if self.output_format is not None:
            checks.append(self._check("output_format", self._has_output_format, _output_format))
        if self.headers is not None:
            checks.append(self._headers(self.headers))
        return [*checks, *map(_function_check, self.functions)]

    def _check(
        self, name: str, is_met: Callable[[ModelRequest], object], actual: Callable[[ModelRequest], str]
    ) -> _Check:
        return _Check(f"{name}={getattr(self, name)!r}", is_met, actual)

    def _equality(self, name: str) -> _Check:
        expected: object = getattr(self, name)
        value: Callable[[ModelRequest], object] = attrgetter(name)
        return self._check(
            name, lambda request: value(request) == expected, lambda request: f"it is {value(request)!r}"
        )

    def _texts(
        self, name: str, text: Callable[[ModelRequest], str], actual: Callable[[ModelRequest], str]
    ) -> _Check:
        value: Texts = getattr(self, name)
        if isinstance(value, str):
            return self._check(name, lambda request: value in text(request), actual)
        parts = value
        return self._check(name, lambda request: all(part in text(request) for part in parts), actual)

    def _tool_result(self) -> _Check:
        if isinstance(self.tool_result, bool):
            return self._check(
                "tool_result", lambda request: bool(request.tool_results) == self.tool_result, _tool_results
            )
        return self._check(
            "tool_result",
            lambda request: any(each.tool_name == self.tool_result for each in request.tool_results),
            _tool_results,
        )

    def _offered_tools(self) -> _Check:
        names = {tool if isinstance(tool, str) else tool_name(tool) for tool in self._tools}
        return self._check("tools", lambda request: names <= request.tool_names, _tools)

    def _has_output_format(self, request: ModelRequest) -> bool:
        requested = request.output_format
        if requested is None:
            return self.output_format == "text"
        if isinstance(self.output_format, str):
            return self.output_format in (requested.type, requested.name)
        return self.output_format == requested.schema

    def _headers(self, headers: Mapping[str, str]) -> _Check:
        expected = {name.lower(): value for name, value in headers.items()}

        def actual(request: ModelRequest) -> str:
            return f"they are { ({name: request.headers.get(name) for name in expected})!r}"

        return self._check(
            "headers",
            lambda request: all(request.headers.get(name) == value for name, value in expected.items()),
            actual,
        )


#: The names of the conditions that are keyword arguments.
CONDITION_NAMES = [each.name for each in fields(Conditions) if each.name != "functions"]


def tool_name(tool: Mapping[str, Any]) -> str:
    """Return the name in the definition of a function tool, of either API. Raises ValueError if there is none."""
    name: object = _function(tool).get("name")
    if not isinstance(name, str):
        raise ValueError("tools: a definition of a function tool has a name")
    return name


def tool_parameters(tool: Mapping[str, Any]) -> JsonObject:
    """Return the schema of the parameters in the definition of a function tool, in each form of chat_tools."""
    function = _function(tool)
    return dict(function.get("parameters") or function.get("input_schema") or {})


def _function(tool: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the function in the definition of a tool: Chat Completions has it in an object of its own."""
    function: object = tool.get("function", tool)
    return cast("Mapping[str, Any]", function) if isinstance(function, Mapping) else {}


def _function_check(function: RequestFunction) -> _Check:
    name = getattr(function, "__name__", repr(function))

    def is_met(request: ModelRequest) -> bool:
        try:
            return bool(function(request))
        except Exception as error:
            raise RuleError(f"the function {name} raised {type(error).__name__}: {error}") from error

    return _Check(name, is_met, lambda _: "it returned false")


def _user_message(request: ModelRequest) -> str:
    return f"the last user message is {excerpt(request.user_text)!r}"


def _system_message(request: ModelRequest) -> str:
    return f"the system text is {excerpt(request.system_text)!r}"


def _tool_results(request: ModelRequest) -> str:
    names = [str(message.tool_name) for message in request.tool_results]
    return (
        f"the conversation ends with results of {', '.join(names)}" if names else "there is none at the end"
    )


def _tools(request: ModelRequest) -> str:
    return f"the request offers {', '.join(tool.name for tool in request.tools) or 'no functions'}"


def _output_format(request: ModelRequest) -> str:
    requested = request.output_format
    if requested is None:
        return "the format is text"
    return f"the format is {requested.type}" + (
        f" with the schema {requested.name}" if requested.name else ""
    )
