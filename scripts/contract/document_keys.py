"""The keys of a document outside of its schemas: which are known, and how unsupported ones are recorded.

Known keys are read, or have no meaning for a client. Any other key may state a fact. It is recorded as a digest, reported
with its location, and compared by drift, like an unsupported keyword of a schema.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from scripts.common.documents import Json, Object, as_object
from scripts.common.errors import PipelineError
from scripts.common.pointers import follow, parse_pointer, pointer
from scripts.common.sources import METHODS, Source
from scripts.contract.schemas import UNSUPPORTED, Steps, digest

#: The location of an object in terms of an operation of the contract, so that it is the same in all documents. It starts
#: with `document`, `path` or `operation`. A parameter is at `operation`, `parameters`, the value of `in`, and its name.
Place: TypeAlias = tuple[str, ...]

#: By type of OpenAPI object: first the keys that are read, then those that only describe or have no meaning for a client.
#: Extensions, whose names start with `x-`, are always ignored.
KNOWN_KEYS: dict[str, tuple[str, ...]] = {
    "document": (
        *("components", "openapi", "paths", "security", "servers"),
        *("$self", "externalDocs", "info", "tags"),
    ),
    "path": ("description", "parameters", "summary", *METHODS),
    "operation": (
        *("deprecated", "parameters", "requestBody", "responses", "security"),
        *("description", "externalDocs", "operationId", "summary", "tags"),
    ),
    "parameter": (
        *("allowReserved", "content", "deprecated", "explode", "in", "name", "required", "schema", "style"),
        *("description", "example", "examples"),
    ),
    "requestBody": ("content", "description", "required"),
    "mediaType": ("itemSchema", "schema", "example", "examples"),
    "response": ("content", "description", "headers", "summary"),
    "header": (
        *("content", "deprecated", "explode", "required", "schema", "style"),
        *("description", "example", "examples"),
    ),
}


@frozen
class UnsupportedKey:
    """A key that has no effect on the contract, because it is not supported."""

    #: The object that has the key.
    place: Place
    key: str
    #: A digest of the value.
    digest: str
    #: The document and the location of the key in it.
    origin: str


def unsupported_keys(
    holder: Object, object_type: str, place: Place, name: str, at: Steps
) -> Iterator[UnsupportedKey]:
    """Yield the unsupported keys of `holder`, which is at the steps `at` in the document `name`.

    `object_type` is a key of KNOWN_KEYS, and `place` the location of `holder` in the contract.
    """
    for key, value in holder.items():
        if key == UNSUPPORTED:  # In a contract.
            for recorded, recorded_digest in as_object(value).items():
                yield UnsupportedKey(place, recorded, str(recorded_digest), f"{name}#{pointer(at)}")
        elif key not in KNOWN_KEYS[object_type] and not key.startswith("x-"):
            yield unsupported_key(place, key, value, name, at)


def unsupported_key(place: Place, key: str, value: Json, name: str, at: Steps) -> UnsupportedKey:
    """Return the unsupported `key` of the object at the steps `at` in the document `name`."""
    return UnsupportedKey(place, key, digest(value), f"{name}#{pointer((*at, key))}")


def surrounding_keys(document: Object, source: Source) -> list[UnsupportedKey]:
    """Return the unsupported keys of the document and of the path item of an operation, and its callbacks.

    Their references are not resolved, so a digest covers the targets of all references, direct and indirect. Raises
    PipelineError if the path item is a reference with operations next to it, which OpenAPI leaves undefined.
    """
    path, method = source.operation.path, source.operation.method
    item = as_object(as_object(document.get("paths")).get(path))
    if "$ref" in item:
        raise PipelineError(
            "is a reference with operations next to it",
            where=f"{source.name}#{pointer(('paths', path, '$ref'))}",
            hint="keep one of the two in the document",
        )
    callbacks = {key: value for key, value in as_object(item.get(method)).items() if key == "callbacks"}
    found: list[UnsupportedKey] = []
    holders: tuple[tuple[Object, str, Steps], ...] = (
        (document, "document", ()),
        (item, "path", ("paths", path)),
        (callbacks, "operation", ("paths", path, method)),
    )
    for holder, object_type, at in holders:
        resolved: Object = {
            key: value
            if key in KNOWN_KEYS[object_type] or key == UNSUPPORTED
            else _with_targets(value, document)
            for key, value in holder.items()
        }
        found += unsupported_keys(resolved, object_type, (object_type,), source.name, at)
    return found


def digests_by_place(keys: Iterable[UnsupportedKey]) -> dict[Place, dict[str, str]]:
    """Return the digest of each key, by the location of its object.

    If documents have different values, it is the digest of their digests.
    """
    digests: dict[Place, dict[str, set[str]]] = {}
    for key in keys:
        digests.setdefault(key.place, {}).setdefault(key.key, set()).add(key.digest)
    return {
        place: {
            name: found.pop() if len(found) == 1 else digest([*sorted(found)])
            for name, found in sorted(by_key.items())
        }
        for place, by_key in digests.items()
    }


def _with_targets(value: Json, document: Object) -> Json:
    """Return a list of `value` and the targets of its references, each once.

    References are replaced by indexes of that list, so that the names of components do not matter.
    """
    numbers: dict[str, int] = {}
    targets: list[Json] = [value]

    def with_numbers(node: Json) -> Json:
        if isinstance(node, list):
            return [with_numbers(child) for child in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#"):
            return {key: with_numbers(child) for key, child in node.items()}
        if reference not in numbers:
            numbers[reference] = len(targets)
            targets.append(follow(document, parse_pointer(reference[1:])))
        siblings = {key: with_numbers(child) for key, child in node.items() if key != "$ref"}
        return {**siblings, "$ref": numbers[reference]}

    result: list[Json] = []
    while len(result) < len(targets):
        result.append(with_numbers(targets[len(result)]))
    return result
