"""What the modules of named schemas say, ready for the templates."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from scripts.generate.annotations import EVALUATED, MODELS, annotation
from scripts.generate.contract import AliasSchema, ObjectSchema, Schema
from scripts.generate.kinds import kind, reader
from scripts.generate.literals import docstring, literal
from scripts.generate.names import attribute_names
from scripts.generate.shapes import NULL, Shape, any_of, names_in


@frozen
class Field:
    """A field of a class, or a key of a typed dictionary."""

    name: str
    annotation: str
    required: bool
    docstring: str


@frozen
class ClassPage:
    """The module of an object schema."""

    name: str
    docstring: str
    imports: list[str]
    fields: list[Field]
    kinds: dict[str, str]
    aliases: dict[str, str]


@frozen
class AliasPage:
    """The module of a schema of another kind."""

    name: str
    docstring: str
    imports: list[str]
    annotation: str
    evaluated: str
    reader: str


def pages(schemas: Mapping[str, Schema]) -> dict[str, ClassPage | AliasPage]:
    """The page of each schema."""
    return {
        name: _class(schema, schemas) if isinstance(schema, ObjectSchema) else _alias(schema, schemas)
        for name, schema in schemas.items()
    }


def _imports(schema: Schema, shapes: Iterable[Shape]) -> list[str]:
    return sorted({name for shape in shapes for name in names_in(shape)} - {schema.name})


def _class(schema: ObjectSchema, schemas: Mapping[str, Schema]) -> ClassPage:
    names = attribute_names([field.name for field in schema.properties], schemas.keys())
    kinds = {names[field.name]: kind(field.shape, schemas) for field in schema.properties}
    return ClassPage(
        name=schema.name,
        docstring=docstring(schema.description, 4),
        imports=_imports(schema, [field.shape for field in schema.properties]),
        fields=[
            Field(
                name=names[field.name],
                # What was not sent reads as None.
                annotation=annotation(
                    field.shape if field.required else any_of([field.shape, NULL]), MODELS, schemas
                ),
                required=field.required,
                docstring=docstring(field.description, 4),
            )
            for field in schema.properties
        ],
        kinds={name: expression for name, expression in kinds.items() if expression},
        aliases={literal(name): attribute for name, attribute in names.items() if name != attribute},
    )


def _alias(schema: AliasSchema, schemas: Mapping[str, Schema]) -> AliasPage:
    return AliasPage(
        name=schema.name,
        docstring=docstring(schema.description, 4),
        imports=_imports(schema, [schema.shape]),
        annotation=annotation(schema.shape, MODELS, schemas),
        evaluated=annotation(schema.shape, EVALUATED, schemas),
        reader=reader(schema.shape, schemas),
    )
