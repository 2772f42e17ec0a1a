"""Stable names of components: which component of a changed response corresponds to which earlier one.

A source can change the responses that the sources before it describe: properties are added, and unions gain branches. The
structure of a component differs then, and so does its key, but its place in the API is the same, and so is its name.
"""

from collections.abc import Iterable, Iterator, Mapping

from scripts.common.documents import Json, Object
from scripts.contract.schemas import (
    REFERENCE,
    UNIONS,
    Steps,
    branches_of,
    children,
    is_object,
    properties_of,
    target_of,
    values_of,
    with_children,
)

#: What separates the key of a component from the name of its copy.
COPY = "~"
#: The steps to a reference, without those into unions, and the key to which it refers.
Reference = tuple[Steps, str]


def reachable(components: Mapping[str, Object], schemas: Iterable[Json]) -> set[str]:
    """Return the keys of the components to which `schemas` refer, directly or through others."""
    found: set[str] = set()
    pending = [key for schema in schemas for _, key in _references(schema)]
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending += (target for _, target in _references(components[key]))
    return found


def successors(
    before: Mapping[str, Object], after: Mapping[str, Object], old: Json, new: Json
) -> Iterator[tuple[Steps, str, str]]:
    """Yield the steps to each reference in `old`, its key, and the key to which `new` refers instead.

    `before` and `after` are the components to which the two schemas refer. Branches of unions have no order: equal ones
    belong together first, then those with the most properties in common, unless a const tells them apart.
    """
    old_keys, new_keys = _by_steps(old), _by_steps(new)
    for steps in sorted(old_keys.keys() & new_keys.keys(), key=str):
        for old_key, new_key in _matched(before, after, old_keys[steps], new_keys[steps]):
            yield steps, old_key, new_key


def with_targets(schema: Json, targets: Mapping[Reference, str], at: Steps = ()) -> Object:
    """Return `schema` with the references in `targets`, by steps and key, replaced by those to other keys."""
    if not isinstance(schema, dict):
        raise TypeError("not a normalised schema")
    copy = with_children(
        schema,
        lambda child, steps: with_targets(child, targets, at if steps[0] in UNIONS else (*at, *steps)),
    )
    target = target_of(copy)
    return copy if target is None else {**copy, "$ref": REFERENCE + targets.get((at, target), target)}


def _references(schema: Json, at: Steps = ()) -> Iterator[Reference]:
    if not isinstance(schema, dict):
        return
    target = target_of(schema)
    if target is not None:
        yield at, target
    for steps, child in children(schema):
        yield from _references(child, at if steps[0] in UNIONS else (*at, *steps))


def _by_steps(schema: Json) -> dict[Steps, list[str]]:
    keys: dict[Steps, list[str]] = {}
    for steps, key in _references(schema):
        keys.setdefault(steps, []).append(key)
    return keys


def _matched(
    before: Mapping[str, Object], after: Mapping[str, Object], old_keys: list[str], new_keys: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of components that belong together; a union belongs to a union."""
    old_unions = [key for key in old_keys if not is_object(before[key])]
    new_unions = [key for key in new_keys if not is_object(after[key])]
    yield from zip(old_unions, new_unions, strict=False)
    # The branches of a union that has become a component, or is none any more, are compared one by one.
    old_objects = [key for key in old_keys if key not in old_unions]
    new_objects = [key for key in new_keys if key not in new_unions]
    old_objects += _branch_keys(before, old_unions[len(new_unions) :])
    new_objects += _branch_keys(after, new_unions[len(old_unions) :])
    remaining = list(new_objects)
    unmatched: list[str] = []
    for old_key in old_objects:
        equal = old_key.partition(COPY)[0]
        if equal in remaining:
            remaining.remove(equal)
            yield old_key, equal
        else:
            unmatched.append(old_key)
    for old_key in unmatched:
        candidates = [key for key in remaining if _can_be_matched(before[old_key], after[key])]
        if candidates:
            best = max(candidates, key=lambda key: _similarity(before[old_key], after[key]))
            remaining.remove(best)
            yield old_key, best


def _branch_keys(components: Mapping[str, Object], unions: list[str]) -> list[str]:
    """Return the keys of the objects that are branches of `unions`."""
    keys = [
        key for union in unions for branch in branches_of(components[union]) if (key := target_of(branch))
    ]
    return [key for key in keys if is_object(components[key])]


def _can_be_matched(old: Object, new: Object) -> bool:
    """Return whether no property for which both objects list values tells them apart."""
    others = properties_of(new)
    listed = [
        (values_of(child), values_of(others[name]))
        for name, child in properties_of(old).items()
        if name in others
    ]
    return all(not before or not after or any(value in after for value in before) for before, after in listed)


def _similarity(old: Object, new: Object) -> float:
    names, other_names = set(properties_of(old)), set(properties_of(new))
    return len(names & other_names) / max(1, len(names | other_names))
