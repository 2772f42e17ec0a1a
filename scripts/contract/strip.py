"""Keep the facts of an operation, drop the words, and check that what is kept has the right shape."""

import re
from collections.abc import Callable
from typing import TypeVar

from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import pointer
from scripts.common.sources import Source
from scripts.contract.answers import KNOWN
from scripts.contract.operations import Described
from scripts.contract.schemas import LISTED, MAPPED, SINGLE, Steps, with_children

T = TypeVar("T", dict[str, Json], list[Json], str)

COUNTS = ("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties")
TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


def _is_schema(value: Json) -> bool:
    return isinstance(value, dict | bool)


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_types(value: Json) -> bool:
    names = value if isinstance(value, list) else [value]
    return bool(names) and all(isinstance(name, str) and name in TYPES for name in names)


def _is_pattern(value: Json) -> bool:
    try:
        return isinstance(value, str) and re.compile(value) is not None
    except (re.error, RecursionError, OverflowError):
        return False


def _is_names(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


#: The keywords that state facts, each with what its value has to be. All others are dropped.
FACTS: dict[str, tuple[str, Callable[[Json], bool]]] = {
    **dict.fromkeys(SINGLE, ("a schema", _is_schema)),
    **{
        keyword: ("a list of schemas", lambda v: isinstance(v, list) and bool(v) and all(map(_is_schema, v)))
        for keyword in LISTED
    },
    **{
        keyword: ("an object of schemas", lambda v: isinstance(v, dict) and all(map(_is_schema, v.values())))
        for keyword in MAPPED
    },
    **dict.fromkeys(COUNTS, ("a count", _is_count)),
    **dict.fromkeys(("maximum", "minimum", "multipleOf"), ("a number", _is_number)),
    **{
        keyword: ("a number or a boolean", lambda v: _is_number(v) or isinstance(v, bool))
        for keyword in ("exclusiveMaximum", "exclusiveMinimum")
    },
    **{
        keyword: ("a boolean", lambda v: isinstance(v, bool))
        for keyword in ("deprecated", "nullable", "readOnly", "uniqueItems", "writeOnly")
    },
    **{
        keyword: ("a string", lambda v: isinstance(v, str))
        for keyword in ("contentEncoding", "contentMediaType", "format")
    },
    "pattern": ("a regular expression", _is_pattern),
    "const": ("a value", lambda _: True),
    "default": ("a value", lambda _: True),
    "enum": ("a list of values", lambda v: isinstance(v, list) and bool(v)),
    KNOWN: ("a list of names", _is_names),
    # Only where a circle of references is left as it is: `select_open`.
    "$ref": ("a reference", lambda v: isinstance(v, str)),
    "required": ("a list of names", _is_names),
    "type": ("a type, or a list of types", _is_types),
}


def strip(operation: Object, source: Source) -> Described:
    """The parameters, the request and the answers of `operation`, facts only. Raises PipelineError.

    Names of parameters, media types and status codes are kept; of headers, links, callbacks, examples and
    everything else nothing is.
    """
    name = source.name
    at = ("paths", source.operation.path, source.operation.method)
    parameters = _expect(operation.get("parameters", []), list, name, (*at, "parameters"))
    body = _expect(operation.get("requestBody", {}), dict, name, (*at, "requestBody"))
    responses = _expect(operation.get("responses", {}), dict, name, (*at, "responses"))
    return Described(
        operation=source.operation,
        parameters=[
            _parameter(parameter, name, (*at, "parameters", index))
            for index, parameter in enumerate(parameters)
        ],
        request=_schemas(body, name, (*at, "requestBody")),
        request_required=body.get("required") is True,
        answers={
            status: _schemas(response, name, (*at, "responses", status))
            for status, response in responses.items()
        },
    )


def _parameter(parameter: Json, name: str, at: Steps) -> Object:
    given = _expect(parameter, dict, name, at)
    for key in ("name", "in"):
        _expect(given.get(key), str, name, (*at, key))
    return {
        "name": given["name"],
        "in": given["in"],
        "required": given.get("required") is True,
        "schema": facts_of(given.get("schema", {}), name, (*at, "schema")),
    }


def _schemas(holder: Json, name: str, at: Steps) -> dict[str, Json]:
    """The schemas of a request body or an answer, by media type."""
    content = _expect(_expect(holder, dict, name, at).get("content", {}), dict, name, (*at, "content"))
    schemas = {}
    for media_type, body in content.items():
        here = (*at, "content", media_type)
        schemas[media_type] = facts_of(
            _expect(body, dict, name, here).get("schema", {}), name, (*here, "schema")
        )
    return schemas


def facts_of(schema: Json, name: str, at: Steps) -> Json:
    """The facts of `schema`, which stands `at` in the document called `name`. Raises PipelineError."""
    if isinstance(schema, bool):
        return schema
    facts = {keyword: value for keyword, value in _expect(schema, dict, name, at).items() if keyword in FACTS}
    for keyword, value in facts.items():
        expected, holds = FACTS[keyword]
        if not holds(value):
            raise PipelineError(
                f"is not {expected}",
                where=f"{name}#{pointer((*at, keyword))}",
                hint="mend the document there",
            )
    return with_children(facts, lambda child, steps: facts_of(child, name, (*at, *steps)))


def _expect(value: Json, kind: type[T], name: str, at: Steps) -> T:
    if isinstance(value, kind):
        return value
    words = "an object" if kind is dict else "a list" if kind is list else "a string"
    raise PipelineError(
        f"is not {words} but {printable(type(value).__name__)}",
        where=f"{name}#{pointer(at)}",
        hint="mend the document there",
    )
