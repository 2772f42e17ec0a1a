"""Merge the schemas by which two documents describe the same response."""

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import (
    ANNOTATIONS,
    NULL,
    UNIONS,
    branches_of,
    canonical,
    is_object,
    properties_of,
    required_of,
    types_of,
    values_of,
)


def merge_schemas(one: Json, other: Json) -> Object:
    """Return a schema that allows the responses that `one` allows and those that `other`, of a later document, allows.

    Two objects become one object with the properties of both, which requires the properties that both require:
    a field that only one document has does not lead to a second class. Objects that a const distinguishes stay separate
    branches of a union, and so do all other schemas that cannot be merged.

    A document that leaves something out does not weaken what another one states. A schema of any value, any object or any
    list becomes what the other document says about the value; and an object that requires nothing keeps the properties
    that an earlier document requires, as far as it has them. It adds no requirement if it comes first: another document
    must not change what is known about the models before it.
    """
    first, second = as_object(one), as_object(other)
    if canonical(first) == canonical(second):
        return first
    if _is_less_specific(second, first):
        return first
    if _is_less_specific(first, second):
        return second
    if is_object(first) and is_object(second) and _consts_agree(first, second):
        return _merged_objects(first, second)
    known = [*as_list(first.get(EXTENSIBLE_ENUM)), *as_list(second.get(EXTENSIBLE_ENUM))]
    if known and {*first, *second} <= {"type", EXTENSIBLE_ENUM} and types_of(first) == types_of(second):
        return {**first, EXTENSIBLE_ENUM: list(dict.fromkeys(map(str, known)))}
    if "items" in first and "items" in second and {*first, *second} == {"type", "items"}:
        return {"type": _merged_types(first, second), "items": merge_schemas(first["items"], second["items"])}
    return _merged_unions(first, second)


def _is_less_specific(schema: Object, other: Object) -> bool:
    """Return whether `schema` allows any value, any object or any list, and `other` describes such a value."""
    facts = {keyword for keyword in schema if keyword not in ANNOTATIONS}
    if not facts:
        return True
    is_any_object = schema.get("type") == "object" and is_object(other)
    is_any_list = schema.get("type") == "array" == other.get("type") and "items" in other
    return facts == {"type"} and (is_any_object or is_any_list)


def _merged_objects(first: Object, second: Object) -> Object:
    first_properties, second_properties = properties_of(first), properties_of(second)
    properties: Object = {
        name: merge_schemas(first_properties[name], second_properties[name])
        if name in first_properties and name in second_properties
        else child
        for name, child in {**second_properties, **first_properties}.items()
    }
    # A further constraint stays only if both have it.
    merged: Object = {
        keyword: value
        for keyword, value in {**second, **first}.items()
        if keyword in ANNOTATIONS or canonical(first.get(keyword)) == canonical(second.get(keyword))
    }
    merged["properties"] = properties
    required: list[Json] = [*sorted(required_of(first) & (required_of(second) or second_properties.keys()))]
    merged.pop("required", None)
    return {**merged, "required": required} if required else merged


def _merged_unions(first: Object, second: Object) -> Object:
    """Return a union of the branches of both; branches that merge are merged, the most similar ones first."""
    first_branches, second_branches = _branches(first), _branches(second)
    equal = {canonical(branch) for branch in first_branches} & {
        canonical(branch) for branch in second_branches
    }
    branches = [branch for branch in first_branches if canonical(branch) in equal]
    unmatched = [branch for branch in first_branches if canonical(branch) not in equal]
    for branch in second_branches:
        if canonical(branch) in equal:
            continue
        candidates = [candidate for candidate in unmatched if _mergeable(candidate, branch)]
        if not candidates:
            branches.append(branch)
            continue
        similarities = [_similarity(candidate, branch) for candidate in candidates]
        partner = candidates[similarities.index(max(similarities))]
        unmatched.remove(partner)
        branches.append(merge_schemas(partner, branch))
    branches = sorted([*branches, *unmatched], key=lambda branch: (branch == NULL, canonical(branch)))
    return branches[0] if len(branches) == 1 else {"anyOf": list(branches)}


def _similarity(one: Object, other: Object) -> float:
    """Return the share of their properties that two objects have in common, from 0 to 1."""
    names, other_names = set(properties_of(one)), set(properties_of(other))
    return len(names & other_names) / max(1, len(names | other_names))


def _branches(schema: Object) -> list[Object]:
    """Return the branches of a union, the null branch included; a schema that is not a union is its own branch."""
    if not any(keyword in schema for keyword in UNIONS):
        # Any object or null, as two branches like the other unions with null.
        is_nullable_object = set(schema) == {"type"} and set(types_of(schema)) == {"object", "null"}
        return [{"type": "object"}, dict(NULL)] if is_nullable_object else [schema]
    has_null = any(NULL in as_list(schema.get(keyword)) for keyword in UNIONS)
    return [*branches_of(schema), *([dict(NULL)] if has_null else [])]


def _mergeable(one: Object, other: Object) -> bool:
    if is_object(one) and is_object(other):
        return _consts_agree(one, other)
    if "items" in one and "items" in other:
        return True
    if _is_less_specific(one, other) or _is_less_specific(other, one):
        return True
    return canonical(one) == canonical(other)


def _consts_agree(one: Object, other: Object) -> bool:
    """Return whether every property for which both objects list values has the same values in both."""
    properties, others = properties_of(one), properties_of(other)
    return all(
        values_of(properties[name]) == values_of(others[name])
        for name in properties
        if name in others and values_of(properties[name]) and values_of(others[name])
    )


def _merged_types(first: Object, second: Object) -> Json:
    types = dict.fromkeys([*types_of(first), *types_of(second)])
    return next(iter(types)) if len(types) == 1 else [*types]
