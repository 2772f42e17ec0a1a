"""Find the tag of a union: the property whose value distinguishes its branches."""

from scripts.common.documents import Json
from scripts.contract.schemas import MODEL, properties_of, required_of, values_of


def tag_of(objects: list[Json]) -> str | None:
    """Return the property whose value distinguishes each of the objects from all others, or None.

    Every object has to list the values of the property, and no value may be in two of them. A property that
    all objects require is preferred, then the model, then the first by name.
    """
    if len(objects) < 2:
        return None
    tags: list[str] = []
    for name in _shared_properties(objects):
        values = [tag_values(branch, name) for branch in objects]
        flat = [value for branch in values for value in branch]
        if all(values) and len(flat) == len(set(flat)):
            tags.append(name)
    required = [name for name in tags if all(name in required_of(branch) for branch in objects)]
    return next(iter(required or tags), None)


def partial_tag_of(objects: list[Json]) -> str | None:
    """Return the property whose value divides the objects into the most groups, or None if none does."""
    if len(objects) < 2:
        return None

    def group_count(name: str) -> int:
        return len({tuple(tag_values(branch, name)) for branch in objects} - {()})

    best = max(_shared_properties(objects), key=group_count, default=None)
    return best if best is not None and group_count(best) > 1 else None


def _shared_properties(objects: list[Json]) -> list[str]:
    """Return the names of the properties that all objects have, the model first."""
    first, *others = [properties_of(branch) for branch in objects]
    shared = (name for name in first if all(name in other for other in others))
    return sorted(shared, key=lambda name: (name != MODEL, name))


def tag_values(branch: Json, tag: str) -> list[str]:
    """Return the strings that `branch` allows as its `tag`; empty if it allows any other value but null."""
    values = values_of(properties_of(branch).get(tag))
    strings = [value for value in values if isinstance(value, str)]
    return strings if len(strings) == len([value for value in values if value is not None]) else []
