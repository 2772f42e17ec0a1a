"""Give every component the name a person would give it.

A name comes from the place where a schema stands, in the words of the API: the operation, the property
that holds it, and the value that tells it from its siblings. It comes from nothing else, so that a change
somewhere else in a document changes no name. The overlay's `x-names` says where people would call it
otherwise (most often because openai-python does).
"""

import heapq
import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from scripts.contract.schemas import (
    REFERENCE,
    UNIONS,
    branches_of,
    canonical,
    children,
    is_object,
    properties_of,
    target_of,
    values_of,
    with_children,
)
from scripts.contract.tags import kind_of, tag_values
from scripts.contract.words import is_name, name_from, singular, words_of
from scripts.documents import Json, Object
from scripts.faults import Fault, printable
from scripts.sources import Operation

_SLASH = re.compile(r"/(?![^(]*\))")
_PICKS = re.compile(r"(\[\]|\{\}|\([^)]*\))")
_VERSION = re.compile(r"v\d+(\.\d+)*", re.ASCII)


@frozen
class Family:
    """What the names of one operation have in common."""

    #: How places call it: `chat.completions`
    label: str
    #: How names begin: Chat, Completion
    words: list[str]


@frozen
class Root:
    """Where names start: the request, an answer or the stream of an operation."""

    family: Family
    #: `request`, `response`, `stream`, or the status of another answer
    side: str
    schema: Object


def family_of(operation: Operation) -> Family:
    """`POST /v1/chat/completions` is of the family chat.completions: ChatCompletion."""
    parts = [
        part
        for part in operation.path.split("/")
        if part and not _VERSION.fullmatch(part) and not part.startswith("{")
    ]
    words = [word for part in parts[:-1] for word in words_of(part)]
    words += [singular(word) for part in parts[-1:] for word in words_of(part)]
    return Family(label=".".join(parts), words=words or ["Api"])


def name(components: Mapping[str, Object], roots: list[Root], given: Mapping[str, str]) -> dict[str, str]:
    """The name of every component, by its key. Raises Fault.

    `given` maps places to names; it wins. A place is a root and the way from it, such as
    `chat.completions/response/choices[]/message`, with `[]` for the items of a list, `{}` for the values
    of a map, and in parentheses what picks one branch of a union: a value of its consts, `.x` for having
    the property x, `!x` for not having it.
    """
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    for place, chosen in given.items():
        if not is_name(chosen):
            raise Fault(
                f"gives the name {printable(repr(chosen))}",
                where=f"x-names, {place}",
                remedy="use a capitalised name of at most 45 letters, without Option, Field or a digit at the end",
            )
        key = _Map(components, roots).find(place)
        if key is None or key in names:
            continue
        if owners.get(chosen.casefold(), key) != key:
            raise Fault(
                f"gives the name {chosen} to two different schemas",
                where=f"x-names, {place}",
                remedy="name one of them otherwise",
            )
        names[key] = chosen
        owners[chosen.casefold()] = key
    for key, place in _nearest(components, roots):
        if key not in names:
            chosen = next(
                option for option in _options(components, roots, place, names, key) if option.casefold() not in owners
            )
            names[key] = chosen
            owners[chosen.casefold()] = key
    return names


def renamed(schema: Json, names: Mapping[str, str]) -> Object:
    """`schema`, referring to components by their names in place of their keys; unions in the names' order."""
    if not isinstance(schema, dict):
        raise TypeError("normalise has let through what is no schema")
    copy = with_children(schema, lambda child, _: renamed(child, names))
    for keyword in UNIONS:
        branches = copy.get(keyword)
        if isinstance(branches, list):
            copy[keyword] = sorted(branches, key=lambda branch: (branch == {"type": "null"}, canonical(branch)))
    key = target_of(schema)
    if key is not None:
        copy["$ref"] = REFERENCE + names[key]
    discriminator = schema.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    if isinstance(discriminator, dict) and isinstance(mapping, dict):
        targets: Object = {
            value: REFERENCE + names[target.removeprefix(REFERENCE)]
            for value, target in mapping.items()
            if isinstance(target, str)
        }
        copy["discriminator"] = {**discriminator, "mapping": targets}
    return copy


