"""The strict form of JSON Schema that the API requires for `strict: true`.

https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit.structured._json import is_array, is_object

if TYPE_CHECKING:
    from aimlkit.structured._json import JsonSchema

# Keywords whose value is a schema, a list of schemas, or a mapping of names to schemas.
_SCHEMA_KEYWORDS = frozenset(
    {
        *(
            "additionalItems",
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
        ),
        *("propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"),
    }
)
_SCHEMA_LIST_KEYWORDS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SCHEMA_MAP_KEYWORDS = frozenset(
    {"$defs", "definitions", "dependentSchemas", "patternProperties", "properties"}
)
# Keywords that strict mode does not allow, and that pydantic does not need to read a value.
_REFUSED_KEYWORDS = frozenset({"default", "discriminator", "uniqueItems"})
# Keywords that do not constrain a value: where schemas are merged, those of the outer one replace those of the inner one.
_ANNOTATIONS = frozenset(
    {"$comment", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"}
)
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

    Schemas that cannot be merged without a change of meaning stay unchanged: an `allOf` of one schema whose constraints
    differ from those next to it, for example. So does a `$ref` to anything other than a definition.
    """
    definitions: dict[str, JsonSchema] = schema.get("$defs", {})
    root = _without_single_all_of(schema)
    for _ in definitions:  # A definition may be a reference to another one.
        definition = _definition(root, definitions)
        if definition is not None:
            root = {**definition, **_without_keyword(root, "$ref")}
    return _strict(root, definitions, copy_references=True)


def _strict(schema: JsonSchema, definitions: dict[str, JsonSchema], *, copy_references: bool) -> JsonSchema:
    """Return the strict form of `schema`; without `copy_references`, every `$ref` stays one."""

    def strict(subschema: object) -> object:
        if not is_object(subschema):
            return subschema
        return _strict(subschema, definitions, copy_references=copy_references)

    schema = _without_single_all_of(schema)
    if "$ref" in schema and len(schema) > 1:
        definition = _definition(schema, definitions) if copy_references else None
        copy = _merged(definition, _without_keyword(schema, "$ref")) if definition is not None else None
        if copy is not None:
            return _strict(copy, definitions, copy_references=False)
        if "anyOf" not in schema and "oneOf" not in schema:
            schema = {"anyOf": [{"$ref": schema["$ref"]}], **_without_keyword(schema, "$ref")}

    result: JsonSchema = {}
    for keyword, value in schema.items():
        if keyword in _REFUSED_KEYWORDS:
            continue
        if keyword in _SCHEMA_LIST_KEYWORDS and is_array(value):
            result[keyword] = [strict(subschema) for subschema in value]
        elif keyword in _SCHEMA_MAP_KEYWORDS and is_object(value):
            result[keyword] = {name: strict(subschema) for name, subschema in value.items()}
        else:
            result[keyword] = strict(value) if keyword in _SCHEMA_KEYWORDS else value
    result = _without_one_of(result)

    if "properties" in result:
        result["required"] = list(result["properties"])
        result["additionalProperties"] = False
    elif result.get("type") == "object":
        result.setdefault("additionalProperties", False)
    return result


def _definition(schema: JsonSchema, definitions: dict[str, JsonSchema]) -> JsonSchema | None:
    """Return the definition that the `$ref` of `schema` refers to; None without a reference to a definition."""
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not reference.startswith(_DEFINITIONS):
        return None
    return definitions.get(reference.removeprefix(_DEFINITIONS))


def _without_single_all_of(schema: JsonSchema) -> JsonSchema:
    """Return `schema` with an `allOf` of one schema merged into it: how pydantic < 2.9 describes a `$ref`."""
    while True:
        match schema.get("allOf"):
            case [subschema] if is_object(subschema):
                merged = _merged(subschema, _without_keyword(schema, "allOf"))
            case _:
                return schema
        if merged is None:
            return schema
        schema = merged


def _without_one_of(schema: JsonSchema) -> JsonSchema:
    """Return `schema` with `anyOf` in place of `oneOf`; if it has both, each stands in an `allOf`."""
    if "oneOf" not in schema:
        return schema
    result: JsonSchema = {}
    for keyword, value in schema.items():
        result["anyOf" if keyword == "oneOf" else keyword] = value
    if "anyOf" in schema:
        del result["anyOf"]
        unions = [{"anyOf": schema["anyOf"]}, {"anyOf": schema["oneOf"]}]
        result["allOf"] = [*schema.get("allOf", ()), *unions]
    return result


def _merged(inner: JsonSchema, outer: JsonSchema) -> JsonSchema | None:
    """Return a schema with the constraints of both; None if they have different ones of the same keyword."""
    if any(
        keyword in inner and keyword not in _ANNOTATIONS and inner[keyword] != value
        for keyword, value in outer.items()
    ):
        return None
    return {**inner, **outer}


def _without_keyword(schema: JsonSchema, keyword: str) -> JsonSchema:
    return {other: value for other, value in schema.items() if other != keyword}
