"""Checks of rules: against the contract when a rule is made, and against a request before its reply is sent."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

import jsonschema_rs

from aimlkit.mock.conditions import Conditions, RuleError
from aimlkit.mock.contract import MockContract, ServedOperation
from aimlkit.mock.json_text import without_surrogates
from aimlkit.mock.json_types import JsonObject, Schema
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.model_api import ModelAPI
from aimlkit.mock.model_apis import MODEL_APIS
from aimlkit.mock.model_request import ModelRequest
from aimlkit.mock.rules import Rule
from aimlkit.mock.schema_examples import MAX_SCHEMA_BYTES, refuse_to_retrieve, resolve_reference
from aimlkit.mock.validation_cost import MAX_EVALUATIONS, evaluations_per_value
from aimlkit.mock.validation_messages import violations_message
from aimlkit.mock.work_budget import LimitExceeded

#: A reply that every contract of these APIs allows: further violations of another reply are mistakes.
_PLAIN_REPLY = MockResponse(text="a")


def checked(rule: Rule, contract: MockContract) -> Rule:
    """Return the rule, its conditions with the full name of their model.

    Raises ValueError if the contract does not allow its conditions, or one of its replies.
    """
    rule.conditions = resolved_conditions(rule.conditions, contract)
    check_replies(rule, contract)
    return rule


def resolved_conditions(conditions: Conditions, contract: MockContract) -> Conditions:
    """Return the conditions with the full name of their model.

    Raises ValueError if the contract has no such model or API, or no API with the model.
    """
    operations = _operations(contract)
    names = [api.name for _, api in operations]
    if conditions.api is not None and conditions.api not in names:
        raise ValueError(f"api {conditions.api!r} is not one of {', '.join(map(repr, names))}")
    if conditions.model is None:
        return conditions
    for operation, api in operations:
        if conditions.api in (None, api.name):
            if conditions.model in operation.shapes or operation.open_shape is not None:
                return conditions
            if conditions.model in operation.aliases:
                return replace(conditions, model=operation.aliases[conditions.model])
    known = dict.fromkeys(
        name
        for operation, api in operations
        if conditions.api in (None, api.name)
        for name in operation.shapes
    )
    raise ValueError(f"model {conditions.model!r} is not one of {', '.join(map(repr, known))}")


def check_replies(rule: Rule, contract: MockContract) -> None:
    """Raise ValueError if the contract does not allow a reply of the rule, whose conditions are resolved.

    An object as the arguments of a call, and a value as the output, are checked against the schemas in the conditions.
    """
    tools, output_schema = rule.conditions.tool_parameters(), rule.conditions.output_schema
    for reply in rule.replies:
        if problem := next(_reply_problems(reply, tools, output_schema), None):
            raise ValueError(problem)
        for operation, api in _operations(contract):
            if rule.conditions.api in (None, api.name) and _serves(operation, rule.conditions.model):
                _check_against_contract(reply, operation, api, rule.conditions)


def check_reply(reply: MockResponse, request: ModelRequest) -> None:
    """Raise RuleError if a reply does not suit the tools, or the format of the output, that a request has."""
    for call in reply.tool_calls or ():
        if not isinstance(call.arguments, str) and request.tool(call.name) is None:
            offered = ", ".join(tool.name for tool in request.tools) or "no functions"
            raise RuleError(f"the reply calls {call.name}, but the request offers {offered}")
    tools = {tool.name: tool.parameters for tool in request.tools}
    schema = request.output_format.schema if request.output_format else None
    if problem := next(_reply_problems(reply, tools, schema), None):
        raise RuleError(problem)


def _operations(contract: MockContract) -> list[tuple[ServedOperation, ModelAPI]]:
    """Return the operations of models, each with its API."""
    return [
        (operation, MODEL_APIS[operation.id])
        for operation in contract.operations
        if operation.id in MODEL_APIS
    ]


def _serves(operation: ServedOperation, model: str | None) -> bool:
    return model is None or model in operation.shapes or operation.open_shape is not None


def _reply_problems(
    reply: MockResponse, tools: Mapping[str, Schema], output_schema: Schema | None
) -> Iterator[str]:
    """Yield the violations of the schemas of the tools and the output in a reply."""
    for call in reply.tool_calls or ():
        if not isinstance(call.arguments, str) and call.name in tools:
            for violation in schema_violations(tools[call.name], call.arguments):
                yield f"the arguments of {call.name} are not valid: {violation}"
    if reply.json is not None and output_schema is not None:
        for violation in schema_violations(output_schema, reply.json):
            yield f"json does not have the format of the output: {violation}"


def schema_violations(schema: Schema, value: object) -> Iterator[str]:
    """Yield a message if a value violates a schema; a schema that cannot be used is satisfied by every value."""
    validator = _validator(json.dumps(schema))
    instance = without_surrogates(json.loads(json.dumps(value)))
    if validator is not None and not validator.is_valid(instance):
        yield violations_message(validator.iter_errors(instance))


@lru_cache(maxsize=256)
def _validator(schema_json: str) -> jsonschema_rs.Validator | None:
    """Return the validator of a schema, which a client may have sent; None if it cannot be used, or costs too much."""
    if len(schema_json) > MAX_SCHEMA_BYTES:
        return None
    schema: JsonObject = without_surrogates(json.loads(schema_json))
    try:
        if evaluations_per_value(schema, partial(resolve_reference, schema)) > MAX_EVALUATIONS // 1000:
            return None
        return jsonschema_rs.validator_for(schema, validate_formats=True, retriever=refuse_to_retrieve)
    except (
        jsonschema_rs.ValidationError,
        jsonschema_rs.ReferencingError,
        LimitExceeded,
        RecursionError,
        ValueError,
    ):
        return None


def _check_against_contract(
    reply: MockResponse, operation: ServedOperation, api: ModelAPI, conditions: Conditions
) -> None:
    """Raise ValueError if an operation cannot send a reply according to the contract."""
    if reply.status is not None or reply.failure is not None:
        return
    problems = _contract_violations(reply, operation, api, conditions)
    problems = problems and problems - _contract_violations(_PLAIN_REPLY, operation, api, conditions)
    if reply.cost_usd is not None and "cost-usd" not in operation.cost_paths:
        problems.add("responses have no cost")
    if problems:
        others = [other.name for other in MODEL_APIS.values() if other is not api]
        hint = (
            f"; add api={others[0]!r} to the conditions if it is for that API" if not conditions.api else ""
        )
        raise ValueError(f"the contract of {api.name} does not allow the reply: {min(problems)}{hint}")


def _contract_violations(
    reply: MockResponse, operation: ServedOperation, api: ModelAPI, conditions: Conditions
) -> set[str]:
    """Return the violations of the contract in a response with a reply, and in the events of its stream."""
    model = conditions.model or next(iter(operation.shapes), "model")
    violations: set[str] = set()
    for value, is_event in api.sample_responses(reply, model, operation):
        fields = operation.event_fields if is_event else operation.response_fields
        if fields is not None:
            violations |= fields.violations(value)
    return violations
