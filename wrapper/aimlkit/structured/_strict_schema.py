"""The strict form of JSON Schema that the API requires for `strict: true`.

https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit.structured._json import is_object

if TYPE_CHECKING:
    from aimlkit.structured._json import JsonSchema

# Keywords whose value is a schema, a list of schemas, or a mapping of names to schemas.
_SCHEMA_KEYWORDS = frozenset({"additionalProperties", "contains", "items", "not", "propertyNames"})
_SCHEMA_LIST_KEYWORDS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SCHEMA_MAP_KEYWORDS = frozenset({"$defs", "patternProperties", "properties"})
# Keywords that strict mode does not allow, and that pydantic does not need to read a value.
_REFUSED_KEYWORDS = frozenset({"default", "discriminator", "uniqueItems"})
_DEFINITIONS = "#/$defs/"


def strict_schema(schema: JsonSchema) -> JsonSchema:
    """Return the strict form of a schema that pydantic made.

    - Objects with properties are closed, and require all of them. An object without properties is
      unchanged: a `dict[str, int]` has no strict form, and some services accept it.
    - `oneOf` becomes `anyOf`; `default`, `discriminator` and `uniqueItems` are left out.
    - `$ref` stands alone: next to other keywords (a description), it is replaced by the schema it refers to, or,
      inside such a copy, moved into an `anyOf`. Each copy is one level deep, so that recursive types terminate
      and types that refer to each other do not multiply.
    - The root is the schema itself, and not a `$ref`.
    """
    definitions: dict[str, JsonSchema] = schema.get("$defs", {})
    root = _without_single_all_of(schema)
    if "$ref" in root:
        root = _copy_definition(root, definitions)
    return _strict(root, definitions, copy_references=True)


def _strict(schema: JsonSchema, definitions: dict[str, JsonSchema], *, copy_references: bool) -> JsonSchema:
    """Return the strict form of `schema`; without `copy_references`, every `$ref` stays one."""

    def strict(subschema: JsonSchema | bool) -> JsonSchema | bool:
        if isinstance(subschema, bool):
            return subschema
        return _strict(subschema, definitions, copy_references=copy_references)

    schema = _without_single_all_of(schema)
    if "$ref" in schema and len(schema) > 1:
        if copy_references:
            return _strict(_copy_definition(schema, definitions), definitions, copy_references=False)
        schema = {"anyOf": [{"$ref": schema["$ref"]}], **_without(schema, "$ref")}

    result: JsonSchema = {}
    for keyword, value in schema.items():
        if keyword in _REFUSED_KEYWORDS:
            continue
        if keyword in _SCHEMA_KEYWORDS:
            result[keyword] = strict(value)
        elif keyword in _SCHEMA_LIST_KEYWORDS:
            result["anyOf" if keyword == "oneOf" else keyword] = [strict(subschema) for subschema in value]
        elif keyword in _SCHEMA_MAP_KEYWORDS:
            result[keyword] = {name: strict(subschema) for name, subschema in value.items()}
        else:
            result[keyword] = value

    if "properties" in result:
        result["required"] = list(result["properties"])
        result["additionalProperties"] = False
    elif result.get("type") == "object":
        result.setdefault("additionalProperties", False)
    return result


def _copy_definition(schema: JsonSchema, definitions: dict[str, JsonSchema]) -> JsonSchema:
    """Return the definition that `schema` refers to, with the other keywords of `schema`."""
    name = schema["$ref"].removeprefix(_DEFINITIONS)
    return {**definitions[name], **_without(schema, "$ref")}


def _without_single_all_of(schema: JsonSchema) -> JsonSchema:
    """Return `schema` with an `allOf` of one schema merged into it: how pydantic < 2.9 describes a `$ref`."""
    match schema.get("allOf"):
        case [subschema] if is_object(subschema):
            return {**subschema, **_without(schema, "allOf")}
        case _:
            return schema


def _without(schema: JsonSchema, keyword: str) -> JsonSchema:
    return {other: value for other, value in schema.items() if other != keyword}
