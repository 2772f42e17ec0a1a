"""Which branch of the old union is which of the new one."""

from collections.abc import Iterator

from attrs import field, frozen

from scripts.common.documents import Object, as_list
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import canonical, properties_of


@frozen(eq=False)
class Pair:
    """An old branch and the new one it became, and the tag's value that both have."""

    old: Object
    new: Object
    value: str = ""


@frozen(eq=False)
class Matching:
    """How the branches of two unions go together, and the property that tells them apart, if one does."""

    pairs: list[Pair] = field(factory=list)
    removed: list[Object] = field(factory=list)
    added: list[Object] = field(factory=list)
    tag: str | None = None


def match(old: list[Object], new: list[Object]) -> Matching:
    """Match branches that are alike: by their tag's values, and among those that share one by likeness."""
    tag = _tag(old, new) if len(old) + len(new) > 2 else None
    pairs: dict[tuple[int, int], Pair] = {}
    for value in _values_of_all(old, tag) if tag else [""]:
        here = [one for one in old if not tag or value in listed(one, tag)]
        there = [one for one in new if not tag or value in listed(one, tag)]
        for one, other in _alike(here, there):
            pairs.setdefault((id(one), id(other)), Pair(one, other, value))
    return Matching(
        pairs=list(pairs.values()),
        removed=[one for one in old if all(pair.old is not one for pair in pairs.values())],
        added=[one for one in new if all(pair.new is not one for pair in pairs.values())],
        tag=tag,
    )


def listed(branch: Object, name: str) -> list[str]:
    """The strings that `branch` lists for its property `name`; empty when it lists none."""
    schema = properties_of(branch).get(name, {})
    values = (
        [schema["const"]] if "const" in schema else as_list(schema.get("enum", schema.get(EXTENSIBLE_ENUM)))
    )
    return [value for value in values if isinstance(value, str)]


def _tag(old: list[Object], new: list[Object]) -> str | None:
    """The property that every branch lists values of, and that says most about which one it is."""
    branches = [*old, *new]
    names = set.intersection(*(set(properties_of(branch)) for branch in branches))
    listing = sorted(name for name in names if all(listed(branch, name) for branch in branches))

    def kinds(name: str) -> int:
        return max(len({tuple(sorted(listed(branch, name))) for branch in side}) for side in (old, new))

    best = max(listing, key=kinds, default=None)
    return best if best is not None and kinds(best) > 1 else None


def _values_of_all(branches: list[Object], tag: str) -> list[str]:
    return sorted({value for branch in branches for value in listed(branch, tag)})


def _alike(old: list[Object], new: list[Object]) -> Iterator[tuple[Object, Object]]:
    """Pairs, each branch in at most one: equal ones, then the most alike first."""
    others = {canonical(other): other for other in new}
    equal = [(one, other) for one in old if (other := others.pop(canonical(one), None)) is not None]
    yield from equal
    mine = [one for one in old if all(one is not pair[0] for pair in equal)]
    rest = [other for other in new if all(other is not pair[1] for pair in equal)]
    ranked = sorted(
        (-_likeness(one, other), place, position)
        for place, one in enumerate(mine)
        for position, other in enumerate(rest)
    )
    places: set[int] = set()
    positions: set[int] = set()
    # One that is left on either side is the other's, whatever became of it.
    alone = len(old) == len(new) == 1
    for likeness, place, position in ranked:
        if place not in places and position not in positions and (likeness <= 0 or alone):
            places.add(place)
            positions.add(position)
            yield mine[place], rest[position]


def _likeness(one: Object, other: Object) -> float:
    """How alike two branches are, from 0 to 2; less when a value of the one contradicts the other's."""
    mine, others = properties_of(one), properties_of(other)
    shared = mine.keys() & others.keys()
    both = [(listed(one, name), listed(other, name)) for name in sorted(shared)]
    told = [set(here) & set(there) for here, there in both if here and there]
    if not all(told):
        return -1
    return bool(told) + (len(shared) + 1) / (len(mine.keys() | others.keys()) + 1)
