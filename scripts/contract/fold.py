"""Fold schemas that the overlay's actions have made equal into one."""

from collections.abc import Iterable, Set

from scripts.common.documents import Json, Object
from scripts.contract.naming import with_names
from scripts.contract.schemas import REFERENCE, canonical, with_children


def fold(schemas: dict[str, Object], order: Iterable[str], copies: Set[str] = frozenset()) -> dict[str, str]:
    """Return the name under which each schema remains: its own, or that of the equal schema first in `order`.

    Two schemas are equal if they differ in descriptions only. Folding two schemas can make the schemas that
    refer to them equal, so this repeats until nothing changes. Those in `copies` keep their names: they were different
    before a source changed them, and programs use both names.
    """
    rank = {name: position for position, name in enumerate(order)}
    final_names = {name: name for name in schemas}
    while True:
        equal_names: dict[str, list[str]] = {}
        for name in sorted(set(final_names.values())):
            schema = with_names(_without_descriptions(schemas[name]), final_names)
            own = name if name in copies else ""
            equal_names.setdefault(own + canonical(schema), []).append(name)
        merged = {
            name: min(names, key=lambda one: (rank.get(one, len(rank)), one))
            for names in equal_names.values()
            for name in names
        }
        if all(name == target for name, target in merged.items()):
            return final_names
        final_names = {name: merged[target] for name, target in final_names.items()}


def with_folded_references(node: Json, final_names: dict[str, str]) -> Json:
    """Return `node`, a part of the contract outside its schemas, with references to the remaining schemas."""
    if isinstance(node, dict):
        return {
            key: REFERENCE + final_names.get(value.removeprefix(REFERENCE), value.removeprefix(REFERENCE))
            if key == "$ref" and isinstance(value, str) and value.startswith(REFERENCE)
            else with_folded_references(value, final_names)
            for key, value in node.items()
        }
    return [with_folded_references(child, final_names) for child in node] if isinstance(node, list) else node


def _without_descriptions(schema: Json) -> Object:
    if not isinstance(schema, dict):
        raise TypeError("a component is a schema")
    copy = with_children(schema, lambda child, _: _without_descriptions(child))
    copy.pop("description", None)
    return copy
