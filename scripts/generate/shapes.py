"""What a schema of the contract says about a value's type, and nothing else that it says."""

from collections.abc import Collection, Container, Iterator
from typing import TypeAlias

from attrs import frozen

from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.generate.literals import literals

PREFIX = "#/components/schemas/"

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


@frozen
class Anything:
    """Any JSON value."""


@frozen
class Scalar:
    """A string, number, boolean or null, by the name of its Python type."""

    type: str


@frozen
class Literals:
    """One of some values, as Python expressions."""

    codes: tuple[str, ...]


@frozen
class ListOf:
    """An array."""

    item: "Shape"


@frozen
class MapOf:
    """An object whose keys are data."""

    value: "Shape"


@frozen
class Named:
    """A named schema of the contract."""

    name: str


@frozen
class Union:
    """Any of some shapes, and what the contract says about telling them apart: a property and its values."""

    members: tuple["Shape", ...]
    tag: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()


Shape: TypeAlias = Anything | Scalar | Literals | ListOf | MapOf | Named | Union

NULL = Scalar("None")
STRING = Scalar("str")


def shape_of(schema: Json, where: str, names: Container[str]) -> Shape:
    """The shape of `schema`, at `where`; `names` are the contract's named schemas. Raises PipelineError."""
    if not isinstance(schema, dict):
        return Anything()
    if "$ref" in schema:
        return Named(_target(schema["$ref"], f"{where}/$ref", names))
    if "const" in schema:
        return _values([schema["const"]])
    if isinstance(values := schema.get("enum"), list):
        return _values(values)
    for keyword in ("oneOf", "anyOf"):
        if isinstance(members := schema.get(keyword), list):
            shapes = [shape_of(member, f"{where}/{keyword}/{i}", names) for i, member in enumerate(members)]
            return any_of(shapes, *_discriminator(schema, where, names))
    if isinstance(values := schema.get("x-extensible-enum"), list):
        nullable = [NULL] if "null" in _types(schema) else []
        return any_of([_values(values), STRING, *nullable])
    if isinstance(parts := schema.get("allOf"), list) and len(parts) == 1:
        return shape_of(parts[0], f"{where}/allOf/0", names)
    if types := _types(schema):
        return any_of([_typed(kind, schema, where, names) for kind in types])
    return Anything()


def names_in(shape: Shape) -> Iterator[str]:
    """The named schemas that `shape` names."""
    match shape:
        case Named():
            yield shape.name
        case ListOf():
            yield from names_in(shape.item)
        case MapOf():
            yield from names_in(shape.value)
        case Union():
            for member in shape.members:
                yield from names_in(member)


def without(shape: Shape, names: Collection[str]) -> Shape:
    """`shape`, with any JSON value where it names one of `names`."""
    match shape:
        case Named() if shape.name in names:
            return Anything()
        case ListOf():
            return ListOf(without(shape.item, names))
        case MapOf():
            return MapOf(without(shape.value, names))
        case Union():
            members = [without(member, names) for member in shape.members]
            return any_of(members, shape.tag, shape.mapping)
        case _:
            return shape


def _types(schema: Object) -> list[Json]:
    kind = schema.get("type")
    return kind if isinstance(kind, list) else [kind] if kind is not None else []


def _typed(kind: Json, schema: Object, where: str, names: Container[str]) -> Shape:
    if kind == "array":
        return ListOf(shape_of(schema.get("items"), f"{where}/items", names))
    if kind == "object":
        return MapOf(shape_of(schema.get("additionalProperties"), f"{where}/additionalProperties", names))
    if isinstance(kind, str) and kind in _SCALARS:
        return Scalar(_SCALARS[kind])
    return Anything()


def _values(values: list[Json]) -> Shape:
    """One of `values`. What a `Literal` cannot hold is there by its type only."""
    exact = literals([value for value in values if isinstance(value, str | int)])
    shapes: list[Shape] = [Literals(exact)] if exact else []
    for value in values:
        if isinstance(value, float):
            shapes.append(Scalar("float"))
        elif value is None:
            shapes.append(NULL)
        elif not isinstance(value, str | int):
            shapes.append(Anything())
    return any_of(shapes)


def any_of(shapes: list[Shape], tag: str | None = None, mapping: tuple[tuple[str, str], ...] = ()) -> Shape:
    """The union of `shapes`, flat: no union in it but one that says itself how its members are told apart."""
    members: dict[Shape, None] = {}
    for shape in shapes:
        inner = shape.members if isinstance(shape, Union) and shape.tag is None else (shape,)
        members.update(dict.fromkeys(inner))
    if not members or Anything() in members:
        return Anything()
    if NULL in members:
        del members[NULL]
        members[NULL] = None
    return next(iter(members)) if len(members) == 1 else Union(tuple(members), tag, mapping)


def _discriminator(
    schema: Object, where: str, names: Container[str]
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    discriminator = schema.get("discriminator")
    if not isinstance(discriminator, dict):
        return None, ()
    tag, mapping = discriminator.get("propertyName"), discriminator.get("mapping")
    if not isinstance(tag, str):
        return None, ()
    targets = mapping if isinstance(mapping, dict) else {}
    here = f"{where}/discriminator/mapping"
    return tag, tuple((value, _target(target, here, names)) for value, target in targets.items())


def _target(reference: Json, where: str, names: Container[str]) -> str:
    """The name of the schema that a `$ref`, or a discriminator's mapping, leads to."""
    name = reference.removeprefix(PREFIX) if isinstance(reference, str) else None
    if name is None or name not in names:
        raise PipelineError(
            f"{printable(reference)} leads to no schema of the contract",
            where=where,
            hint="mend it in openapi/overlay.yaml",
        )
    return name
