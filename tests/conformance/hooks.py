"""What schemathesis does otherwise here: half the valid requests ask for a stream, and a run is counted.

schemathesis.toml names this module.
"""

from __future__ import annotations

import copy
import hashlib
import json
from typing import TYPE_CHECKING, Any

import schemathesis
from schemathesis.openapi import checks as failures

from tests.conformance import checks, run

if TYPE_CHECKING:
    from schemathesis import Case, HookContext
    from schemathesis.core.failures import Failure

__all__ = ["checks"]

TOKENS = 64  # what an answer may have that costs money

# What tools take and answers look like.
SCHEMAS: list[dict[str, Any]] = [
    {"type": "object", "properties": {}, "additionalProperties": False},
    {
        "type": "object",
        "properties": {"city": {"type": "string", "minLength": 2}, "days": {"type": "integer", "minimum": 1}},
        "required": ["city", "days"],
        "additionalProperties": False,
    },
    {
        "type": "object",
        "properties": {
            "unit": {"enum": ["celsius", "fahrenheit"]},
            "place": {"anyOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]},
            "readings": {"type": "array", "items": {"type": "number", "maximum": 60}, "minItems": 2},
        },
        "required": ["unit", "place", "readings"],
        "$defs": {
            "place": {
                "type": "object",
                "properties": {"name": {"type": "string", "pattern": "^[a-z]{3,9}$"}},
                "required": ["name"],
            }
        },
    },
    {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}},
]


@schemathesis.hook
def map_case(context: HookContext, case: Case[Any]) -> Case[Any]:
    """Ask for a stream in every second valid request; the request decides, so that a run can be repeated.

    The contract's examples are sent as they are.
    """
    if not (case.meta and case.meta.generation.mode.is_positive and isinstance(case.body, dict)):
        return case
    fields = copy.deepcopy(case.body)
    phase, operation = case.meta.phase.name.value, case.operation.definition.raw
    if phase != "examples":
        fields.pop("stream", None)
        digest = hashlib.blake2b(json.dumps(fields, sort_keys=True).encode()).digest()
        _mean(fields, digest)
        _choose(fields, digest)
        # A link finds an id in a body, and there is none in a stream; what it goes on from has to be stored.
        links = phase == "stateful" and "links" in operation["responses"]["200"]
        fields["stream"] = not links and bool(digest[0] & 1)
        if links:
            fields["store"] = digest[1] % 4 != 0
        elif digest[1] % 8:
            # Nothing is stored under an id that is drawn, and behind a 404 there is no answer to look at.
            fields.pop("previous_response_id", None)
    if run.current.is_paid:
        fields = _small(fields, is_chat=operation["tags"] == ["chat"])
    case.body = fields
    return case


def _mean(fields: dict[str, Any], digest: bytes) -> None:
    """Put a real schema wherever one is meant: the contract cannot say that an object has to be one."""
    tools = [tool.get("function", tool) for tool in fields.get("tools") or ()]
    form = fields.get("response_format") or (fields.get("text") or {}).get("format") or {}
    holders = [(tool, "parameters") for tool in tools] + [(form.get("json_schema", form), "schema")]
    for at, (holder, name) in enumerate(holders):
        if name in holder:
            holder[name] = SCHEMAS[digest[2 + at % 60] % len(SCHEMAS)]


def _choose(fields: dict[str, Any], digest: bytes) -> None:
    """Choose the last function in every second request that has one; a drawn name is hardly ever its."""
    functions = [tool for tool in fields.get("tools") or () if tool["type"] == "function"]
    if functions and digest[-1] & 1:
        named = {"name": functions[-1].get("function", functions[-1])["name"]}
        inner = {"function": named} if "function" in functions[-1] else named
        fields["tool_choice"] = {"type": "function", **inner}


def _small(fields: dict[str, Any], *, is_chat: bool) -> dict[str, Any]:
    """The same request, as cheap as it gets: few tokens, one choice, no tool that somebody else runs."""
    left_out = ("max_tokens", "n", "previous_response_id")
    small = {name: value for name, value in fields.items() if name not in left_out}
    small["max_completion_tokens" if is_chat else "max_output_tokens"] = TOKENS
    if "tools" in small:
        small["tools"] = [tool for tool in small["tools"] if tool["type"] == "function"]
    return small


@schemathesis.hook
def filter_failure(
    context: HookContext, failure: Failure, case: Case[Any], response: schemathesis.Response
) -> bool:
    """The service knows more than the contract says, so its 400 to what the contract allows is no failure."""
    refused = isinstance(failure, failures.RejectedPositiveData) and response.status_code == 400
    kept = not (run.current.is_paid and refused)
    run.current.failures += kept
    return kept


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Send nothing beyond the limits of a run."""
    run.current.before()


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: schemathesis.Response) -> None:
    """Count what came."""
    run.current.after(case, response)
