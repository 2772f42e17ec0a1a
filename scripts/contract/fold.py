"""Make one schema of those that the repairs have made equal."""

from collections.abc import Iterable

from scripts.common.documents import Json, Object
from scripts.contract.naming import renamed
from scripts.contract.schemas import REFERENCE, canonical, with_children


def fold(schemas: dict[str, Object], order: Iterable[str]) -> dict[str, str]:
    """Where each schema goes: its own name, or that of its equal that is first in `order`.

    Two schemas are equal when they say the same of values; the words on them do not count. Folding two
    makes what refers to them equal in turn, so this goes on until nothing changes.
    """
    rank = {name: place for place, name in enumerate(order)}
    final = {name: name for name in schemas}
    while True:
        groups: dict[str, list[str]] = {}
        for name in sorted(set(final.values())):
            groups.setdefault(canonical(renamed(_wordless(schemas[name]), final)), []).append(name)
        merged = {
            name: min(group, key=lambda one: (rank.get(one, len(rank)), one))
            for group in groups.values()
            for name in group
        }
        if all(name == target for name, target in merged.items()):
            return final
        final = {name: merged[target] for name, target in final.items()}


def folded(node: Json, final: dict[str, str]) -> Json:
    """What stands outside the schemas, referring to where they went."""
    if isinstance(node, dict):
        return {
            key: REFERENCE + final.get(value.removeprefix(REFERENCE), value.removeprefix(REFERENCE))
            if key == "$ref" and isinstance(value, str) and value.startswith(REFERENCE)
            else folded(value, final)
            for key, value in node.items()
        }
    return [folded(child, final) for child in node] if isinstance(node, list) else node


def _wordless(schema: Json) -> Object:
    if not isinstance(schema, dict):
        raise TypeError("a component is a schema")
    copy = with_children(schema, lambda child, _: _wordless(child))
    copy.pop("description", None)
    return copy
