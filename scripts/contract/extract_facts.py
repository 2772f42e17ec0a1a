"""Extract the facts of an operation: drop prose and examples, and check the shape of everything else."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from scripts.common.documents import Json, Object, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import pointer
from scripts.common.sources import Source
from scripts.contract.branch_tags import BRANCH_TAGS, with_branch_tags
from scripts.contract.document_keys import Place, UnsupportedKey, unsupported_key, unsupported_keys
from scripts.contract.media_types import normal_media_type
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.operation_spec import STREAM, OperationSpec
from scripts.contract.recursion import references_in
from scripts.contract.schemas import (
    SCHEMA_KEYWORDS,
    SCHEMA_LIST_KEYWORDS,
    SCHEMA_MAP_KEYWORDS,
    UNSUPPORTED,
    Steps,
    digest,
    with_children,
)

JsonT = TypeVar("JsonT", dict[str, Json], list[Json], str, bool)

COUNT_KEYWORDS = (
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
)
#: Keywords that do not affect which values are valid, or only references, which have been resolved. They are dropped, and
#: so are extensions, whose names start with `x-`.
DROPPED_KEYWORDS = (
    "$anchor",
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "definitions",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
    "xml",
)
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
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value >= 0 and (isinstance(value, int) or value.is_integer())


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


def _is_names_by_name(value: Json) -> bool:
    return isinstance(value, dict) and all(map(_is_names, value.values()))


#: The keywords that state facts, with a description and a check of their values: all assertions of JSON Schema 2020-12
#: and OpenAPI 3.0, but for references by anchor.
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
    "dependentRequired": ("an object of lists of names", _is_names_by_name),
    "default": ("a value", _is_any_value),
    "enum": ("a list of values", _is_value_list),
    EXTENSIBLE_ENUM: ("a list of names", _is_names),
    # Only references to recursive schemas are left.
    "$ref": ("a reference", _is_string),
    "required": ("a list of names", _is_names),
    "type": ("a type, or a list of types", _is_types),
}


def extract_facts(
    operation: Object, source: Source, recursive: Mapping[str, Json] | None = None
) -> OperationSpec:
    """Return the parameters, the request and the responses of `operation`, with the facts of their schemas.

    `recursive` are the recursive schemas that it refers to, by name.

    Examples and all prose are dropped. An unknown key is recorded as unsupported. Raises PipelineError if a part of
    the operation has the wrong shape.
    """
    name = source.name
    at = ("paths", source.operation.path, source.operation.method)
    parameters = _expect(operation.get("parameters", []), list, name, (*at, "parameters"))
    body = _expect(operation.get("requestBody", {}), dict, name, (*at, "requestBody"))
    responses = _responses(operation, name, at)
    keys = [*unsupported_keys(operation, "operation", OPERATION, name, at)]
    keys += unsupported_keys(body, "requestBody", (*OPERATION, "requestBody"), name, (*at, "requestBody"))
    read = [
        _parameter(parameter, name, (*at, "parameters", index), keys)
        for index, parameter in enumerate(parameters)
    ]
    return OperationSpec(
        operation=source.operation,
        document=name,
        parameters=[facts for facts in read if not _is_ignored(facts)],
        request=_schemas(body, name, (*at, "requestBody"), (*OPERATION, "requestBody"), keys),
        request_required=_flag(body, "required", name, (*at, "requestBody")),
        responses={
            status: _schemas(
                response, name, (*at, "responses", status), (*OPERATION, "responses", status), keys
            )
            for status, response in responses.items()
        },
        headers={
            status: headers
            for status, response in responses.items()
            if (headers := _headers(response, status, name, (*at, "responses", status), keys))
        },
        deprecated=_flag(operation, "deprecated", name, at),
        recursive={
            key: schema_facts(schema, name, ("components", "schemas", key))
            for key, schema in (recursive or {}).items()
        },
        unsupported=keys,
    )


#: The location of the operation.
OPERATION: Place = ("operation",)


def _responses(operation: Object, name: str, at: Steps) -> dict[str, Object]:
    """Return the responses by status, without extensions."""
    responses = _expect(operation.get("responses", {}), dict, name, (*at, "responses"))
    return {
        status: _expect(response, dict, name, (*at, "responses", status))
        for status, response in responses.items()
        if not status.startswith("x-")
    }


def _flag(holder: Object, key: str, name: str, at: Steps) -> bool:
    """Return the boolean `key` of `holder`, False if there is none."""
    return _expect(holder.get(key, False), bool, name, (*at, key))


def _parameter(parameter: Json, name: str, at: Steps, keys: list[UnsupportedKey]) -> Object:
    """Return the facts of a parameter: its location, its style, and its schema. Add its unsupported keys to `keys`."""
    properties = _expect(parameter, dict, name, at)
    parameter_name, location = (_expect(properties.get(key), str, name, (*at, key)) for key in ("name", "in"))
    place = (*OPERATION, "parameters", location, parameter_name)
    facts: Object = {
        "name": parameter_name,
        "in": location,
        # A path without the value would be another path.
        "required": _flag(properties, "required", name, at) or location == "path",
    }
    found: list[UnsupportedKey] = []
    facts |= _serialisation(properties, "parameter", place, name, at, found)
    if not _is_ignored(facts):
        keys += found
    return facts


def _serialisation(
    holder: Object, sort: str, place: Place, name: str, at: Steps, keys: list[UnsupportedKey]
) -> Object:
    """Return the schema and the style of a parameter or a header. Add its unsupported keys to `keys`.

    A value described by a media type is text of that type (OpenAPI 3.1, section 4.8.12). There has to be one media type and
    no schema: others are unsupported.
    """
    keys += unsupported_keys(holder, sort, place, name, at)
    schema = schema_facts(holder.get("schema", {}), name, (*at, "schema"))
    contents = _schemas(holder, name, at, place, keys)
    if len(contents) > 1 or (contents and "schema" in holder):
        keys.append(unsupported_key(place, "content", holder["content"], name, at))
    for media_type, content in contents.items() if "schema" not in holder else ():
        schema = {"type": "string", "contentMediaType": media_type, "contentSchema": content}
    facts: Object = {"schema": schema}
    for key in ("allowReserved", "deprecated", "explode"):
        if key in holder:
            facts[key] = _flag(holder, key, name, at)
    if "style" in holder:
        facts["style"] = _expect(holder["style"], str, name, (*at, "style"))
    return facts


#: Headers that OpenAPI describes elsewhere; parameters and response headers with these names are ignored, as it requires.
_HEADERS_DESCRIBED_ELSEWHERE = ("accept", "authorization", "content-type")


def _is_ignored(parameter: Object) -> bool:
    return parameter["in"] == "header" and str(parameter["name"]).lower() in _HEADERS_DESCRIBED_ELSEWHERE


def _headers(
    response: Object, status: str, name: str, at: Steps, keys: list[UnsupportedKey]
) -> dict[str, Object]:
    """Return the facts of the headers of a response, by name. Add the unsupported keys of both to `keys`."""
    place = (*OPERATION, "responses", status)
    keys += unsupported_keys(response, "response", place, name, at)
    headers: dict[str, Object] = {}
    for header, described in _expect(response.get("headers", {}), dict, name, (*at, "headers")).items():
        here = (*at, "headers", header)
        properties = _expect(described, dict, name, here)
        if header.lower() == "content-type":
            continue
        facts = _serialisation(properties, "header", (*place, "headers", header.lower()), name, here, keys)
        if next(references_in(facts["schema"]), None) is not None:
            hint = "remove the header, or describe it without that schema"
            raise PipelineError(
                "has a schema that contains itself", where=f"{name}#{pointer(here)}", hint=hint
            )
        headers[header] = facts | ({"required": True} if _flag(properties, "required", name, here) else {})
    return headers


def _schemas(holder: Json, name: str, at: Steps, place: Place, keys: list[UnsupportedKey]) -> dict[str, Json]:
    """Return the schemas of a request body or a response, by media type. Add the unsupported keys to `keys`.

    The unsupported keys of media types of parameters and headers are recorded at the parameter or header.
    """
    content = _expect(_expect(holder, dict, name, at).get("content", {}), dict, name, (*at, "content"))
    schemas: dict[str, Json] = {}
    for media_type, body in content.items():
        here = (*at, "content", media_type)
        properties = _expect(body, dict, name, here)
        normal_name = normal_media_type(media_type)
        in_body = place[1] in ("requestBody", "responses") and "headers" not in place[3:4]
        media_place = (*place, "content", normal_name) if in_body else place
        keys += unsupported_keys(properties, "mediaType", media_place, name, here)
        schema = schema_facts(properties.get("schema", {}), name, (*here, "schema"))
        if "itemSchema" in properties:
            items = schema_facts(properties["itemSchema"], name, (*here, "itemSchema"))
            schema = _with_items(normal_name, schema, items)
        # Two names of one media type: a body may be as either of them says.
        same = schemas.get(normal_name, schema)
        schemas[normal_name] = schema if same == schema else {"anyOf": [same, schema]}
    return schemas


def _with_items(media_type: str, schema: Json, items: Json) -> Json:
    """Return the schema of a body that is a sequence of `items` (OpenAPI 3.2), and valid by `schema` as a whole.

    For a stream it is the schema of the payload of an event, as in the published documents. In `itemSchema`, the payload
    is described as the content of `data`.
    """
    if media_type == STREAM:
        data = as_object(as_object(as_object(items).get("properties")).get("data"))
        return data.get("contentSchema", {}) if data else items
    sequence: Object = {"type": "array", "items": items}
    if not isinstance(schema, dict) or {"items", "prefixItems", "allOf"} & schema.keys():
        return {"allOf": [schema, sequence]}
    return {**schema, **sequence}


def schema_facts(schema: Json, name: str, at: Steps) -> Json:
    """Return the facts of `schema`, which is located `at` these steps in the document called `name`.

    A keyword that is not known, and may affect which values are valid, is noted as UNSUPPORTED. Raises PipelineError if a
    value does not have the shape that its keyword requires.
    """
    if isinstance(schema, bool):
        return schema
    facts: Object = {}
    unsupported: Object = {}
    for keyword, value in _expect(schema, dict, name, at).items():
        if keyword in FACT_KEYWORDS or keyword == BRANCH_TAGS:
            facts[keyword] = value
        elif keyword == UNSUPPORTED:  # In a contract.
            unsupported |= as_object(value)
        elif keyword not in DROPPED_KEYWORDS and not keyword.startswith("x-"):
            unsupported[keyword] = digest(value)
    for keyword, value in facts.items():
        expected, is_valid = FACT_KEYWORDS.get(keyword, ("a value", _is_any_value))
        if not is_valid(value):
            raise PipelineError(
                f"is not {expected}",
                where=f"{name}#{pointer((*at, keyword))}",
                hint="fix the document",
            )
    facts = with_children(facts, lambda child, steps: schema_facts(child, name, (*at, *steps)))
    if BRANCH_TAGS in facts:
        facts, contradictions = with_branch_tags(facts)
        if contradictions:
            unsupported["discriminator"] = digest([*contradictions])
    return {**facts, UNSUPPORTED: unsupported} if unsupported else facts


def _expect(value: Json, expected: type[JsonT], name: str, at: Steps) -> JsonT:
    """Return `value` if it has the `expected` type. Raises PipelineError otherwise."""
    if isinstance(value, expected):
        return value
    description = {dict: "an object", list: "a list", str: "a string", bool: "a boolean"}[expected]
    raise PipelineError(
        f"is not {description} but {printable(type(value).__name__)}",
        where=f"{name}#{pointer(at)}",
        hint="fix the document",
    )
