"""Name every component after its schema path.

A name is made of the operation, the property that holds the schema and the value that distinguishes it from
its siblings, and of nothing else: a change elsewhere in a document does not affect it. The overlay's `x-names`
replaces names with those that users know, mostly from openai-python.
"""

import heapq
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from scripts.common.documents import Json, Object, as_object
from scripts.common.errors import PipelineError, printable
from scripts.contract.identifiers import (
    is_schema_name,
    join_identifier,
    singular,
    split_identifier,
    split_model_name,
)
from scripts.contract.merge_operations import MODEL
from scripts.contract.schema_paths import Root, find_components
from scripts.contract.schemas import (
    NULL,
    REFERENCE,
    UNIONS,
    branches_of,
    canonical,
    children,
    is_object,
    properties_of,
    target_of,
    with_children,
)
from scripts.contract.tags import partial_tag_of, tag_values


def name_components(
    components: Mapping[str, Object], roots: list[Root], chosen_names: Mapping[str, str]
) -> dict[str, str]:
    """Return the name of every component, by its key.

    `chosen_names` maps schema paths to names and takes precedence. If two of its paths lead to the same
    component, the first name stays. If request shapes have different components at one path, the name of those
    after the first starts with their model. Raises PipelineError if a chosen name is invalid or ambiguous.
    """
    names: dict[str, str] = {}
    #: The component that has a name, by the name in lower case.
    owners: dict[str, str] = {}
    for path, chosen in chosen_names.items():
        if not is_schema_name(chosen):
            raise PipelineError(
                f"gives the name {printable(repr(chosen))}",
                where=f"x-names, {path}",
                hint="use at most 45 letters, the first a capital, and neither Option, Field nor a class of Python",
            )
        for shape_number, key in find_components(components, roots, path):
            if key in names:
                continue
            full_name = chosen
            if shape_number > 0:
                model_parts = _model_parts(components, roots, path, shape_number)
                full_name = join_identifier([*model_parts, chosen])
            if full_name.casefold() in owners:
                raise PipelineError(
                    f"gives the name {full_name} to two different schemas",
                    where=f"x-names, {path}",
                    hint="choose another name for one of them",
                )
            names[key] = full_name
            owners[full_name.casefold()] = key
    for key, location in _nearest_locations(components, roots):
        if key not in names:
            candidates = _candidates(components, roots, location, names, key)
            names[key] = next(name for name in candidates if name.casefold() not in owners)
            owners[names[key].casefold()] = key
    return names


def _model_parts(
    components: Mapping[str, Object], roots: list[Root], path: str, shape_number: int
) -> list[str]:
    """Return the parts of the model's name of a request shape, of the family in which `path` starts."""
    label = path.split("/", maxsplit=1)[0]
    for root in roots:
        key = target_of(root.schema)
        if root.side == "request" and root.family.label == label and key is not None:
            branches = branches_of(components[key])
            target = target_of(branches[shape_number]) if shape_number < len(branches) else None
            models = tag_values(components[target], MODEL) if target is not None else []
            return split_model_name(models[0]) if models else ["Other"]
    return []


def with_names(schema: Json, names: Mapping[str, str]) -> Object:
    """Return `schema` with references by name instead of key, and the branches of unions ordered by name."""
    if not isinstance(schema, dict):
        raise TypeError("not a normalised schema")
    copy = with_children(schema, lambda child, _: with_names(child, names))
    for keyword in UNIONS:
        branches = copy.get(keyword)
        if isinstance(branches, list):
            copy[keyword] = sorted(branches, key=lambda branch: (branch == NULL, canonical(branch)))
    key = target_of(schema)
    if key is not None:
        copy["$ref"] = REFERENCE + names[key]
    discriminator = as_object(schema.get("discriminator"))
    if discriminator:
        mapping: Object = {
            value: REFERENCE + names[str(target).removeprefix(REFERENCE)]
            for value, target in as_object(discriminator.get("mapping")).items()
        }
        copy["discriminator"] = {**discriminator, "mapping": mapping}
    return copy


def unmatched_schema_paths(
    components: Mapping[str, Object], roots: list[Root], chosen_names: Mapping[str, str]
) -> list[str]:
    """Return the schema paths of `chosen_names` at which there is no component.

    Paths into families that have no operation here are not reported.
    """
    labels = {root.family.label for root in roots}
    return [
        path
        for path in chosen_names
        if path.split("/")[0] in labels and not find_components(components, roots, path)
    ]


