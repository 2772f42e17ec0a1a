"""One schema for what two documents say of the same answer."""

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.answers import KNOWN
from scripts.contract.schemas import (
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


def either(one: Json, other: Json) -> Object:
    """What allows an answer by `one` and an answer by `other`, in one schema where that can be.

    Two objects become one that has the properties of both and requires what both require, so that a field
    that comes to one document first leaves every class where it is. Objects that a const tells apart stay
    apart; so does everything else, as the branches of a union.
    """
    first, second = as_object(one), as_object(other)
    if canonical(first) == canonical(second):
        return first
    if is_object(first) and is_object(second) and _same_kind(first, second):
        return _object(first, second)
    known = [*as_list(first.get(KNOWN)), *as_list(second.get(KNOWN))]
    if known and {*first, *second} <= {"type", KNOWN} and types_of(first) == types_of(second):
        return {**first, KNOWN: list(dict.fromkeys(map(str, known)))}
    if "items" in first and "items" in second and {*first, *second} == {"type", "items"}:
        return {"type": _types(first, second), "items": either(first["items"], second["items"])}
    return _union(first, second)


def _object(first: Object, second: Object) -> Object:
    mine, others = properties_of(first), properties_of(second)
    properties: Object = {
        name: either(mine[name], others[name]) if name in mine and name in others else child
        for name, child in {**others, **mine}.items()
    }
    merged: Object = {**second, **first, "properties": properties}
    required: list[Json] = [*sorted(required_of(first) & required_of(second))]
    merged.pop("required", None)
    return {**merged, "required": required} if required else merged


def _union(first: Object, second: Object) -> Object:
    mine, others = _branches(first), _branches(second)
    equal = {canonical(branch) for branch in mine} & {canonical(branch) for branch in others}
    branches = [branch for branch in mine if canonical(branch) in equal]
    apart = [branch for branch in mine if canonical(branch) not in equal]
    for branch in others:
        if canonical(branch) in equal:
            continue
        partners = [kept for kept in apart if _together(kept, branch)]
        if not partners:
            branches.append(branch)
            continue
        likeness = [_likeness(kept, branch) for kept in partners]
        partner = partners[likeness.index(max(likeness))]
        apart.remove(partner)
        branches.append(either(partner, branch))
    branches = sorted([*branches, *apart], key=lambda branch: (branch == NULL, canonical(branch)))
    return branches[0] if len(branches) == 1 else {"anyOf": list(branches)}


def _likeness(one: Object, other: Object) -> float:
    """How much of their properties two objects share, from 0 to 1."""
    mine, others = set(properties_of(one)), set(properties_of(other))
    return len(mine & others) / max(1, len(mine | others))


def _branches(schema: Object) -> list[Object]:
    if not any(keyword in schema for keyword in UNIONS):
        return [schema]
    null = any(NULL in as_list(schema.get(keyword)) for keyword in UNIONS)
    return [*branches_of(schema), *([dict(NULL)] if null else [])]


def _together(one: Object, other: Object) -> bool:
    if is_object(one) and is_object(other):
        return _same_kind(one, other)
    if "items" in one and "items" in other:
        return True
    return canonical(one) == canonical(other)


def _same_kind(one: Object, other: Object) -> bool:
    """Whether no const of the one contradicts the other's."""
    mine, others = properties_of(one), properties_of(other)
    shared = [name for name in mine if name in others and values_of(mine[name]) and values_of(others[name])]
    return all(values_of(mine[name]) == values_of(others[name]) for name in shared)


def _types(first: Object, second: Object) -> Json:
    types = dict.fromkeys([*types_of(first), *types_of(second)])
    return next(iter(types)) if len(types) == 1 else [*types]
