"""Rewrite a schema as the list of its alternatives, each of one type, however its unions are written."""

from collections.abc import Mapping

from scripts.common.documents import Json, Object, as_list
from scripts.common.errors import PipelineError
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import ANNOTATIONS, UNIONS, target_of, types_of, values_of

TYPES = ("array", "boolean", "null", "number", "object", "string")
#: The schema that no value matches.
NEVER: Object = {"not": {}}
#: The limit on branches of one union. The largest published union has 53.
BRANCH_LIMIT = 1_000

#: Keywords that apply to values of one type only. All others apply to values of every type.
_NUMBER_KEYWORDS = ("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf")
_CONTENT_KEYWORDS = ("contentEncoding", "contentMediaType", "contentSchema")
_STRING_KEYWORDS = (
    *_CONTENT_KEYWORDS,
    "maxLength",
    "minLength",
    "pattern",
    EXTENSIBLE_ENUM,
)
_ARRAY_KEYWORDS = (
    "contains",
    "items",
    "maxContains",
    "maxItems",
    "minContains",
    "minItems",
    "prefixItems",
    "unevaluatedItems",
    "uniqueItems",
)
_OBJECT_KEYWORDS = (
    "additionalProperties",
    "dependentRequired",
    "dependentSchemas",
    "maxProperties",
    "minProperties",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
    "unevaluatedProperties",
)
_TYPE_OF_KEYWORD = {
    **dict.fromkeys(_NUMBER_KEYWORDS, "number"),
    **dict.fromkeys(_STRING_KEYWORDS, "string"),
    **dict.fromkeys(_ARRAY_KEYWORDS, "array"),
    **dict.fromkeys(_OBJECT_KEYWORDS, "object"),
}


def alternatives(schema: Json, components: Mapping[str, Object]) -> list[Object]:
    """Return the alternatives of `schema`: schemas of one type each, with no reference or union at their top level.

    If number is allowed, there is no separate alternative for integer. Annotations are left out.
    Raises PipelineError if there are too many alternatives.
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
            branches = [
                alternative
                for branch in as_list(facts.pop(keyword))
                for alternative in alternatives(branch, components)
            ]
            if not facts:
                _check_limit(len(branches))
                return branches
            siblings = alternatives(facts, components)
            _check_limit(len(branches) * max(1, len(siblings)))
            return _intersect(branches, siblings)
    names = types_of(facts) or sorted({type_of(value) for value in values_of(facts)}) or list(TYPES)
    if "number" in names:
        names = [name for name in names if name != "integer"]
    # In a schema that allows no string they have no effect by the standard, but the document means something by them.
    content = {} if "string" in names else {key: facts[key] for key in _CONTENT_KEYWORDS if key in facts}
    return [{**one, **content} for name in names if (one := _restrict_to_type(facts, name)) is not None]


def _check_limit(count: int) -> None:
    if count > BRANCH_LIMIT:
        problem = f"has a union of more than {BRANCH_LIMIT} branches"
        hint = "check that both are the intended documents"
        raise PipelineError(problem, where="one of the documents", hint=hint)


def _intersect(left: list[Object], right: list[Object]) -> list[Object]:
    """Return the alternatives for values that match one of `left` and one of `right`."""
    found: list[Object] = []
    for one in left:
        for other in right:
            types = {str(one["type"]), str(other["type"])}
            if len(types) > 1 and types != {"integer", "number"}:
                continue
            type_name: Json = "integer" if "integer" in types else one["type"]
            if set(one) & set(other) <= {"type"}:
                found.append({**one, **other, "type": type_name})
            else:
                found.append({**one, "type": type_name, "allOf": [*as_list(one.get("allOf")), other]})
    return found


def _restrict_to_type(schema: Object, name: str) -> Object | None:
    """Return `schema` for values of the type `name` only; None if it allows none of them."""
    group = "number" if name == "integer" else name
    restricted: Object = {
        keyword: value for keyword, value in schema.items() if _TYPE_OF_KEYWORD.get(keyword, group) == group
    }
    if group in ("boolean", "null"):
        restricted.pop("format", None)
    restricted["type"] = name
    if "const" in restricted or "enum" in restricted:
        values = [value for value in values_of(restricted) if type_of(value) == group]
        restricted.pop("const", None)
        restricted.pop("enum", None)
        if not values:
            return None
        if name != "null":
            restricted["enum"] = values
    return restricted


def type_of(value: Json) -> str:
    """Return the JSON type of `value`; `number` for integers."""
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
    """Return the type of an alternative; `number` for integers."""
    return "number" if alternative["type"] == "integer" else str(alternative["type"])


def is_exclusive(schema: Json, components: Mapping[str, Object]) -> bool:
    """Return whether a value must match exactly one branch of `schema` (`oneOf`), following references."""
    while (target := target_of(schema)) is not None:
        schema = components.get(target)
    return isinstance(schema, dict) and "oneOf" in schema
