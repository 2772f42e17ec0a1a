"""What tells the branches of a union apart: a property that has other values in each."""

from scripts.common.documents import Json
from scripts.contract.schemas import properties_of, required_of, values_of


def tag_of(objects: list[Json]) -> str | None:
    """The property by whose value the objects can be told apart, if each lists its values and none twice.

    A required property is preferred, then the first by name.
    """
    if len(objects) < 2:
        return None
    shared = set.intersection(*(set(properties_of(branch)) for branch in objects))
    tags = []
    for name in sorted(shared):
        values = [tag_values(branch, name) for branch in objects]
        flat = [value for branch in values for value in branch]
        if all(values) and len(flat) == len(set(flat)):
            tags.append(name)
    required = [name for name in tags if all(name in required_of(branch) for branch in objects)]
    return next(iter(required or tags), None)


def kind_of(objects: list[Json]) -> str | None:
    """The property that says most about which of the objects one is, even if it cannot tell all apart."""
    if len(objects) < 2:
        return None
    shared = sorted(set.intersection(*(set(properties_of(branch)) for branch in objects)))

    def kinds(name: str) -> int:
        return len({tuple(tag_values(branch, name)) for branch in objects} - {()})

    best = max(shared, key=kinds, default=None)
    return best if best is not None and kinds(best) > 1 else None


def tag_values(branch: Json, tag: str) -> list[str]:
    """The strings that `branch` allows as its `tag`; empty when any other value is allowed as well."""
    values = values_of(properties_of(branch).get(tag))
    strings = [value for value in values if isinstance(value, str)]
    return strings if len(strings) == len([value for value in values if value is not None]) else []
