"""The modules of named schemas, as the templates need them."""

from collections.abc import Container, Iterable, Iterator, Mapping

from attrs import evolve, frozen

from scripts.common.reserved_names import client_members, response_members
from scripts.generate.annotations import EVALUATED, MODELS, annotation, fixed_names
from scripts.generate.api import AliasSchema, Api, ObjectSchema, Property, Schema
from scripts.generate.literals import docstring, literal
from scripts.generate.names import attribute_names
from scripts.generate.readers import reader_of_alias, reader_spec
from scripts.generate.types import NULL, Named, PythonType, names_in, union_of


@frozen
class FieldContext:
    """A field of a class, or a key of a typed dictionary."""

    name: str
    annotation: str
    required: bool
    docstring: str


@frozen
class ModelContext:
    """The module of an object schema."""

    name: str
    docstring: str
    imports: list[str]
    fields: list[FieldContext]
    field_readers: dict[str, str]
    """By attribute: the expression for how to read it, if it holds objects."""
    attribute_names: dict[str, str]
    """By JSON name, as an expression: the attribute, if its name differs."""


@frozen
class AliasContext:
    """The module of a schema without properties."""

    name: str
    docstring: str
    imports: list[str]
    annotation: str
    evaluated: str
    """The alias as an expression that is evaluated at run time."""
    reader: str


def model_contexts(api: Api) -> dict[str, ModelContext | AliasContext]:
    """Return the context of each named schema."""
    schemas = api.schemas
    types = schemas.keys() | fixed_names(MODELS)
    members = {**client_members()}
    for name in _response_names(api):
        members[name] = members.get(name, frozenset()) | response_members()
    return {
        name: _model(
            evolve(schema, properties=(*schema.properties, *_absent_properties(name, api))),
            schemas,
            types,
            members.get(name, frozenset()),
        )
        if isinstance(schema, ObjectSchema)
        else _alias(schema, schemas)
        for name, schema in schemas.items()
    }


def _absent_properties(name: str, api: Api) -> Iterator[Property]:
    for key, type_ in api.absent_properties.get(name, {}).items():
        yield Property(key, type_, required=False, description="None: this service does not document it.")


def _response_names(api: Api) -> Iterator[str]:
    """Yield the schemas of successful responses, and of the objects that they list: the client extends their classes."""
    for operation in api.operations:
        for response in operation.responses:
            if response.status[0] == "2" and isinstance(response.type, Named):
                yield response.type.name
                schema = api.schemas[response.type.name]
                listed = operation.listing.items if operation.listing else ""
                if isinstance(schema, ObjectSchema) and listed in schema.by_name:
                    yield from names_in(schema.by_name[listed].type)


def _imports(schema: Schema, types: Iterable[PythonType]) -> list[str]:
    return sorted({name for type_ in types for name in names_in(type_)} - {schema.name})


def _model(
    schema: ObjectSchema,
    schemas: Mapping[str, Schema],
    types: Container[str],
    members: Container[str],
) -> ModelContext:
    names = attribute_names([field.name for field in schema.properties], types, members)
    readers = {names[field.name]: reader_spec(field.type, schemas) for field in schema.properties}
    return ModelContext(
        name=schema.name,
        docstring=docstring(schema.description, 4),
        imports=_imports(schema, [field.type for field in schema.properties]),
        fields=[
            FieldContext(
                name=names[field.name],
                # A missing field reads as None.
                annotation=annotation(
                    field.type if field.required else union_of([field.type, NULL]), MODELS, schemas
                ),
                required=field.required,
                docstring=docstring(field.description, 4),
            )
            for field in schema.properties
        ],
        field_readers={name: expression for name, expression in readers.items() if expression},
        attribute_names={literal(name): attribute for name, attribute in names.items() if name != attribute},
    )


def _alias(schema: AliasSchema, schemas: Mapping[str, Schema]) -> AliasContext:
    return AliasContext(
        name=schema.name,
        docstring=docstring(schema.description, 4),
        imports=_imports(schema, [schema.type]),
        annotation=annotation(schema.type, MODELS, schemas),
        evaluated=annotation(schema.type, EVALUATED, schemas),
        reader=reader_of_alias(schema.type, schemas),
    )
