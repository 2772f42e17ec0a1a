"""A schema as the list of its alternatives, each of one type: the same however its unions are written."""

from collections.abc import Mapping

from scripts.common.documents import Json, Object, as_list
from scripts.common.errors import PipelineError
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import ANNOTATIONS, UNIONS, target_of, types_of, values_of

TYPES = ("array", "boolean", "null", "number", "object", "string")
NEVER: Object = {"not": {}}
#: Branches of one union. The largest that is published has 53.
LIMIT = 1_000

#: Which keywords say something about values of which type; all others are about any.
_NUMBERS = ("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf")
_STRINGS = (
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "maxLength",
    "minLength",
    "pattern",
    EXTENSIBLE_ENUM,
)
_ARRAYS = ("contains", "items", "maxItems", "minItems", "prefixItems", "uniqueItems")
_OBJECTS = (
    "additionalProperties",
    "dependentSchemas",
    "maxProperties",
    "minProperties",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
)
_ABOUT = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(_STRINGS, "string"),
    **dict.fromkeys(_ARRAYS, "array"),
    **dict.fromkeys(_OBJECTS, "object"),
}


def alternatives(schema: Json, components: Mapping[str, Object]) -> list[Object]:
    """What `schema` allows, as schemas without references and unions at their top, each of one type.

    An integer is a type of its own here; what allows both has `number` only. Notes are left out.
    """
    if schema is True or not isinstance(schema, dict):
        return [] if schema is False else [{"type": name} for name in TYPES]
    target = target_of(schema)
    if target is not None:
        return alternatives(components.get(target), components)
    facts = {keyword: value for keyword, value in schema.items() if keyword not in ANNOTATIONS}
    if facts == NEVER:
        return []
    for keyword in UNIONS:
        if keyword in facts:
            inner = [
                one for branch in as_list(facts.pop(keyword)) for one in alternatives(branch, components)
            ]
            beside = alternatives(facts, components) if facts else []
            if len(inner) * max(1, len(beside)) > LIMIT:
                what = f"has a union of more than {LIMIT} branches"
                raise PipelineError(
                    what, where="one of the documents", hint="see whether it is the right one"
                )
            return _both(inner, beside) if facts else inner
    types = types_of(facts) or sorted({type_of(value) for value in values_of(facts)}) or list(TYPES)
    named = [name for name in types if not (name == "integer" and "number" in types)]
    return [one for name in named if (one := _typed(facts, name)) is not None]


def _both(some: list[Object], others: list[Object]) -> list[Object]:
    """What is allowed by one of `some` and by one of `others`."""
    found = []
    for one in some:
        for other in others:
            kinds = {one["type"], other["type"]}
            if len(kinds) > 1 and kinds != {"integer", "number"}:
                continue
            kind: Json = "integer" if "integer" in kinds else one["type"]
            if set(one) & set(other) <= {"type"}:
                found.append({**one, **other, "type": kind})
            else:
                found.append({**one, "type": kind, "allOf": [*as_list(one.get("allOf")), other]})
    return found


def _typed(facts: Object, name: str) -> Object | None:
    """What `facts` say of values of the type `name`; None when they allow none of them."""
    group = "number" if name == "integer" else name
    kept: Object = {keyword: value for keyword, value in facts.items() if _ABOUT.get(keyword, group) == group}
    if group in ("boolean", "null"):
        kept.pop("format", None)
    kept["type"] = name
    if "const" in kept or "enum" in kept:
        values = [value for value in values_of(kept) if type_of(value) == group]
        kept.pop("const", None)
        kept.pop("enum", None)
        if not values:
            return None
        if name != "null":
            kept["enum"] = values
    return kept


def type_of(value: Json) -> str:
    """The JSON type of `value`; integers are numbers."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, list):
        return "array"
    return "object" if isinstance(value, dict) else "number"


def group_of(alternative: Object) -> str:
    """The type of an alternative, integers being numbers."""
    return "number" if alternative["type"] == "integer" else str(alternative["type"])


def exclusive(schema: Json, components: Mapping[str, Object]) -> bool:
    """Whether a value has to be valid by exactly one branch of `schema`, and not by at least one."""
    while (target := target_of(schema)) is not None:
        schema = components.get(target)
    return isinstance(schema, dict) and "oneOf" in schema
