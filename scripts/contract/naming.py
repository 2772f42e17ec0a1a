"""Give every component the name a person would give it.

A name comes from the place where a schema stands, in the words of the API: the operation, the property
that holds it, and the value that tells it from its siblings. It comes from nothing else, so that a change
somewhere else in a document changes no name. The overlay's `x-names` says where people would call it
otherwise (most often because openai-python does).
"""

import heapq
from collections.abc import Iterator, Mapping

from attrs import frozen

from scripts.common.documents import Json, Object, as_object
from scripts.common.errors import PipelineError, printable
from scripts.contract.merge import MODEL
from scripts.contract.places import Root, find
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
from scripts.contract.tags import kind_of, tag_values
from scripts.contract.words import is_name, model_words, name_from, singular, words_of


def name(components: Mapping[str, Object], roots: list[Root], given: Mapping[str, str]) -> dict[str, str]:
    """The name of every component, by its key. Raises PipelineError.

    `given` maps places to names; it wins. Where two places hold the same schema, the first name stays. Where
    models have different schemas at one place, those after the first have the model's name in front.
    """
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    for place, chosen in given.items():
        if not is_name(chosen):
            raise PipelineError(
                f"gives the name {printable(repr(chosen))}",
                where=f"x-names, {place}",
                hint="use at most 45 letters, the first a capital, and neither Option nor Field",
            )
        for shape, key in find(components, roots, place):
            if key in names:
                continue
            full = (
                chosen if shape == 0 else name_from([*_model_words(components, roots, place, shape), chosen])
            )
            if full.casefold() in owners:
                raise PipelineError(
                    f"gives the name {full} to two different schemas",
                    where=f"x-names, {place}",
                    hint="name one of them otherwise",
                )
            names[key] = full
            owners[full.casefold()] = key
    for key, nearest in _nearest(components, roots):
        if key not in names:
            options = _options(components, roots, nearest, names, key)
            names[key] = next(option for option in options if option.casefold() not in owners)
            owners[names[key].casefold()] = key
    return names


def _model_words(components: Mapping[str, Object], roots: list[Root], place: str, shape: int) -> list[str]:
    """The words of the model whose request is the one numbered `shape` in the family of `place`."""
    for root in roots:
        key = target_of(root.schema)
        if (
            root.side == "request"
            and root.family.label == place.split("/", maxsplit=1)[0]
            and key is not None
        ):
            branches = branches_of(components[key])
            target = target_of(branches[shape]) if shape < len(branches) else None
            models = tag_values(components[target], MODEL) if target is not None else []
            return model_words(models[0]) if models else ["Other"]
    return []


def renamed(schema: Json, names: Mapping[str, str]) -> Object:
    """`schema`, referring to components by their names in place of their keys; unions in the names' order."""
    if not isinstance(schema, dict):
        raise TypeError("normalise has let through what is no schema")
    copy = with_children(schema, lambda child, _: renamed(child, names))
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


def missing_places(
    components: Mapping[str, Object], roots: list[Root], given: Mapping[str, str]
) -> list[str]:
    """The places that `given` names and that are not there, in families that are."""
    labels = {root.family.label for root in roots}
    return [place for place in given if place.split("/")[0] in labels and not find(components, roots, place)]


@frozen(order=True)
class _Place:
    """The nearest place where a component stands."""

    distance: int
    #: Answers before streams before requests: their names are the ones people read.
    rank: int
    text: str
    root: int
    owner: str | None
    #: The last property on the way, and whether it is a list of these.
    noun: str
    several: bool
    #: The value that tells the component from its siblings, if one does.
    tag: str


_RANKS = {"response": 0, "stream": 1, "request": 2}


def _nearest(components: Mapping[str, Object], roots: list[Root]) -> Iterator[tuple[str, _Place]]:
    """Every component, from the nearest to the farthest, with the place that names it."""
    queue: list[tuple[_Place, str]] = []
    for index, root in enumerate(roots):
        start = _Place(
            0, _RANKS.get(root.side, 3), f"{root.family.label}/{root.side}", index, None, "", False, ""
        )
        for place, key in _leads(components, root.schema, start):
            heapq.heappush(queue, (place, key))
    seen: set[str] = set()
    while queue:
        place, key = heapq.heappop(queue)
        if key in seen:
            continue
        seen.add(key)
        yield key, place
        start = _Place(place.distance, place.rank, place.text, place.root, key, place.noun, place.several, "")
        for further, target in _leads(components, components[key], start):
            if target not in seen:
                heapq.heappush(queue, (further, target))


def _leads(components: Mapping[str, Object], schema: Json, at: _Place) -> Iterator[tuple[_Place, str]]:
    """Where the references within `schema` lead, which stands `at`."""
    if not isinstance(schema, dict):
        return
    target = target_of(schema)
    if target is not None:
        yield at, target
        return
    branches = branches_of(schema)
    objects: list[Json] = [components[key] for branch in branches if (key := target_of(branch)) is not None]
    tag = kind_of(objects)
    for branch in branches:
        key = target_of(branch)
        values = tag_values(components[key], tag) if key is not None and tag is not None else []
        where = f"{at.text}({values[0]})" if values else at.text
        yield from _leads(
            components,
            branch,
            _Place(
                at.distance + 1, at.rank, where, at.root, at.owner, at.noun, at.several, *values[:1] or [""]
            ),
        )
    for steps, child in children(schema):
        if steps[0] in ("anyOf", "oneOf"):
            continue
        if steps[0] == "properties":
            noun, several, text = str(steps[1]), False, f"{at.text}/{steps[1]}"
        else:
            noun, several, text = at.noun, True, at.text + ("[]" if steps[0] == "items" else "{}")
        yield from _leads(
            components,
            child,
            _Place(at.distance + 1, at.rank, text, at.root, at.owner, noun, several, at.tag),
        )


def _options(
    components: Mapping[str, Object], roots: list[Root], place: _Place, names: Mapping[str, str], key: str
) -> Iterator[str]:
    """Names for the component at `place`, the best first; the last is free for certain."""
    family = roots[place.root].family.words
    side = roots[place.root].side
    noun = words_of(place.noun)
    if noun and place.several:
        noun[-1] = singular(noun[-1])
    tag = model_words(place.tag) if side == "request" and not place.noun else words_of(place.tag)
    if tag[: len(family)] == family:
        tag = tag[len(family) :]
    if noun and tag[-len(noun) :] == noun:
        noun = []
    union = [] if is_object(components[key]) else ["Union"]
    end = {"request": ["Create", "Params"], "stream": ["Event"]}.get(side, [])
    if not place.noun:
        own = [*tag, *family, *end] if side == "request" else [*family, *tag, *end]
        yield name_from([*own, *(union if tag else [])])
    else:
        yield name_from([*family, *tag, *noun, *union])
    owner = words_of(names.get(place.owner or "", ""))
    yield name_from([*owner, *tag, *noun, *union])
    for property_name in sorted(properties_of(components[key])):
        yield name_from([*family, *tag, *noun, "With", *words_of(property_name)])
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in key[:12])
    for length in (4, 8, 12):
        yield name_from([*family, *tag, *noun, letters[:length].capitalize(), *union])