@frozen(order=True)
class _Location:
    """A location of a component: the steps from a root, and the parts of its name."""

    distance: int
    #: Responses before streams before requests: users read their names most.
    rank: int
    text: str
    root: int
    #: The key of the component that contains it; None directly in a root.
    owner: str | None
    #: The last property on the way.
    noun: str
    #: Whether the property holds a list or a map of these.
    several: bool
    #: The value that distinguishes the component from its siblings; empty if there is none.
    tag: str


_RANKS = {"response": 0, "stream": 1, "request": 2}


def _nearest_locations(
    components: Mapping[str, Object], roots: list[Root]
) -> Iterator[tuple[str, _Location]]:
    """Yield every component, from the nearest to a root to the farthest, with its nearest location."""
    queue: list[tuple[_Location, str]] = []
    for index, root in enumerate(roots):
        start = _Location(
            distance=0,
            rank=_RANKS.get(root.side, 3),
            text=f"{root.family.label}/{root.side}",
            root=index,
            owner=None,
            noun="",
            several=False,
            tag="",
        )
        for location, key in _references(components, root.schema, start):
            heapq.heappush(queue, (location, key))
    seen: set[str] = set()
    while queue:
        location, key = heapq.heappop(queue)
        if key in seen:
            continue
        seen.add(key)
        yield key, location
        inside = evolve(location, owner=key, tag="")
        for further, target in _references(components, components[key], inside):
            if target not in seen:
                heapq.heappush(queue, (further, target))


def _references(
    components: Mapping[str, Object], schema: Json, at: _Location
) -> Iterator[tuple[_Location, str]]:
    """Yield the components that `schema`, which stands `at` a location, refers to, with their locations."""
    if not isinstance(schema, dict):
        return
    target = target_of(schema)
    if target is not None:
        yield at, target
        return
    branches = branches_of(schema)
    objects: list[Json] = [components[key] for branch in branches if (key := target_of(branch)) is not None]
    tag = partial_tag_of(objects)
    for branch in branches:
        key = target_of(branch)
        values = tag_values(components[key], tag) if key is not None and tag is not None else []
        text = f"{at.text}({values[0]})" if values else at.text
        location = evolve(at, distance=at.distance + 1, text=text, tag=values[0] if values else "")
        yield from _references(components, branch, location)
    for steps, child in children(schema):
        if steps[0] in UNIONS:
            continue
        if steps[0] == "properties":
            noun, several, text = str(steps[1]), False, f"{at.text}/{steps[1]}"
        else:
            noun, several, text = at.noun, True, at.text + ("[]" if steps[0] == "items" else "{}")
        location = evolve(at, distance=at.distance + 1, text=text, noun=noun, several=several)
        yield from _references(components, child, location)


def _candidates(
    components: Mapping[str, Object],
    roots: list[Root],
    location: _Location,
    names: Mapping[str, str],
    key: str,
) -> Iterator[str]:
    """Yield names for the component with `key` at `location`, the best first; the last ones are unique."""
    family = roots[location.root].family.name_parts
    side = roots[location.root].side
    noun = split_identifier(location.noun)
    if noun and location.several:
        noun[-1] = singular(noun[-1])
    is_request_shape = side == "request" and not location.noun
    tag = split_model_name(location.tag) if is_request_shape else split_identifier(location.tag)
    if tag[: len(family)] == family:
        tag = tag[len(family) :]
    if noun and tag[-len(noun) :] == noun:
        noun = []
    union = [] if is_object(components[key]) else ["Union"]
    ending = {"request": ["Create", "Params"], "stream": ["Event"]}.get(side, [])
    if location.noun:
        yield join_identifier([*family, *tag, *noun, *union])
    else:
        own = [*tag, *family, *ending] if side == "request" else [*family, *tag, *ending]
        yield join_identifier([*own, *(union if tag else [])])
    owner = split_identifier(names.get(location.owner or "", ""))
    yield join_identifier([*owner, *tag, *noun, *union])
    for property_name in sorted(properties_of(components[key])):
        yield join_identifier([*family, *tag, *noun, "With", *split_identifier(property_name)])
    # Letters made of the key, which no two components share.
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in key[:12])
    for length in (4, 8, 12):
        yield join_identifier([*family, *tag, *noun, letters[:length].capitalize(), *union])
