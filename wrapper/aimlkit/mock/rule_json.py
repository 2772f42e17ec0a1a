"""Rules as JSON: in files, and over HTTP."""

from typing import Any, cast

from aimlkit.mock.class_schemas import class_schema, from_json
from aimlkit.mock.conditions import Conditions
from aimlkit.mock.contract import MockContract
from aimlkit.mock.faults import Faults
from aimlkit.mock.json_files import InvalidValue, check_schema
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response_json import MOCK_RESPONSE_SCHEMA, parse_mock_response
from aimlkit.mock.rule_checks import checked
from aimlkit.mock.rules import MAX_REPLIES, MAX_RULES, Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_REPLIES_SCHEMA: JsonObject = {
    "type": "array",
    "minItems": 1,
    "maxItems": MAX_REPLIES,
    "items": MOCK_RESPONSE_SCHEMA,
    "description": "the replies in order; the last one repeats",
}
RULE_SCHEMA: JsonObject = {
    "type": "object",
    "additionalProperties": False,
    "required": ["reply"],
    "properties": {
        "name": {"type": "string", "maxLength": 200, "description": "the name in messages and metrics"},
        "match": {**class_schema(Conditions), "description": "the conditions; without any, every request"},
        "reply": {
            "if": {"type": "array"},
            "then": _REPLIES_SCHEMA,
            "else": {**MOCK_RESPONSE_SCHEMA, "description": "the reply"},
        },
        "times": {"type": "integer", "minimum": 1, "description": "the number of replies in all"},
        "faults": {**class_schema(Faults), "description": "random faults of the replies"},
    },
}
RULES_SCHEMA: JsonObject = {"type": "array", "maxItems": MAX_RULES, "items": RULE_SCHEMA}


def rules_file_schema() -> JsonObject:
    """Return the JSON Schema of a file of rules, for editors."""
    return {
        "$schema": DIALECT,
        "title": "Rules of the mock of aimlkit",
        "type": "object",
        "additionalProperties": False,
        "required": ["rules"],
        "properties": {
            "$schema": {"type": "string"},
            "rules": {**RULES_SCHEMA, "description": "the rules; the first that matches a request is used"},
            "strict": {"type": "boolean", "description": "whether a rule has to match each request"},
        },
    }


def parse_rules(value: object, contract: MockContract, pointer: str = "") -> list[Rule]:
    """Return the rules in a JSON list, checked against the contract. Raises InvalidValue if one is invalid.

    `pointer` is that of the list, for messages.
    """
    check_schema(value, RULES_SCHEMA, pointer)
    rules: list[Rule] = []
    for index, fields in enumerate(cast("list[JsonObject]", value)):
        try:
            rules.append(checked(_rule(fields), contract))
        except ValueError as error:
            raise InvalidValue(f"{pointer}/{index}", str(error)) from error
    return rules


def _rule(fields: JsonObject) -> Rule:
    reply: Any = fields["reply"]
    replies = cast("list[JsonObject]", reply if isinstance(reply, list) else [reply])
    return Rule(
        conditions=from_json(Conditions, fields.get("match", {})),
        replies=[parse_mock_response(each) for each in replies],
        times=fields.get("times"),
        faults=from_json(Faults, fields["faults"]) if "faults" in fields else None,
        name=fields.get("name", ""),
    )
