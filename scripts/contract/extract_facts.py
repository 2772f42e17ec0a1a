"""Extract the facts of an operation: drop prose and examples, and check the shape of everything else."""

import re
from collections.abc import Callable
from typing import TypeVar

from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import pointer
from scripts.common.sources import Source
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.operation_spec import OperationSpec
from scripts.contract.schemas import (
    SCHEMA_KEYWORDS,
    SCHEMA_LIST_KEYWORDS,
    SCHEMA_MAP_KEYWORDS,
    Steps,
    with_children,
)

JsonT = TypeVar("JsonT", dict[str, Json], list[Json], str)

COUNT_KEYWORDS = ("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties")
TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


def _is_schema(value: Json) -> bool:
    return isinstance(value, dict | bool)


def _is_schema_list(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_schema, value))


def _is_schema_map(value: Json) -> bool:
    return isinstance(value, dict) and all(map(_is_schema, value.values()))


def _is_value_list(value: Json) -> bool:
    return isinstance(value, list) and bool(value)


def _is_any_value(_value: Json) -> bool:
    return True


def _is_string(value: Json) -> bool:
    return isinstance(value, str)


def _is_boolean(value: Json) -> bool:
    return isinstance(value, bool)


def _is_number_or_boolean(value: Json) -> bool:
    return _is_number(value) or _is_boolean(value)


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_types(value: Json) -> bool:
    names = value if isinstance(value, list) else [value]
    return bool(names) and all(isinstance(name, str) and name in TYPES for name in names)


def _is_pattern(value: Json) -> bool:
    if not isinstance(value, str):
        return False
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _is_names(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


#: The keywords that state facts, with a description and a check of their values. All others are dropped.
FACT_KEYWORDS: dict[str, tuple[str, Callable[[Json], bool]]] = {
    **dict.fromkeys(SCHEMA_KEYWORDS, ("a schema", _is_schema)),
    **dict.fromkeys(SCHEMA_LIST_KEYWORDS, ("a list of schemas", _is_schema_list)),
    **dict.fromkeys(SCHEMA_MAP_KEYWORDS, ("an object of schemas", _is_schema_map)),
    **dict.fromkeys(COUNT_KEYWORDS, ("a count", _is_count)),
    **dict.fromkeys(("maximum", "minimum", "multipleOf"), ("a number", _is_number)),
    **dict.fromkeys(
        ("exclusiveMaximum", "exclusiveMinimum"), ("a number or a boolean", _is_number_or_boolean)
    ),
    **dict.fromkeys(
        ("deprecated", "nullable", "readOnly", "uniqueItems", "writeOnly"), ("a boolean", _is_boolean)
    ),
    **dict.fromkeys(("contentEncoding", "contentMediaType", "format"), ("a string", _is_string)),
    "pattern": ("a regular expression", _is_pattern),
    "const": ("a value", _is_any_value),
    "default": ("a value", _is_any_value),
    "enum": ("a list of values", _is_value_list),
    EXTENSIBLE_ENUM: ("a list of names", _is_names),
    # Only `select_open` leaves references, and only those that close a cycle.
    "$ref": ("a reference", _is_string),
    "required": ("a list of names", _is_names),
    "type": ("a type, or a list of types", _is_types),
}


def extract_facts(operation: Object, source: Source) -> OperationSpec:
    """Return the parameters, the request and the responses of `operation`, with the facts of their schemas.

    Headers, links, callbacks, examples and all prose are dropped. Raises PipelineError if a part of the
    operation has the wrong shape.
    """
    name = source.name
    at = ("paths", source.operation.path, source.operation.method)
    parameters = _expect(operation.get("parameters", []), list, name, (*at, "parameters"))
    body = _expect(operation.get("requestBody", {}), dict, name, (*at, "requestBody"))
    responses = _expect(operation.get("responses", {}), dict, name, (*at, "responses"))
    return OperationSpec(
        operation=source.operation,
        parameters=[
            facts
            for index, parameter in enumerate(parameters)
            if not _is_ignored(facts := _parameter(parameter, name, (*at, "parameters", index)))
        ],
        request=_schemas(body, name, (*at, "requestBody")),
        request_required=body.get("required") is True,
        responses={
            status: _schemas(response, name, (*at, "responses", status))
            for status, response in responses.items()
        },
    )


def _parameter(parameter: Json, name: str, at: Steps) -> Object:
    """Return the facts of a parameter: where it is, how it is written, and its schema.

    A parameter described by a media type is text of that type (OpenAPI 3.1, section 4.8.12).
    """
    properties = _expect(parameter, dict, name, at)
    for key in ("name", "in"):
        _expect(properties.get(key), str, name, (*at, key))
    schema = schema_facts(properties.get("schema", {}), name, (*at, "schema"))
    for media_type, content in _schemas(properties, name, at).items():
        schema = {"type": "string", "contentMediaType": media_type, "contentSchema": content}
    facts: Object = {
        "name": properties["name"],
        "in": properties["in"],
        # A path without the value would be another path.
        "required": properties.get("required") is True or properties["in"] == "path",
        "schema": schema,
    }
    return facts | {
        key: properties[key]
        for key, expected in _PARAMETER_FACTS.items()
        if isinstance(properties.get(key), expected)
    }


#: Facts of a parameter that it has only if they differ from the defaults of OpenAPI.
_PARAMETER_FACTS = {"allowReserved": bool, "deprecated": bool, "explode": bool, "style": str}

#: Headers that OpenAPI describes elsewhere: it ignores parameters with these names.
_HEADERS_DESCRIBED_ELSEWHERE = ("accept", "authorization", "content-type")


def _is_ignored(parameter: Object) -> bool:
    return parameter["in"] == "header" and str(parameter["name"]).lower() in _HEADERS_DESCRIBED_ELSEWHERE


def _schemas(holder: Json, name: str, at: Steps) -> dict[str, Json]:
    """Return the schemas of a request body or a response, by media type."""
    content = _expect(_expect(holder, dict, name, at).get("content", {}), dict, name, (*at, "content"))
    schemas: dict[str, Json] = {}
    for media_type, body in content.items():
        here = (*at, "content", media_type)
        schemas[media_type] = schema_facts(
            _expect(body, dict, name, here).get("schema", {}), name, (*here, "schema")
        )
    return schemas


def schema_facts(schema: Json, name: str, at: Steps) -> Json:
    """Return the facts of `schema`, which is located `at` these steps in the document called `name`.

    Raises PipelineError if a value does not have the shape that its keyword requires.
    """
    if isinstance(schema, bool):
        return schema
    facts = {
        keyword: value
        for keyword, value in _expect(schema, dict, name, at).items()
        if keyword in FACT_KEYWORDS
    }
    for keyword, value in facts.items():
        expected, is_valid = FACT_KEYWORDS[keyword]
        if not is_valid(value):
            raise PipelineError(
                f"is not {expected}",
                where=f"{name}#{pointer((*at, keyword))}",
                hint="fix the document",
            )
    return with_children(facts, lambda child, steps: schema_facts(child, name, (*at, *steps)))


def _expect(value: Json, expected: type[JsonT], name: str, at: Steps) -> JsonT:
    """Return `value` if it has the `expected` type. Raises PipelineError otherwise."""
    if isinstance(value, expected):
        return value
    description = {dict: "an object", list: "a list", str: "a string"}[expected]
    raise PipelineError(
        f"is not {description} but {printable(type(value).__name__)}",
        where=f"{name}#{pointer(at)}",
        hint="fix the document",
    )
