"""Match the branches of an old union with those of the new one."""

from collections.abc import Iterator

from attrs import field, frozen

from scripts.common.documents import Object, as_list, as_object
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import canonical, properties_of


@frozen(eq=False)
class BranchPair:
    """An old branch, the new branch that it became, and the value of the tag that both list."""

    old: Object
    new: Object
    value: str = ""


@frozen(eq=False)
class Matching:
    """The matched, removed and added branches of two unions. `tag` is the property that distinguishes the branches."""

    pairs: list[BranchPair] = field(factory=list)
    removed: list[Object] = field(factory=list)
    added: list[Object] = field(factory=list)
    tag: str | None = None


def match_branches(old: list[Object], new: list[Object]) -> Matching:
    """Match branches by the values of their tag; branches that share a value, or have no tag, by similarity."""
    tag = _find_tag(old, new) if len(old) + len(new) > 2 else None
    old_groups, new_groups = _by_value(old, tag), _by_value(new, tag)
    pairs: dict[tuple[int, int], BranchPair] = {}
    for value in sorted(old_groups):
        for one, other in _match_similar(old_groups[value], new_groups.get(value, [])):
            pairs.setdefault((id(one), id(other)), BranchPair(one, other, value))
    matched_old, matched_new = {one for one, _ in pairs}, {other for _, other in pairs}
    return Matching(
        pairs=list(pairs.values()),
        removed=[branch for branch in old if id(branch) not in matched_old],
        added=[branch for branch in new if id(branch) not in matched_new],
        tag=tag,
    )


def _by_value(branches: list[Object], tag: str | None) -> dict[str, list[Object]]:
    """Return the branches by the values that they list for their tag; all under an empty text if there is no tag."""
    if not tag:
        return {"": branches}
    groups: dict[str, list[Object]] = {}
    for branch in branches:
        for value in dict.fromkeys(listed_values(branch, tag)):
            groups.setdefault(value, []).append(branch)
    return groups


def listed_values(branch: Object, name: str) -> list[str]:
    """Return the strings that `branch` lists for its property `name`; empty if it lists none."""
    schema = as_object(as_object(branch.get("properties")).get(name))
    values = (
        [schema["const"]] if "const" in schema else as_list(schema.get("enum", schema.get(EXTENSIBLE_ENUM)))
    )
    return [value for value in values if isinstance(value, str)]


def _find_tag(old: list[Object], new: list[Object]) -> str | None:
    """Return the property that distinguishes most branches, of those for which every branch lists values."""
    branches = [*old, *new]
    candidates = sorted(
        name for name in properties_of(branches[0]) if all(listed_values(branch, name) for branch in branches)
    )

    def distinct_values(name: str) -> int:
        return max(
            len({tuple(sorted(listed_values(branch, name))) for branch in union}) for union in (old, new)
        )

    best = max(candidates, key=distinct_values, default=None)
    return best if best is not None and distinct_values(best) > 1 else None


def _match_similar(old: list[Object], new: list[Object]) -> Iterator[tuple[Object, Object]]:
    """Yield pairs of an old and a new branch: equal ones first, then the most similar. Each branch occurs once."""
    new_by_text = {canonical(branch): branch for branch in new}
    equal = [
        (branch, match) for branch in old if (match := new_by_text.pop(canonical(branch), None)) is not None
    ]
    yield from equal
    equal_ids = {id(branch) for pair in equal for branch in pair}
    old_rest = [branch for branch in old if id(branch) not in equal_ids]
    new_rest = [branch for branch in new if id(branch) not in equal_ids]
    ranked = sorted(
        (-_similarity(one, other), old_index, new_index)
        for old_index, one in enumerate(old_rest)
        for new_index, other in enumerate(new_rest)
    )
    matched_old: set[int] = set()
    matched_new: set[int] = set()
    # A single branch on either side is matched, however dissimilar the two are.
    only_pair = len(old) == len(new) == 1
    for negative_similarity, old_index, new_index in ranked:
        unmatched = old_index not in matched_old and new_index not in matched_new
        if unmatched and (negative_similarity <= 0 or only_pair):
            matched_old.add(old_index)
            matched_new.add(new_index)
            yield old_rest[old_index], new_rest[new_index]


def _similarity(old: Object, new: Object) -> float:
    """Return how similar two branches are, from 0 to 2; -1 if both list values of a property and none in common."""
    old_properties, new_properties = properties_of(old), properties_of(new)
    shared = old_properties.keys() & new_properties.keys()
    listed = [(listed_values(old, name), listed_values(new, name)) for name in sorted(shared)]
    common_values = [set(old_list) & set(new_list) for old_list, new_list in listed if old_list and new_list]
    if not all(common_values):
        return -1
    return bool(common_values) + (len(shared) + 1) / (len(old_properties.keys() | new_properties.keys()) + 1)
