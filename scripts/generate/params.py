"""The typed dictionaries for request bodies, as the template needs them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from attrs import frozen

from scripts.generate.annotations import Dialect, annotation, fixed_names, params_dialect
from scripts.generate.api import AliasSchema, ObjectSchema, Property, Schema
from scripts.generate.discriminators import members
from scripts.generate.literals import docstring
from scripts.generate.models import FieldContext
from scripts.generate.names import is_plain
from scripts.generate.types import STRING, ListOf, Named, PythonType, Union, names_in, union_of


@frozen
class TypedDictContext:
    """A typed dictionary, or an alias."""

    name: str
    docstring: str
    fields: list[FieldContext]
    is_functional: bool
    """Whether it is written as a call of `TypedDict`, because a key is not an identifier."""
    annotation: str | None = None
    """The type that an alias stands for; None for a typed dictionary."""


def typed_dict_contexts(
    bodies: Iterable[PythonType], schemas: Mapping[str, Schema]
) -> list[TypedDictContext]:
    """Return the context of each schema that a request body can hold, in the order of definition."""
    types = [*bodies]
    roots = {type_.name for type_ in types if isinstance(type_, Named)}
    names = request_schemas(types, schemas)
    dialect = params_dialect(names)
    types_named = fixed_names(dialect) | {dialect.name(name) for name in schemas}
    contexts = {
        name: _context(schemas[name], dialect, schemas, types_named, is_root=name in roots)
        for name in sorted(names)
    }
    # An alias is evaluated at its definition, so it follows the aliases that it names.
    aliases = {name: schemas[name] for name, context in contexts.items() if context.annotation}
    dependencies = {
        name: [other for other in names_in(schema.type) if other in aliases]
        for name, schema in aliases.items()
        if isinstance(schema, AliasSchema)
    }
    classes = [context for name, context in contexts.items() if name not in aliases]
    return [*classes, *(contexts[name] for name in TopologicalSorter(dependencies).static_order())]


def request_schemas(bodies: Iterable[PythonType], schemas: Mapping[str, Schema]) -> set[str]:
    """Return the names of the schemas that request bodies can hold."""
    types = [*bodies]
    names: set[str] = set()
    for type_ in types:  # The list grows while it is traversed.
        new = set(names_in(type_)) - names
        names |= new
        for name in sorted(new):
            schema = schemas[name]
            if isinstance(schema, ObjectSchema):
                types.extend(field.type for field in schema.properties)
            else:
                types.append(schema.type)
    return names


def request_properties(name: str, schemas: Mapping[str, Schema]) -> list[Property]:
    """Return the properties of the request body `name`; for a union of request shapes, those of all of them."""
    return _properties(schemas[name], schemas)


def request_type(field: Property) -> PythonType:
    """Return the type of a request property, which for an open one includes any string."""
    return union_of([field.type, STRING]) if field.is_open else field.type


def _context(
    schema: Schema,
    dialect: Dialect,
    schemas: Mapping[str, Schema],
    types: Container[str],
    *,
    is_root: bool,
) -> TypedDictContext:
    name = dialect.name(schema.name)
    # A request body that is a union becomes one dictionary with the keys of all its members, which a function can
    # take by `Unpack`.
    properties = _properties(schema, schemas) if is_root or isinstance(schema, ObjectSchema) else []
    if not properties and isinstance(schema, AliasSchema):
        type_ = annotation(with_one_list(schema.type, schemas), dialect, schemas)
        return TypedDictContext(name, docstring(schema.description), [], False, type_)
    fields = [_field(field, dialect, schemas) for field in properties]
    # In the body of a class, a key hides the type of its name from the annotations of the others.
    is_functional = any(not is_plain(field.name) or field.name in types for field in fields)
    text = docstring(schema.description, 0 if is_functional else 4)
    return TypedDictContext(name, text, fields, is_functional)


def _field(field: Property, dialect: Dialect, schemas: Mapping[str, Schema]) -> FieldContext:
    type_ = annotation(with_one_list(request_type(field), schemas), dialect, schemas)
    return FieldContext(
        name=field.name,
        annotation=type_ if field.required else f"NotRequired[{type_}]",
        required=field.required,
        docstring=docstring(field.description, 4),
    )


def _properties(schema: Schema, schemas: Mapping[str, Schema]) -> list[Property]:
    if isinstance(schema, ObjectSchema):
        return [*schema.properties]
    return [*_merged(_object_members(schema, schemas))]


def _object_members(schema: AliasSchema, schemas: Mapping[str, Schema]) -> list[ObjectSchema]:
    """Return the objects that `schema` is a union of; an empty list if it can be anything else."""
    found = [
        schemas.get(part.name) if isinstance(part, Named) else None for part in members(schema.type, schemas)
    ]
    objects = [member for member in found if isinstance(member, ObjectSchema)]
    return objects if len(objects) == len(found) else []


def _merged(schemas: list[ObjectSchema]) -> Iterator[Property]:
    """Yield the properties of all `schemas`; one is required if all of them require it."""
    fields: dict[str, list[Property]] = {}
    for schema in schemas:
        for field in schema.properties:
            fields.setdefault(field.name, []).append(field)
    for name, same in fields.items():
        yield Property(
            name=name,
            type=union_of([field.type for field in same]),
            required=len(same) == len(schemas) and all(field.required for field in same),
            description=next((field.description for field in same if field.description), None),
            is_open=any(field.is_open for field in same),
        )


def with_one_list(type_: PythonType, schemas: Mapping[str, Schema]) -> PythonType:
    """Return a union with its lists merged into one: type checkers infer the type of a list display only then.

    Named unions with lists are written out if there are other lists.
    """
    if sum(isinstance(member, ListOf) for member in members(type_, schemas)) < 2:
        return type_
    written = [
        part
        for member in (type_.members if isinstance(type_, Union) else (type_,))
        for part in (members(member, schemas) if _is_list_alias(member, schemas) else [member])
    ]
    lists = [member for member in written if isinstance(member, ListOf)]
    others = [member for member in written if not isinstance(member, ListOf)]
    return union_of([ListOf(union_of([member.item for member in lists])), *others])


def _is_list_alias(type_: PythonType, schemas: Mapping[str, Schema]) -> bool:
    return isinstance(type_, Named) and any(isinstance(member, ListOf) for member in members(type_, schemas))
