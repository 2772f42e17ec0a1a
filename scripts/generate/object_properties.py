"""The properties of the objects in a request, as data with which a client writes tools and output formats."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from scripts.generate.api import ObjectSchema, Schema
from scripts.generate.discriminators import members, members_and_items
from scripts.generate.types import NULL, Anything, ListOf, MapOf, Named, PythonType

#: Levels of objects below the request: a tool, and its function.
_MAX_DEPTH = 2

#: More objects than any published request has; those beyond are left out.
_MAX_OBJECTS = 1_000


@frozen
class ObjectPropertiesContext:
    """The template's view of the objects at one place in a request; of a union, of all of them together."""

    path: str
    """The properties that lead to the place, with slashes between them; empty for the request itself."""
    properties: list[str]
    required: list[str]
    """The properties that each of the objects requires."""
    lists: list[str]
    """The properties that are an array in each of the objects with them."""
    is_closed: bool
    """True if none of the objects can have other properties."""


def object_properties(body: ObjectSchema, schemas: Mapping[str, Schema]) -> Iterator[ObjectPropertiesContext]:
    """Yield the objects in a request, outer ones first. Those whose keys are data are left out."""
    pending: list[tuple[str, int, list[ObjectSchema]]] = [("", 0, [body])]
    for path, depth, found in pending:  # The list grows while it is traversed.
        if len(pending) > _MAX_OBJECTS:
            return
        required = [{field.name for field in schema.properties if field.required} for schema in found]
        yield ObjectPropertiesContext(
            path,
            sorted({field.name for schema in found for field in schema.properties}),
            sorted(set[str].intersection(*required)),
            sorted(_lists(found, schemas)),
            all(schema.is_closed for schema in found),
        )
        if depth == _MAX_DEPTH:
            continue
        types: dict[str, list[PythonType]] = {}
        for schema in found:
            for field in schema.properties:
                types.setdefault(field.name, []).append(field.type)
        for name, several in sorted(types.items()):
            parts = [*members_and_items(several, schemas)]
            named = [schemas[part.name] for part in parts if isinstance(part, Named)]
            inner = [schema for schema in named if isinstance(schema, ObjectSchema)]
            if inner and not any(isinstance(part, Anything | MapOf) for part in parts):
                pending.append((f"{path}/{name}" if path else name, depth + 1, inner))


def _lists(found: Sequence[ObjectSchema], schemas: Mapping[str, Schema]) -> set[str]:
    """Return the properties that are an array, and nothing else, in each of some objects with them."""
    fields = [field for schema in found for field in schema.properties]
    others = {
        field.name
        for field in fields
        if not all(isinstance(part, ListOf) or part == NULL for part in members(field.type, schemas))
    }
    return {field.name for field in fields} - others
