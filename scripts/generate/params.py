"""The typed dictionaries of what requests can hold."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from attrs import frozen

from scripts.generate.annotations import Dialect, annotation, params_dialect
from scripts.generate.contract import AliasSchema, ObjectSchema, Property, Schema
from scripts.generate.literals import docstring
from scripts.generate.names import is_plain
from scripts.generate.pages import Field
from scripts.generate.shapes import STRING, ListOf, Named, Shape, Union, any_of, names_in
from scripts.generate.variants import members


@frozen
class ParamsPage:
    """A typed dictionary, or an alias when `annotation` says of what."""

    name: str
    docstring: str
    fields: list[Field]
    by_call: bool
    """Whether some key can stand in a call of `TypedDict` only, and not in a class."""
    annotation: str | None = None


def request_schemas(bodies: Iterable[Shape], schemas: Mapping[str, Schema]) -> set[str]:
    """Return the names of the schemas that request bodies can hold."""
    shapes = [*bodies]
    found: set[str] = set()
    for shape in shapes:  # It grows by what is found in them.
        new = set(names_in(shape)) - found
        found |= new
        for name in sorted(new):
            schema = schemas[name]
            shapes.extend(
                [field.shape for field in schema.properties]
                if isinstance(schema, ObjectSchema)
                else [schema.shape]
            )
    return found


def request_properties(name: str, schemas: Mapping[str, Schema]) -> list[Property]:
    """Return the properties of a request body: for a union of request shapes, those of all of them."""
    return _properties(schemas[name], schemas)


def request_type(field: Property) -> Shape:
    """Return the shape of a request property: an open one may be any string, too."""
    return any_of([field.shape, STRING]) if field.is_open else field.shape


def params(bodies: Iterable[Shape], schemas: Mapping[str, Schema]) -> list[ParamsPage]:
    """The page of each schema that a request's body can hold."""
    shapes = [*bodies]
    roots = {shape.name for shape in shapes if isinstance(shape, Named)}
    found = request_schemas(shapes, schemas)
    dialect = params_dialect(found)
    pages = {name: _page(schemas[name], dialect, schemas, is_root=name in roots) for name in sorted(found)}
    # An alias is evaluated where it stands, so it stands after all that it names.
    aliases = {name: schemas[name] for name, page in pages.items() if page.annotation}
    needs = {
        name: [other for other in names_in(schema.shape) if other in aliases]
        for name, schema in aliases.items()
        if isinstance(schema, AliasSchema)
    }
    order = [*(name for name in pages if name not in aliases), *TopologicalSorter(needs).static_order()]
    return [pages[name] for name in order]


def _page(schema: Schema, dialect: Dialect, schemas: Mapping[str, Schema], *, is_root: bool) -> ParamsPage:
    name = dialect.name(schema.name)
    # Of a root that is a union one dictionary with the keys of all: a type that a function can take its
    # keyword arguments by.
    properties = _properties(schema, schemas) if is_root or isinstance(schema, ObjectSchema) else []
    if not properties and isinstance(schema, AliasSchema):
        alias = annotation(schema.shape, dialect, schemas)
        return ParamsPage(name, docstring(schema.description), [], False, alias)
    fields = [
        Field(
            name=field.name,
            annotation=type_ if field.required else f"NotRequired[{type_}]",
            required=field.required,
            docstring=docstring(field.description, 4),
        )
        for field in properties
        for type_ in [annotation(request_type(field), dialect, schemas)]
    ]
    by_call = not all(is_plain(field.name) for field in fields)
    return ParamsPage(name, docstring(schema.description, 0 if by_call else 4), fields, by_call)


def _properties(schema: Schema, schemas: Mapping[str, Schema]) -> list[Property]:
    """The properties of an object, or of all the objects that a union is of."""
    return (
        [*schema.properties] if isinstance(schema, ObjectSchema) else [*_merged(_variants(schema, schemas))]
    )


def _variants(schema: AliasSchema, schemas: Mapping[str, Schema]) -> list[ObjectSchema]:
    """The objects that `schema` is a union of; none when it is of anything else, too."""
    found = [
        schemas.get(part.name) if isinstance(part, Named) else None for part in members(schema.shape, schemas)
    ]
    variants = [variant for variant in found if isinstance(variant, ObjectSchema)]
    return variants if len(variants) == len(found) else []


def _merged(variants: list[ObjectSchema]) -> Iterator[Property]:
    fields: dict[str, list[Property]] = {}
    for variant in variants:
        for field in variant.properties:
            fields.setdefault(field.name, []).append(field)
    for name, same in fields.items():
        yield Property(
            name=name,
            shape=_one_sequence(any_of([field.shape for field in same])),
            required=len(same) == len(variants) and all(field.required for field in same),
            description=next((field.description for field in same if field.description), None),
            is_open=any(field.is_open for field in same),
        )


def _one_sequence(shape: Shape) -> Shape:
    """A list of one thing or a list of another as a list of either: type checkers infer only that."""
    members = shape.members if isinstance(shape, Union) else ()
    lists = [member for member in members if isinstance(member, ListOf)]
    if len(lists) < 2:
        return shape
    others = [member for member in members if not isinstance(member, ListOf)]
    return any_of([ListOf(any_of([member.item for member in lists])), *others])
