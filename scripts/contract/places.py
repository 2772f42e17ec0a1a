"""Places: where a schema stands in the API, in the words of the API.

A place is an operation's family, one of its sides, and the way from there:
`chat.completions/response/choices[]/message`. `[]` are the items of a list, `{}` the values of a map; in
parentheses stands what picks the branches of a union: a value of their consts, `.x` for having the property
x, `!x` for not having it.
"""

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from scripts.common.documents import Object
from scripts.common.sources import Operation
from scripts.contract.schemas import branches_of, is_object, properties_of, target_of, values_of
from scripts.contract.words import singular, words_of

_SLASH = re.compile(r"/(?![^(]*\))")
_PICKS = re.compile(r"(\[\]|\{\}|\([^)]*\))")
_VERSION = re.compile(r"v\d+(\.\d+)*", re.ASCII)


@frozen
class Family:
    """What belongs to one operation."""

    #: How places call it: `chat.completions`
    label: str
    #: How names begin: Chat, Completion
    words: list[str]


@frozen
class Root:
    """Where places start: the request, an answer or the stream of an operation."""

    family: Family
    #: `request`, `response`, `stream`, `event`, or the status of another answer
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


def find(components: Mapping[str, Object], roots: list[Root], place: str) -> list[tuple[int, str]]:
    """The components at `place`, each with the number of the request shape it stands in (from 0).

    Models whose requests have different shapes can have something different there; else there is one.
    """
    label, *segments = _SLASH.split(place)
    found: list[tuple[int, str]] = []
    for root in roots:
        side, *picks = _PICKS.split(segments[0]) if segments else [""]
        if (root.family.label, root.side) != (label, side):
            continue
        shapes = [root.schema]
        if len(segments) > 1 or any(picks):
            shapes = _branches(components, root.schema) if root.side == "request" else shapes
        for number, shape in enumerate(shapes):
            nodes = [shape]
            for pick in filter(None, picks):
                nodes = [child for node in nodes for child in _pick(components, node, pick)]
            for segment in segments[1:]:
                name, *picks_here = _PICKS.split(segment)
                nodes = [child for node in nodes for child in _property(components, node, name)]
                for pick in filter(None, picks_here):
                    nodes = [child for node in nodes for child in _pick(components, node, pick)]
            keys = {key for node in nodes for key in _keys(node)}
            if len(keys) == 1:
                found.append((number, keys.pop()))
    return found


def _branches(components: Mapping[str, Object], schema: Object) -> list[Object]:
    key = target_of(schema)
    return branches_of(components[key] if key is not None else schema) or [schema]


def _keys(node: Object) -> set[str]:
    key = target_of(node)
    if key is not None:
        return {key}
    return {key for branch in branches_of(node) if (key := target_of(branch)) is not None}


def _shapes(components: Mapping[str, Object], node: Object) -> Iterator[Object]:
    """What `node` may be, references and unions followed."""
    key = target_of(node)
    if key is not None:
        yield from _shapes(components, components[key])
        return
    branches = branches_of(node)
    for branch in branches:
        yield from _shapes(components, branch)
    if not branches:
        yield node


def _property(components: Mapping[str, Object], node: Object, wanted: str) -> Iterator[Object]:
    for shape in _shapes(components, node):
        child = properties_of(shape).get(wanted)
        if child is not None:
            yield child
            return


def _pick(components: Mapping[str, Object], node: Object, pick: str) -> Iterator[Object]:
    if pick[0] == "(":
        for branch in _branches(components, node):
            target = target_of(branch)
            schema = components[target] if target is not None else branch
            if branches_of(schema):
                yield from _pick(components, schema, pick)
            elif is_object(schema) and _holds(schema, pick[1:-1].split(",")):
                yield branch
        return
    keyword = "items" if pick == "[]" else "additionalProperties"
    for shape in _shapes(components, node):
        child = shape.get(keyword)
        if isinstance(child, dict):
            yield child


def _holds(schema: Object, conditions: list[str]) -> bool:
    properties = properties_of(schema)
    values = {value for child in properties.values() for value in values_of(child) if isinstance(value, str)}

    def holds(condition: str) -> bool:
        if condition.startswith("."):
            return condition[1:] in properties
        if condition.startswith("!"):
            return condition[1:] not in properties
        return condition in values

    return all(holds(condition) for condition in conditions)
