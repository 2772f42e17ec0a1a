"""Follow the discriminators of unions: each branch gets the values of the property that select it.

In a document, the mapping of a discriminator may be all that tells the branches apart. It refers to schemas by reference
or by name, which the later steps no longer know. So `select` notes the values of each branch, and `extract_facts` makes
them the values of the property.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.schemas import NULL, REFERENCE, UNIONS, types_of, values_of

#: The keyword that `select` adds to a union: the property, and the values of each branch.
BRANCH_TAGS = "x-branch-tags"


class Target(Protocol):
    """The target of a reference."""

    @property
    def node(self) -> Json:
        """The node itself."""
        ...

    @property
    def key(self) -> object:
        """Its identity."""
        ...


#: A function that returns the target of a reference; None if there is none.
Find = Callable[[Json], Target | None]


def branch_tags(schema: Object, find: Find) -> Object | None:
    """Return the property and, for each branch of the union `schema`, the values that its discriminator maps to it.

    Returns None if `schema` is not a union with a discriminator, of its own or of the base that all branches share. The
    names of schemas are not used as implicit values, although OpenAPI specifies that: documents rarely mean them.
    """
    branches = [branch for keyword in UNIONS for branch in as_list(schema.get(keyword))]
    discriminator = as_object(schema.get("discriminator")) or _shared_discriminator(branches, find)
    name = discriminator.get("propertyName")
    # A schema with both keywords is no union: each of them applies.
    if not branches or not isinstance(name, str) or all(keyword in schema for keyword in UNIONS):
        return None
    #: The values that are mapped to a schema, by the identity of the schema.
    values: dict[object, list[Json]] = {}
    for value, reference in as_object(discriminator.get("mapping")).items():
        mapped = find(reference) or find(f"{REFERENCE}{reference}")
        if mapped is not None:
            values.setdefault(mapped.key, []).append(value)
    targets = [find(as_object(branch).get("$ref")) for branch in branches]
    tags: list[Json] = [[*values.get(target.key, [])] if target else [] for target in targets]
    return {"property": name, "branches": tags}


def _shared_discriminator(branches: list[Json], find: Find) -> Object:
    """Return the discriminator of a schema that all branches have in their `allOf`; an empty object if there is none."""
    found: list[Object] = []
    for branch in branches:
        if branch == NULL:
            continue
        target = find(as_object(branch).get("$ref"))
        parts = as_list(as_object(target.node if target else branch).get("allOf"))
        bases = [base for part in parts if (base := find(as_object(part).get("$ref"))) is not None]
        found += [as_object(as_object(base.node).get("discriminator")) for base in bases][:1] or [{}]
    return found[0] if found and all(one == found[0] for one in found) else {}


def with_branch_tags(schema: Object) -> tuple[Object, list[str]]:
    """Return a union with the values that `branch_tags` noted in its branches, and the values that contradict them.

    A branch that lists other values of the property keeps them: no instance is valid by both.
    """
    tags = as_object(schema.get(BRANCH_TAGS))
    copy = {keyword: value for keyword, value in schema.items() if keyword != BRANCH_TAGS}
    name = str(tags.get("property"))
    contradictions: list[str] = []
    keyword = next((keyword for keyword in UNIONS if keyword in schema), None)
    if keyword is None:
        return copy, []
    branches: list[Json] = []
    for branch, listed in zip(as_list(schema[keyword]), as_list(tags.get("branches")), strict=True):
        values, own = as_list(listed), list(_own_values(branch, name))
        remaining = [value for value in values if value in own] if own else values
        if values and not remaining:
            contradictions += map(str, values)
        branches.append(_with_values(branch, name, remaining) if remaining else branch)
    return {**copy, keyword: branches}, contradictions


def _own_values(branch: Json, name: str) -> Iterator[Json]:
    """Yield the values that `branch`, or a part or branch of it, lists for the property `name`."""
    schema = as_object(branch)
    yield from values_of(as_object(schema.get("properties")).get(name))
    for keyword in ("allOf", *UNIONS):
        for part in as_list(schema.get(keyword)):
            yield from _own_values(part, name)


def _with_values(branch: Json, name: str, values: list[Json]) -> Json:
    """Return `branch` with `values` as those of its property `name`, where it has the property."""
    if not isinstance(branch, dict):
        return branch
    properties = as_object(branch.get("properties"))
    declared = properties.get(name)
    if isinstance(declared, dict):
        own = values_of(declared)
        if types_of(declared) and "string" not in types_of(declared):
            return branch
        listed: list[Json] = [value for value in values if value in own] if own else list(values)
        others = {keyword: value for keyword, value in declared.items() if keyword not in ("const", "enum")}
        return {**branch, "properties": {**properties, name: {**others, "enum": listed or own}}}
    copy = dict(branch)
    for keyword in ("allOf", *UNIONS):
        if any(_declares(part, name) for part in as_list(branch.get(keyword))):
            copy[keyword] = [_with_values(part, name, values) for part in as_list(branch[keyword])]
            return copy
    is_open_object = "properties" in branch and branch.get("additionalProperties") is not False
    if is_open_object or "allOf" in branch:
        return {**branch, "properties": {**properties, name: {"type": "string", "enum": values}}}
    return branch


def _declares(schema: Json, name: str) -> bool:
    """Return whether `schema`, or a part or branch of it, has the property `name`."""
    node = as_object(schema)
    return name in as_object(node.get("properties")) or any(
        _declares(part, name) for keyword in ("allOf", *UNIONS) for part in as_list(node.get(keyword))
    )
