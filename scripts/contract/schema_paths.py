"""Schema paths: where a schema stands in the API.

A schema path starts with the name of an operation's API and one of its sides and continues with property names:
`chat.completions/response/choices[]/message`. `[]` stands for the items of a list and `{}` for the values of a
map. Parentheses select branches of a union by conditions with commas between them: a value of one of their
consts, `.x` for having the property x, `!x` for not having it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from scripts.common.documents import Object
from scripts.common.sources import Operation
from scripts.contract.identifiers import singular, split_identifier
from scripts.contract.schemas import branches_of, is_object, properties_of, target_of, values_of

_SLASH = re.compile(r"/(?![^(]*\))")
_SELECTORS = re.compile(r"(\[\]|\{\}|\([^)]*\))")
_VERSION = re.compile(r"v\d+(\.\d+)*", re.ASCII)


@frozen
class ApiName:
    """The name of the API that an operation belongs to; schema paths and the names of schemas start with it."""

    #: The start of schema paths: `chat.completions`.
    label: str
    #: The start of names: Chat and Completion.
    name_parts: list[str]


@frozen
class Root:
    """A schema at which schema paths start: the request, a response or the stream of an operation."""

    api: ApiName
    #: `request`, `response`, `stream`, `event`, or the status of a response that is an error.
    side: str
    schema: Object
    #: The operation, the side and the media type, and what distinguishes several roots there. A root with the same place
    #: as one before it takes its place.
    place: tuple[str, ...]
    #: The number of the request shape; 0 for everything else.
    shape: int = 0


def api_name_of(operation: Operation) -> ApiName:
    """Return the name of the API of an operation: `chat.completions` for `POST /v1/chat/completions`."""
    segments = [
        segment
        for segment in operation.path.split("/")
        if segment and not _VERSION.fullmatch(segment) and not segment.startswith("{")
    ]
    parts = [part for segment in segments[:-1] for part in split_identifier(segment)]
    parts += [singular(part) for segment in segments[-1:] for part in split_identifier(segment)]
    return ApiName(label=".".join(segments), name_parts=parts or ["Api"])


def find_components(
    components: Mapping[str, Object], roots: Iterable[Root], path: str
) -> list[tuple[Root, str]]:
    """Return the keys of the components at the schema path `path`, each with the root in which it was found.

    Request shapes are roots of their own, and can differ in the component at the path.
    """
    label, *segments = _SLASH.split(path)
    found: list[tuple[Root, str]] = []
    for root in roots:
        side, *selectors = _SELECTORS.split(segments[0]) if segments else [""]
        if (root.api.label, root.side) != (label, side):
            continue
        keys = _keys_at(components, root.schema, selectors, segments[1:])
        if len(keys) == 1:
            found.append((root, keys.pop()))
    return found


def find_objects(components: Mapping[str, Object], roots: list[Root], path: str) -> list[str]:
    """Return the keys of all objects at the schema path `path`, those of every request shape, each once.

    If there is a union, they are the objects in it.
    """
    label, *segments = _SLASH.split(path)
    side, *selectors = _SELECTORS.split(segments[0]) if segments else [""]
    found: list[str] = []
    for root in roots:
        if (root.api.label, root.side) == (label, side):
            for shape in _branches(components, root.schema):
                found += sorted(_keys_at(components, shape, selectors, segments[1:]))
    objects: list[str] = []
    while found:
        key = found.pop(0)
        targets = [target for branch in branches_of(components[key]) if (target := target_of(branch))]
        if targets:
            found = [*targets, *found]
        elif key not in objects:
            objects.append(key)
    return objects


def _keys_at(
    components: Mapping[str, Object], shape: Object, selectors: list[str], segments: list[str]
) -> set[str]:
    """Return the keys of the components to which `selectors`, and then `segments` of a schema path, lead from `shape`."""
    nodes = _selected(components, [shape], selectors)
    for segment in segments:
        name, *selectors_here = _SELECTORS.split(segment)
        nodes = [child for node in nodes for child in _property(components, node, name)]
        nodes = _selected(components, nodes, selectors_here)
    return {key for node in nodes for key in _component_keys(node)}


def _selected(components: Mapping[str, Object], nodes: list[Object], selectors: list[str]) -> list[Object]:
    """Return the nodes that `selectors`, applied one after the other, lead to from `nodes`."""
    for selector in filter(None, selectors):
        nodes = [child for node in nodes for child in _select(components, node, selector)]
    return nodes


def _branches(components: Mapping[str, Object], schema: Object) -> list[Object]:
    key = target_of(schema)
    return branches_of(components[key] if key is not None else schema) or [schema]


def _component_keys(node: Object) -> set[str]:
    key = target_of(node)
    if key is not None:
        return {key}
    return {key for branch in branches_of(node) if (key := target_of(branch)) is not None}


def _alternatives(components: Mapping[str, Object], node: Object) -> Iterator[Object]:
    """Yield the schemas that `node` stands for, with references and unions followed."""
    key = target_of(node)
    if key is not None:
        yield from _alternatives(components, components[key])
        return
    branches = branches_of(node)
    for branch in branches:
        yield from _alternatives(components, branch)
    if not branches:
        yield node


def _property(components: Mapping[str, Object], node: Object, name: str) -> Iterator[Object]:
    """Yield the property called `name` of the first alternative that has it."""
    for alternative in _alternatives(components, node):
        child = properties_of(alternative).get(name)
        if child is not None:
            yield child
            return


def _select(components: Mapping[str, Object], node: Object, selector: str) -> Iterator[Object]:
    """Yield the items, the map values or the branches of `node` that `selector` stands for."""
    if selector[0] == "(":
        for branch in _branches(components, node):
            target = target_of(branch)
            schema = components[target] if target is not None else branch
            if branches_of(schema):
                yield from _select(components, schema, selector)
            elif is_object(schema) and _satisfies(schema, selector[1:-1].split(",")):
                yield branch
        return
    keyword = "items" if selector == "[]" else "additionalProperties"
    for alternative in _alternatives(components, node):
        child = alternative.get(keyword)
        if isinstance(child, dict):
            yield child


def _satisfies(schema: Object, conditions: list[str]) -> bool:
    properties = properties_of(schema)
    values = {value for child in properties.values() for value in values_of(child) if isinstance(value, str)}

    def satisfied(condition: str) -> bool:
        if condition.startswith("."):
            return condition[1:] in properties
        if condition.startswith("!"):
            return condition[1:] not in properties
        return condition in values

    return all(satisfied(condition) for condition in conditions)
