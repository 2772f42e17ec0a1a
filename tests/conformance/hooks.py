"""Hooks of schemathesis: half of the valid requests ask for a stream, and requests are counted and limited.

schemathesis.toml names this module.
"""

from __future__ import annotations

import copy
import hashlib
import json
from typing import TYPE_CHECKING, Any

import schemathesis
from schemathesis.cli.commands.run.handlers import EventHandler
from schemathesis.cli.ext.handlers import handler
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.core.parameters import ParameterLocation
from schemathesis.openapi import checks as failures

from aimlkit.mock.contract import NO_BODY
from tests.conformance import checks, run
from tests.conformance.sent_request import function_of, served_operation

if TYPE_CHECKING:
    from schemathesis import Case, HookContext
    from schemathesis.cli.context import BaseExecutionContext
    from schemathesis.core.failures import Failure
    from schemathesis.engine.events import EngineEvent

    from aimlkit.mock.contract import RequestShape

__all__ = ["checks"]

PAID_MAX_TOKENS = 64  # per response that costs money
# The parameters that limit the tokens of a response; the first one that a model has is set.
TOKEN_LIMITS = ("max_completion_tokens", "max_output_tokens", "max_tokens")

# Schemas of tool parameters and structured outputs.
REALISTIC_SCHEMAS: list[dict[str, Any]] = [
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
    """Make generated requests realistic, and every second one a stream.

    All choices depend on the request alone, so that runs are repeatable. The contract's examples stay unchanged.
    """
    if not (case.meta and case.meta.generation.mode.is_positive):
        return case
    if case.meta.phase.name.value != "examples":
        _use_typical_parameters(case)
    if not isinstance(case.body, dict):
        return case
    fields = copy.deepcopy(case.body)
    phase, operation = case.meta.phase.name.value, served_operation(case)
    if phase != "examples":
        fields.pop("stream", None)
        random_bytes = hashlib.blake2b(json.dumps(fields, sort_keys=True).encode()).digest()
        _use_realistic_schemas(fields, random_bytes)
        shape = operation.shapes.get(str(fields.get("model"))) or NO_BODY
        _force_a_function(fields, shape, random_bytes)
        # A link takes the id from a response body, so it needs one that is not streamed, and stored.
        responses = case.operation.definition.raw["responses"]
        links = phase == "stateful" and "links" in responses.get(str(operation.success_status), {})
        if "stream" in shape.properties:
            fields["stream"] = not links and bool(random_bytes[0] & 1)
        if links:
            fields["store"] = random_bytes[1] % 4 != 0
        elif random_bytes[1] % 8:
            # A generated id is never stored: it leads to 404, and there is no output to check.
            fields.pop("previous_response_id", None)
    if run.current.is_paid:
        fields = _reduce_cost(fields, case)
    case.body = fields
    return case


def _use_typical_parameters(case: Case[Any]) -> None:
    """Replace each second list of values in the query by the contract's example: generated ones select nothing."""
    if not case.query:
        return
    random_bytes = hashlib.blake2b(
        json.dumps(dict(case.query), sort_keys=True, default=str).encode()
    ).digest()
    parameters = case.operation.definition.raw.get("parameters", ())
    examples = {each["name"]: each["example"] for each in parameters if "example" in each}
    for at, name in enumerate(sorted(case.query)):
        if name in examples and random_bytes[at] & 1:
            example = examples[name]
            case.query[name] = ",".join(example) if isinstance(example, list) else example


def _use_realistic_schemas(fields: dict[str, Any], random_bytes: bytes) -> None:
    """Replace each object that has to be a JSON Schema, which the contract cannot express, by a real one."""
    tools = [tool.get("function", tool) for tool in fields.get("tools") or ()]
    text_config = fields.get("text") or {}
    output_format = fields.get("response_format") or text_config.get("format") or {}
    owners = [(tool, name) for tool in tools for name in ("parameters", "input_schema")]
    owners.append((output_format.get("json_schema", output_format), "schema"))
    for at, (owner, name) in enumerate(owners):
        if name in owner:
            owner[name] = REALISTIC_SCHEMAS[random_bytes[2 + at % 60] % len(REALISTIC_SCHEMAS)]


def _force_a_function(fields: dict[str, Any], shape: RequestShape, random_bytes: bytes) -> None:
    """Force the last function in every second request with one: by itself, the mock mostly calls the first.

    The choice has the form that the model's requests allow; if they allow none, the request stays as it is.
    """
    functions = [function for tool in fields.get("tools") or () if (function := function_of(tool))]
    if functions and random_bytes[-1] & 1:
        named = {"name": functions[-1]["name"]}
        forms = (
            {"type": "function", "function": named},
            {"type": "function", **named},
            {"type": "tool", **named},
        )
        for choice in forms:
            if shape.validator.is_valid({**fields, "tool_choice": choice}):
                fields["tool_choice"] = choice
                return


def _reduce_cost(fields: dict[str, Any], case: Case[Any]) -> dict[str, Any]:
    """Return the request with few tokens, one choice, and no hosted tools. It is as valid as before."""
    omitted = (*TOKEN_LIMITS, "n", "previous_response_id")
    reduced = {name: value for name, value in fields.items() if name not in omitted}
    shape = served_operation(case).shapes.get(str(fields.get("model")))
    for name in TOKEN_LIMITS:
        if shape is not None and name in shape.properties:
            reduced[name] = PAID_MAX_TOKENS
            break
    if "tools" in reduced:
        reduced["tools"] = [tool for tool in reduced["tools"] if function_of(tool)]
    return reduced


@schemathesis.hook
def filter_failure(
    context: HookContext, failure: Failure, case: Case[Any], response: schemathesis.Response
) -> bool:
    """Count a failure; ignore two that are none.

    A paid server may respond with status 400 to a request that the contract allows: the service has rules that the
    contract does not know. And it ignores an invalid client request id, rather than reject the request.
    """
    is_rejection = isinstance(failure, failures.RejectedPositiveData) and response.status_code == 400
    has_invalid_id_only = isinstance(failure, AcceptedNegativeData) and _is_valid_without_headers(case)
    is_failure = not (run.current.is_paid and is_rejection) and not has_invalid_id_only
    run.current.failures += is_failure
    return is_failure


def _is_valid_without_headers(case: Case[Any]) -> bool:
    """Return whether nothing but a header of the request violates the contract; no header is required."""
    invalid = (
        [where for where, part in case.meta.components.items() if part.mode.is_negative] if case.meta else []
    )
    return invalid == [ParameterLocation.HEADER]


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Count a request; end the run at its limits."""
    run.current.before_request()


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: schemathesis.Response) -> None:
    """Count a response."""
    run.current.after_response(case, response)


@handler()
class ReportHandler(EventHandler["BaseExecutionContext"]):
    """Passes the events of the run to its report."""

    def handle_event(self, ctx: BaseExecutionContext, event: EngineEvent) -> None:
        run.current.report.add(event)
