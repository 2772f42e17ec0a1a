"""Name every component after its schema path.

A name is made of the operation, the property that holds the schema and the value that distinguishes it from
its siblings, and of nothing else: a change elsewhere in a document does not affect it. The overlay's `x-names`
replaces names with those that users know, mostly from openai-python.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from scripts.common.documents import Json, Object, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.schema_names import MAX_LENGTH
from scripts.contract.continuity import COPY, reachable, successors, with_targets
from scripts.contract.identifiers import (
    is_schema_name,
    join_identifier,
    join_model_name,
    letters_of,
    model_names,
    singular,
    split_identifier,
)
from scripts.contract.schema_paths import Root, find_components
from scripts.contract.schemas import (
    MODEL,
    NULL,
    REFERENCE,
    UNIONS,
    branches_of,
    canonical,
    children,
    digest,
    is_object,
    properties_of,
    target_of,
    with_children,
)
from scripts.contract.tags import partial_tag_of, tag_values


@frozen
class NamedComponents:
    """The components of the contract with their names, and the schemas that refer to them."""

    components: dict[str, Object]
    #: The name of each component, by its key.
    names: dict[str, str]
    #: The schema of each request and response, by operation, side and media type.
    roots: dict[tuple[str, ...], Object]
    #: The names of components that are equal to another one, and have a name of their own nevertheless.
    copies: set[str]
    #: The schema paths of the chosen names at which there is no component.
    unmatched: list[str]


def name_components(
    components: Mapping[str, Object],
    roots_by_source: Iterable[list[Root]],
    requests: Mapping[tuple[str, ...], Root],
    chosen_names: Mapping[str, str],
) -> NamedComponents:
    """Name the components source by source, so that no name depends on a later source.

    `roots_by_source` has the roots that each source adds or changes. `requests` has the request of each operation, which
    is a union if there are several request shapes. `chosen_names` maps schema paths to names and takes precedence. If two
    of its paths lead to the same component, the first name stays. If a request shape has another component at a path than
    the shapes before it, its name starts with its model. Raises PipelineError if a chosen name is invalid or ambiguous.
    """
    naming = _Naming(components, chosen_names)
    for roots in roots_by_source:
        naming.add(roots)
    naming.name_requests(requests)
    return naming.result(requests)


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
            # As if several request shapes were a union already.
            distance=1 if root.side == "request" else 0,
            rank=_RANKS.get(root.side, 3),
            text=f"{root.api.label}/{root.side}",
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


def _lettered(name: str, key: str, ending: str = "") -> Iterator[str]:
    """Yield `name` with letters made of `key`, which no two components share."""
    for length in (4, 8, 12):
        yield join_identifier([name, letters_of(key[:length]).capitalize(), ending])


class _Naming:
    """The names chosen so far."""

    def __init__(self, hoisted: Mapping[str, Object], chosen_names: Mapping[str, str]) -> None:
        self._hoisted = hoisted
        self._chosen = chosen_names
        #: The chosen names in lower case, which no other component gets.
        self._reserved = {name.casefold() for name in chosen_names.values()}
        self.components: dict[str, Object] = {}
        self.names: dict[str, str] = {}
        #: The component that has a name, by the name in lower case. No name is given twice.
        self._owners: dict[str, str] = {}
        #: The roots as they are now, by their place.
        self._roots: dict[tuple[str, ...], Root] = {}
        #: The same roots as they were hoisted, without copies of components.
        self._hoisted_roots: dict[tuple[str, ...], Root] = {}
        #: The components of requests, which no later source changes.
        self._of_requests: set[str] = set()
        #: The keys of components that differ from another one in their name only.
        self._copies: set[str] = set()
        #: The names of whole requests, by their place.
        self._request_names: dict[tuple[str, ...], str] = {}
        #: The schema paths at which there are components.
        self._matched: set[str] = set()
        for path, chosen in chosen_names.items():
            if not is_schema_name(chosen):
                raise PipelineError(
                    f"gives the name {printable(repr(chosen))}",
                    where=f"x-names, {path}",
                    hint=f"use at most {MAX_LENGTH} letters, the first a capital, and neither Option, Field nor a class of "
                    "Python",
                )

    def add(self, source_roots: list[Root]) -> None:
        """Add the roots of one source, and name the components that only it has."""
        changed = self._roots_of_changed_operations(source_roots)
        for root in source_roots:
            if root.place not in self._roots:
                self._roots[root.place] = root
                for key in reachable(self._hoisted, [root.schema]):
                    self.components.setdefault(key, self._hoisted[key])
        self._carry_on(changed)
        self._hoisted_roots |= {root.place: root for root in source_roots}
        roots = [self._roots[place] for place in {root.place: None for root in [*source_roots, *changed]}]
        for root in roots:
            if root.side == "request":
                self._of_requests |= reachable(self.components, [root.schema])
                self._name_request_shape(root)
        self._apply_chosen_names(roots)
        for key, location in _nearest_locations(self.components, roots):
            if key not in self.names:
                self._set_name(key, self._candidates(roots[location.root], location, key))

    def _roots_of_changed_operations(self, source_roots: list[Root]) -> list[Root]:
        """Return the roots to carry names on to if a source changes any: all responses and streams of its operation.

        Responses precede streams: if only one of two equal components changes, the one in the response keeps the name.
        """
        if not any(root.place in self._roots for root in source_roots):
            return []
        hoisted = self._hoisted_roots | {root.place: root for root in source_roots}
        operations = {root.place[0] for root in source_roots}
        affected = [
            root
            for place, root in hoisted.items()
            if place in self._roots and place[0] in operations and root.side != "request"
        ]
        return sorted(affected, key=lambda root: _RANKS.get(root.side, 3))

    def name_requests(self, requests: Mapping[tuple[str, ...], Root]) -> None:
        """Name the whole requests: the unions of several request shapes, or the only shape."""
        named: set[str] = set()
        for place, root in requests.items():
            key = target_of(root.schema)
            if key is not None and key not in named:
                named.add(key)
                self.components.setdefault(key, self._hoisted[key])
                self.names[key] = self._request_names[place]
                self._owners[self.names[key].casefold()] = key

    def result(self, requests: Mapping[tuple[str, ...], Root]) -> NamedComponents:
        """Return the components that the roots refer to, with their names in the order in which they were given."""
        roots = {place: root.schema for place, root in self._roots.items() if root.side != "request"}
        roots |= {place: root.schema for place, root in requests.items()}
        keys = reachable(self.components, roots.values())
        ordered = [
            key for name, key in self._owners.items() if key in keys and self.names[key].casefold() == name
        ]
        labels = {root.api.label for root in self._roots.values()}
        return NamedComponents(
            components={key: self.components[key] for key in ordered},
            names={key: self.names[key] for key in ordered},
            roots=roots,
            copies={self.names[key] for key in self._copies & keys},
            unmatched=[
                path for path in self._chosen if path.split("/")[0] in labels and path not in self._matched
            ],
        )

    def _carry_on(self, changed: list[Root]) -> None:
        """Put changed roots in the place of those before them, with the names of the components in the same places.

        A component that requests or other operations have as well keeps its name there, and gets another one here. Two
        components that have become equal keep their two names.
        """
        if not changed:
            return
        before, names_before = dict(self.components), dict(self.names)
        places = {root.place for root in changed}
        others = [root.schema for place, root in self._roots.items() if place not in places]
        in_use = reachable(before, others)
        for key in reachable(self._hoisted, (root.schema for root in changed)) - in_use:
            self.components[key] = self._hoisted[key]
        assigned: dict[tuple[str, str], str] = {}
        pending: list[tuple[str, str]] = []

        def assign(old_key: str, new_key: str) -> str:
            pair = (old_key, new_key)
            if pair not in assigned:
                free = old_key not in in_use and self._owners[names_before[old_key].casefold()] == old_key
                assigned[pair] = self._inherit(old_key, new_key, names_before[old_key]) if free else new_key
                pending.append(pair)
            return assigned[pair]

        def carried_on(old: Object, new: Object) -> Object:
            targets = {
                (steps, new_key): assign(old_key, new_key)
                for steps, old_key, new_key in successors(before, self._hoisted, old, new)
            }
            return with_targets(new, targets)

        for root in changed:
            schema = carried_on(self._roots[root.place].schema, root.schema)
            self._roots[root.place] = evolve(root, schema=schema)
        while pending:
            old_key, new_key = pending.pop(0)
            if assigned[old_key, new_key] not in in_use:
                schema = carried_on(before[old_key], self._hoisted[new_key])
                self.components[assigned[old_key, new_key]] = schema

    def _inherit(self, old_key: str, new_key: str, name: str) -> str:
        """Give the name of one component to the one in its place; return the key of the latter, or of a copy of it."""
        if self.names.get(new_key, name) != name:
            new_key = f"{new_key}{COPY}{name}"
            self._copies.add(new_key)
        if new_key != old_key:
            del self.names[old_key]
        self.names[new_key] = name
        self._owners[name.casefold()] = new_key
        return new_key

    def _name_request_shape(self, root: Root) -> None:
        """Name a request shape after its model, and reserve the name of the whole request."""
        place = root.place[:-1]
        if place not in self._request_names:
            path = f"{root.api.label}/request"
            chosen = [self._chosen[path]] if path in self._chosen and path not in self._matched else []
            self._matched.add(path)
            name = join_identifier([*root.api.name_parts, "Create", "Params"])
            candidates = [
                *chosen,
                name,
                *(join_identifier([name, *split_identifier(part)]) for part in place),
            ]
            self._request_names[place] = self._first_free([*candidates, *_lettered(name, digest([*place]))])
            self._owners[self._request_names[place].casefold()] = ""
        key = target_of(root.schema)
        if key is not None and key not in self.names:
            name = self._request_names[place]
            self._set_name(key, [join_model_name(model, name) for model in self._model_names(root)])

    def _model_names(self, root: Root) -> list[str]:
        """Return the names of the first model of a request shape, the best first."""
        key = target_of(root.schema)
        models = tag_values(self.components[key], MODEL) if key is not None else []
        return model_names(models[0]) if models else ["Other", *_lettered("Other", digest(root.schema))]

    def _apply_chosen_names(self, roots: list[Root]) -> None:
        """Give chosen names to the components of `roots` that have no name. Raises PipelineError if one is ambiguous."""
        labels = {root.api.label for root in roots}
        #: The path of each chosen name that this source brings.
        paths: dict[str, str] = {}
        for path, chosen in self._chosen.items():
            if path.split("/")[0] not in labels or path.endswith("/request"):
                continue
            for root, key in find_components(self.components, roots, path):
                self._matched.add(path)
                if key in self.names:
                    continue
                if root.shape > 0:
                    self._set_name(key, [join_model_name(model, chosen) for model in self._model_names(root)])
                    continue
                if paths.setdefault(chosen.casefold(), path) != path:
                    raise PipelineError(
                        f"gives the name {chosen} to two different schemas",
                        where=f"x-names, {path}",
                        hint="choose another name for one of them",
                    )
                if chosen.casefold() not in self._owners:
                    self.names[key] = chosen
                    self._owners[chosen.casefold()] = key

    def _set_name(self, key: str, candidates: Iterable[str]) -> None:
        self.names[key] = self._first_free(candidates)
        self._owners[self.names[key].casefold()] = key

    def _first_free(self, candidates: Iterable[str]) -> str:
        """Return the first candidate that no component has."""
        return next(name for name in candidates if name.casefold() not in self._owners)

    def _candidates(self, root: Root, location: _Location, key: str) -> Iterator[str]:
        """Yield names for the component with `key` at `location`, the best first; the last ones are unique."""
        api = root.api.name_parts
        noun = split_identifier(location.noun)
        if noun and location.several:
            noun[-1] = singular(noun[-1])
        tag = split_identifier(location.tag)
        if tag[: len(api)] == api:
            tag = tag[len(api) :]
        if noun and tag[-len(noun) :] == noun:
            noun = []
        union = [] if is_object(self.components[key]) else ["Union"]
        ending = {"request": ["Create", "Params"], "stream": ["Event"]}.get(root.side, [])
        if location.noun:
            name = join_identifier([*api, *tag, *noun, *union])
        else:
            own = [*tag, *api, *ending] if root.side == "request" else [*api, *tag, *ending]
            name = join_identifier([*own, *(union if tag else [])])
        is_chosen = name.casefold() in self._reserved
        if not is_chosen:
            yield name
        if root.shape > 0:
            yield from (join_model_name(model, name) for model in self._model_names(root))
        owner = split_identifier(self._owner_name(root, location.owner))
        further = [join_identifier([*owner, *tag, *noun, *union])]
        for property_name in sorted(properties_of(self.components[key])):
            further.append(join_identifier([*api, *tag, *noun, "With", *split_identifier(property_name)]))
        further += _lettered(join_identifier([*api, *tag, *noun]), key, *union)
        yield from (name for name in further if name.casefold() not in self._reserved)

    def _owner_name(self, root: Root, owner: str | None) -> str:
        """Return the name of a component that contains another, in names of the latter."""
        if (
            owner is not None
            and root.side == "request"
            and root.shape == 0
            and owner == target_of(root.schema)
        ):
            return self._request_names[root.place[:-1]]
        return self.names.get(owner or "", "")
