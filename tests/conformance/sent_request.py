"""The request that a response belongs to, read the same way for both APIs."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aimlkit.mock.contract import packaged_contract

if TYPE_CHECKING:
    from collections.abc import Mapping

    import schemathesis
    from schemathesis import Case

    from aimlkit.mock.contract import ServedOperation

#: The ids of the operations of the two APIs.
CHAT, RESPONSES = "createChatCompletion", "createResponse"


@dataclass(frozen=True)
class SentRequest:
    """A request of either API that succeeded."""

    fields: Mapping[str, Any]
    """The documented fields; a request may have others, with any values."""
    operation: ServedOperation
    is_chat: bool

    @property
    def is_streaming(self) -> bool:
        """True if the response is to be a stream; never if the contract describes none."""
        return self.fields.get("stream") is True and self.operation.event_fields is not None

    @property
    def choice_count(self) -> int:
        """The number of choices to generate."""
        return int(self.fields.get("n") or 1)

    @property
    def includes_usage(self) -> bool:
        """True if a stream of chunks ends with the usage."""
        return bool((self.fields.get("stream_options") or {}).get("include_usage"))

    @property
    def max_tokens(self) -> float:
        """The maximal number of tokens per choice; infinity without a limit."""
        names = ("max_completion_tokens", "max_tokens", "max_output_tokens")
        limits = [self.fields[name] for name in names if self.fields.get(name) is not None]
        return min(limits, default=float("inf"))

    @property
    def tools(self) -> dict[str, list[Any]]:
        """The parameter schemas of the functions by name. Several functions may have the same name.

        If `tool_choice` limits the model to some of the tools, they are the functions among those.
        """
        schemas: dict[str, list[Any]] = defaultdict(list)
        allowed = None
        match self.fields.get("tool_choice"):
            case {"allowed_tools": {"tools": [*tools]}}:
                allowed = {function_of(tool).get("name") for tool in tools if isinstance(tool, dict)}
            case _:
                pass
        for tool in self.fields.get("tools") or ():
            function = function_of(tool)
            if function and (allowed is None or function["name"] in allowed):
                parameters = function.get("parameters", function.get("input_schema"))
                schemas[function["name"]].append(parameters if isinstance(parameters, dict) else {})
        return schemas

    @property
    def tool_choice(self) -> str:
        """none, auto or required; or the name of the function that has to be called.

        It is auto, too, if another tool has to be called: the checks know functions only.
        """
        match self.fields.get("tool_choice") or "auto":
            case str(mode) | {"allowed_tools": {"mode": str(mode)}} | {"type": ("auto" | "none") as mode}:
                return mode
            case {"type": "any"}:
                return "required"
            case {"function": {"name": str(name)}} | {"type": "function" | "tool", "name": str(name)}:
                return name
            case _:
                return "auto"

    @property
    def stop_sequences(self) -> list[str]:
        """The texts at which the output stops."""
        stop = self.fields.get("stop") or ()
        return [text for text in ([stop] if isinstance(stop, str) else stop) if text]

    @property
    def output_schema(self) -> Any:
        """The JSON Schema of the output text; None if it may be any text."""
        if self.is_chat:
            output_format = self.fields.get("response_format")
        else:
            output_format = (self.fields.get("text") or {}).get("format")
        if not output_format or output_format.get("type", "text") == "text":
            return None
        schema = (output_format.get("json_schema", {}) if self.is_chat else output_format).get("schema")
        return {"type": "object"} if schema is None else schema


def function_of(tool: Mapping[str, Any]) -> dict[str, Any]:
    """Return the function that a tool of a request describes, of either API; an empty object if it is no function."""
    if isinstance(tool.get("function"), dict):
        return dict(tool["function"])
    return dict(tool) if "input_schema" in tool or tool.get("type") == "function" else {}


def sent_request(case: Case[Any], response: schemathesis.Response) -> SentRequest | None:
    """Return the request of a successful response of either API; None for other responses."""
    fields = sent_json(response)
    operation = served_operation(case)
    if response.status_code != operation.success_status or not isinstance(fields, dict):
        return None
    is_chat = operation.id == CHAT
    model = fields.get("model")
    shape = operation.shapes.get(model) if isinstance(model, str) else None
    if shape is None or operation.id not in (CHAT, RESPONSES):
        return None
    documented = shape.properties
    return SentRequest(
        {name: value for name, value in fields.items() if name in documented}, operation, is_chat
    )


def served_operation(case: Case[Any]) -> ServedOperation:
    """Return the operation of a test case, as the contract describes it."""
    operation_id = case.operation.definition.raw["operationId"]
    return next(o for o in packaged_contract().operations if o.id == operation_id)


def sent_json(response: schemathesis.Response) -> Any:
    """Return the JSON body of a response's request; None if it has none."""
    content = response.request.body
    try:
        return json.loads(content) if isinstance(content, str | bytes) else None
    except ValueError:
        return None
