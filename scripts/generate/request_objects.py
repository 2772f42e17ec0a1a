"""The objects in a request, as data with which a client leaves out nulls that the API does not need."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from scripts.generate.api import ApiOperation, ObjectSchema, Schema
from scripts.generate.discriminators import members
from scripts.generate.types import NULL, Anything, ListOf, MapOf, Named, PythonType

#: Levels of objects below the request: a message, its tool calls, and the function of one.
_MAX_DEPTH = 3


@frozen
class RequestObjectContext:
    """The template's view of an object in a request, or in an array in it; of a union, of all its objects together."""

    required_nulls: list[str]
    """The properties that a schema requires and lets be null."""
    objects: Mapping[str, "RequestObjectContext"]
    """The objects in its properties."""


def request_objects(
    operation: ApiOperation, schemas: Mapping[str, Schema]
) -> Mapping[str, RequestObjectContext]:
    """Return the objects in the body of a request, by property; an empty mapping if there is no body.

    Objects whose keys are data, such as JSON Schemas, are left out: a null in them has a meaning.
    """
    if operation.body is None:
        return {}
    return _context([*_objects_in(operation.body, schemas)], schemas, _MAX_DEPTH).objects


def _context(found: list[ObjectSchema], schemas: Mapping[str, Schema], depth: int) -> RequestObjectContext:
    required_nulls: set[str] = set()
    inner: dict[str, list[ObjectSchema]] = {}
    data: set[str] = set()
    for schema in found:
        for field in schema.properties:
            if field.required and NULL in members(field.type, schemas):
                required_nulls.add(field.name)
            if _holds_data(field.type, schemas):
                data.add(field.name)
            inner.setdefault(field.name, []).extend(_objects_in(field.type, schemas))
    return RequestObjectContext(
        required_nulls=sorted(required_nulls),
        objects={
            name: _context(objects, schemas, depth - 1)
            for name, objects in sorted(inner.items())
            if objects and depth and name not in data
        },
    )


def _objects_in(type_: PythonType, schemas: Mapping[str, Schema]) -> Iterator[ObjectSchema]:
    """Yield the object schemas that `type_`, or an item of it if it is an array, is a union of."""
    for member in members(type_, schemas):
        if isinstance(member, ListOf):
            yield from _objects_in(member.item, schemas)
        elif isinstance(member, Named) and isinstance(schema := schemas[member.name], ObjectSchema):
            yield schema


def _holds_data(type_: PythonType, schemas: Mapping[str, Schema]) -> bool:
    """Return whether a value of `type_`, or an item of it, can be any JSON, or an object whose keys are data."""
    return any(
        isinstance(member, Anything | MapOf)
        or (isinstance(member, ListOf) and _holds_data(member.item, schemas))
        for member in members(type_, schemas)
    )
