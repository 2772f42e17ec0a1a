"""Request bodies of several shapes, as classes that create an object of the shape that the values select."""

from collections.abc import Mapping

from attrs import evolve, field, frozen

from scripts.generate.annotations import MODELS, annotation, fixed_names
from scripts.generate.api import AliasSchema, Api, Schema
from scripts.generate.discriminators import members, objects
from scripts.generate.models import FieldContext
from scripts.generate.names import attribute_names
from scripts.generate.params import request_properties, with_one_list
from scripts.generate.types import NULL, Named, names_in, union_of

#: Any sequence is accepted, so that a list of objects of one shape is a list of those of all shapes.
_ARGUMENTS = evolve(MODELS, list_template="Sequence[{}]", map_template="Mapping[str, {}]")


@frozen
class RequestUnionContext:
    """The class of a request body that is one of several objects."""

    parameters: list[FieldContext]
    """The parameters of its constructor: the properties of all shapes. Required ones come first."""
    imports: list[str] = field(factory=list)
    """The named schemas that their annotations use."""


def request_union_contexts(api: Api) -> dict[str, RequestUnionContext]:
    """Return the context of each named schema that is a request body, and a union of objects only."""
    names = [operation.body.name for operation in api.operations if isinstance(operation.body, Named)]
    return {
        name: _context(name, api.schemas)
        for name in dict.fromkeys(names)
        if isinstance(schema := api.schemas[name], AliasSchema)
        and len(found := members(schema.type, api.schemas)) > 1
        and len(objects(schema.type, api.schemas)) == len(found)
    }


def union_bases(unions: Mapping[str, RequestUnionContext], api: Api) -> dict[str, list[str]]:
    """Return the unions that each object schema is a member of."""
    bases: dict[str, list[str]] = {}
    for name in sorted(unions):
        for member in objects(Named(name), api.schemas):
            bases.setdefault(member.name, []).append(name)
    return bases


def _context(name: str, schemas: Mapping[str, Schema]) -> RequestUnionContext:
    properties = request_properties(name, schemas)
    types = {
        each.name: with_one_list(each.type if each.required else union_of([each.type, NULL]), schemas)
        for each in properties
    }
    attributes = attribute_names(types, schemas.keys() | fixed_names(MODELS))
    return RequestUnionContext(
        parameters=[
            FieldContext(
                name=attributes[each.name],
                annotation=annotation(types[each.name], _ARGUMENTS, schemas),
                required=each.required,
                docstring="",
            )
            for each in sorted(properties, key=lambda each: not each.required)
        ],
        imports=sorted({used for type_ in types.values() for used in names_in(type_)} - {name}),
    )
