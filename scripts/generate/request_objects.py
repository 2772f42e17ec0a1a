"""The objects in a request, as data with which a client leaves out nulls that the API does not need."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from scripts.generate.api import ObjectSchema, Schema
from scripts.generate.discriminators import members, members_and_items
from scripts.generate.types import NULL, Anything, MapOf, Named, PythonType

#: Levels of objects below the request: a message, its tool calls, and the function of one.
_MAX_DEPTH = 4

#: More objects than any published request has; those beyond are left out. Schemas of many properties that refer to one
#: another could describe millions.
_MAX_OBJECTS = 1_000


@frozen
class RequestObjectContext:
    """The template's view of an object in a request, or in an array in it; of a union, of all its objects together."""

    required_nulls: list[str]
    """The properties that a schema requires and lets be null."""
    objects: Mapping[str, "RequestObjectContext"]
    """The objects in its properties."""


def request_objects(
    body: PythonType | None, schemas: Mapping[str, Schema]
) -> Mapping[str, RequestObjectContext]:
    """Return the objects in the body of a request, by property; an empty mapping if there is no body.

    Objects whose keys are data, such as JSON Schemas, are left out: a null in them has a meaning.
    """
    objects: dict[str, RequestObjectContext] = {}
    pending = [([*_objects_in(body, schemas)] if body else [], 1, objects)]
    contexts = 0
    for found, depth, target in pending:  # The list grows while it is traversed: outer objects come first.
        for name, inner in sorted(_inner_objects(found, schemas).items()):
            contexts += 1
            if contexts > _MAX_OBJECTS:
                return objects
            below: dict[str, RequestObjectContext] = {}
            target[name] = RequestObjectContext(_required_nulls(inner, schemas), below)
            if depth < _MAX_DEPTH:
                pending.append((inner, depth + 1, below))
    return objects


def have_other_nulls(
    objects: Mapping[str, RequestObjectContext], others: Mapping[str, RequestObjectContext]
) -> bool:
    """Return whether a property of `objects` requires other nulls than that of `others`, or is not in `others`."""
    return any(
        name not in others
        or context.required_nulls != others[name].required_nulls
        or have_other_nulls(context.objects, others[name].objects)
        for name, context in objects.items()
    )


def _required_nulls(found: list[ObjectSchema], schemas: Mapping[str, Schema]) -> list[str]:
    properties = (field for schema in found for field in schema.properties)
    return sorted(
        {field.name for field in properties if field.required and NULL in members(field.type, schemas)}
    )


def _inner_objects(
    found: list[ObjectSchema], schemas: Mapping[str, Schema]
) -> Mapping[str, list[ObjectSchema]]:
    """Return the objects in the properties of some objects, by property; none for a property that can hold data."""
    inner: dict[str, list[ObjectSchema]] = {}
    data: set[str] = set()
    for schema in found:
        for field in schema.properties:
            if _holds_data(field.type, schemas):
                data.add(field.name)
            inner.setdefault(field.name, []).extend(_objects_in(field.type, schemas))
    return {name: objects for name, objects in inner.items() if objects and name not in data}


def _objects_in(type_: PythonType, schemas: Mapping[str, Schema]) -> Iterator[ObjectSchema]:
    """Yield the object schemas that `type_`, or an item of it if it is an array, is a union of."""
    for member in members_and_items([type_], schemas):
        if isinstance(member, Named) and isinstance(schema := schemas[member.name], ObjectSchema):
            yield schema


def _holds_data(type_: PythonType, schemas: Mapping[str, Schema]) -> bool:
    """Return whether a value of `type_`, or an item of it, can be any JSON, or an object whose keys are data."""
    return any(isinstance(member, Anything | MapOf) for member in members_and_items([type_], schemas))