def missing_places(components: Mapping[str, Object], roots: list[Root], given: Mapping[str, str]) -> list[str]:
    """The places that `given` names and that are not there, in families that are."""
    labels = {root.family.label for root in roots}
    finder = _Map(components, roots)
    return [place for place in given if place.split("/")[0] in labels and finder.find(place) is None]


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
        start = _Place(0, _RANKS.get(root.side, 3), f"{root.family.label}/{root.side}", index, None, "", False, "")
        for place, key in _leads(components, root.schema, start):
            heapq.heappush(queue, (place, key))
    seen: set[str] = set()
    while queue:
        place, key = heapq.heappop(queue)
        if key in seen:
            continue
        seen.add(key)
        yield key, place
        start = _Place(
            place.distance, place.rank, place.text, place.root, key, place.noun, place.several, ""
        )
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
            _Place(at.distance + 1, at.rank, where, at.root, at.owner, at.noun, at.several, *values[:1] or [""]),
        )
    for steps, child in children(schema):
        if steps[0] in ("anyOf", "oneOf"):
            continue
        if steps[0] == "properties":
            noun, several, text = str(steps[1]), False, f"{at.text}/{steps[1]}"
        else:
            noun, several, text = at.noun, True, at.text + ("[]" if steps[0] == "items" else "{}")
        yield from _leads(
            components, child, _Place(at.distance + 1, at.rank, text, at.root, at.owner, noun, several, at.tag)
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
    tag = words_of(place.tag.rsplit("/", 1)[-1])
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
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in key[:12])
    for length in (4, 8, 12):
        yield name_from([*family, *tag, *noun, letters[:length].capitalize(), *union])


class _Map:
    """Finds the component at a place."""

    def __init__(self, components: Mapping[str, Object], roots: list[Root]) -> None:
        self.components = components
        self.roots = roots

    def find(self, place: str) -> str | None:
        label, *segments = _SLASH.split(place)
        for root in self.roots:
            nodes: list[Object] = [root.schema]
            for index, segment in enumerate(segments):
                property_name, *picks = _PICKS.split(segment)
                if index == 0:
                    nodes = nodes if (root.family.label, root.side) == (label, property_name) else []
                else:
                    nodes = [child for node in nodes for child in self._property(node, property_name)]
                for pick in filter(None, picks):
                    nodes = [child for node in nodes for child in self._pick(node, pick)]
            keys = {key for node in nodes for key in self._keys(node)}
            if len(keys) == 1:
                return keys.pop()
        return None

    def _keys(self, node: Object) -> set[str]:
        key = target_of(node)
        if key is not None:
            return {key}
        return {key for branch in branches_of(node) if (key := target_of(branch)) is not None}

    def _shapes(self, node: Object) -> Iterator[Object]:
        """What `node` may be, references and unions followed."""
        key = target_of(node)
        if key is not None:
            yield from self._shapes(self.components[key])
            return
        branches = branches_of(node)
        for branch in branches:
            yield from self._shapes(branch)
        if not branches:
            yield node

    def _property(self, node: Object, wanted: str) -> Iterator[Object]:
        for shape in self._shapes(node):
            child = properties_of(shape).get(wanted)
            if child is not None:
                yield child
                return

    def _pick(self, node: Object, pick: str) -> Iterator[Object]:
        if pick[0] == "(":
            key = target_of(node)
            union = self.components[key] if key is not None else node
            for branch in branches_of(union):
                target = target_of(branch)
                if target is not None and _holds(self.components[target], pick[1:-1].split(",")):
                    yield branch
            return
        keyword = "items" if pick == "[]" else "additionalProperties"
        for shape in self._shapes(node):
            child = shape.get(keyword)
            if isinstance(child, dict):
                yield child


def _holds(schema: Object, conditions: list[str]) -> bool:
    properties = properties_of(schema)
    values = {value for child in properties.values() for value in values_of(child) if isinstance(value, str)}
    return all(
        condition[1:] in properties
        if condition[0] == "."
        else condition[1:] not in properties
        if condition[0] == "!"
        else condition in values
        for condition in conditions
        if condition
    )
