"""The action of the overlay that would make the contract allow a value that it refuses."""

import re
from collections.abc import Sequence

from jsonschema_rs import ValidationError, ValidationErrorKind

from aimlkit.mock.json_types import JsonObject

REASON = "Real traffic has such values; check them before you apply this."

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VALUE = re.compile(r"[a-z][a-z_.]{0,29}")


def overlay_action(error: ValidationError, schema_path: Sequence[str | int]) -> JsonObject | None:
    """Return the action that repairs the schema at `schema_path`, a path in the contract that ends with a keyword.

    Return None if there is none: a type of object that the contract does not describe, or a value that must stay secret.
    """
    if schema_path[:2] != ["components", "schemas"] or len(schema_path) < 4 or "" in schema_path:
        return None
    schema, keyword = json_path(schema_path[:-1]), json_path(schema_path)
    instance: object = error.instance
    match error.kind:
        case ValidationErrorKind.Required(property=name):
            return _action(f"{keyword}[?@ == {_quoted(name)}]", remove=True)
        case ValidationErrorKind.Type() if instance is None:
            return _action(schema, **{"x-nullable": True})
        case ValidationErrorKind.Type():
            return _action(keyword, remove=True)
        case ValidationErrorKind.Enum():
            if instance is None:
                return _action(schema, **{"x-nullable": True})
            if isinstance(instance, str) and _VALUE.fullmatch(instance):
                return _action(schema, update={"enum": [instance]})
            return None
        case ValidationErrorKind.AdditionalProperties():
            return _action(keyword, remove=True)
        case ValidationErrorKind.OneOfNotValid() | ValidationErrorKind.AnyOf():
            return _action(schema, **{"x-nullable": True}) if instance is None else None
        case ValidationErrorKind.Constant() | ValidationErrorKind.Not() | ValidationErrorKind.FalseSchema():
            return None
        case _:
            return _action(keyword, remove=True)


def removal(path: Sequence[str | int]) -> JsonObject:
    """Return the action that removes what is at a path in the contract."""
    return _action(json_path(path), remove=True)


def json_path(path: Sequence[str | int]) -> str:
    """Return a path as JSONPath (RFC 9535)."""
    return "$" + "".join(_step(step) for step in path)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _NAME.fullmatch(step) else f"[{_quoted(step)}]"


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _action(target: str, **fields: object) -> JsonObject:
    return {"target": target, "description": REASON, **fields}
