"""The Python types of values: the part of a JSON Schema that decides how a value is annotated and read."""

from collections.abc import Collection, Container, Iterator
from typing import TypeAlias

from attrs import frozen

from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.generate.literals import literals

#: The beginning of a reference to a named schema.
PREFIX = "#/components/schemas/"

#: The limit on branches of one union: formatters and type checkers fail at unions that are much larger.
UNION_LIMIT = 1_000

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}

#: The types of Python by which annotations name scalars.
SCALAR_TYPES = frozenset(_SCALARS.values()) - {"None"}


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

    item: "PythonType"


@frozen
class MapOf:
    """An object whose keys are data."""

    value: "PythonType"


@frozen
class Named:
    """A named schema of the contract."""

    name: str


@frozen
class Union:
    """One of several types, with the discriminator of the schema: a property, and the schema for each of its values."""

    members: tuple["PythonType", ...]
    tag: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()


PythonType: TypeAlias = Anything | Scalar | Literals | ListOf | MapOf | Named | Union

NULL = Scalar("None")
STRING = Scalar("str")


def type_of(schema: Json, where: str, names: Container[str]) -> PythonType:
    """Return the type of the values that `schema` describes.

    `where` is the schema's place in the contract, for errors; `names` are the named schemas. Raises PipelineError for
    a reference that does not resolve.
    """
    if not isinstance(schema, dict):
        return Anything()
    if "$ref" in schema:
        return Named(_target(schema["$ref"], f"{where}/$ref", names))
    if "const" in schema:
        return _one_of([schema["const"]])
    if isinstance(values := schema.get("enum"), list):
        return _one_of(values)
    for keyword in ("oneOf", "anyOf"):
        if isinstance(members := schema.get(keyword), list):
            if len(members) > UNION_LIMIT:
                raise PipelineError(
                    f"has more than {UNION_LIMIT:,} branches",
                    where=f"{where}/{keyword}",
                    hint="replace it in openapi/overlay.yaml with a schema that describes what they share",
                )
            types = [type_of(member, f"{where}/{keyword}/{i}", names) for i, member in enumerate(members)]
            return union_of(types, *_discriminator(schema, where, names))
    if isinstance(values := schema.get("x-extensible-enum"), list):
        nullable = [NULL] if "null" in _type_names(schema) else []
        return union_of([_one_of(values), STRING, *nullable])
    if isinstance(parts := schema.get("allOf"), list) and len(parts) == 1:
        return type_of(parts[0], f"{where}/allOf/0", names)
    if type_names := _type_names(schema):
        return union_of([_by_type_name(name, schema, where, names) for name in type_names])
    return Anything()


def names_in(type_: PythonType) -> Iterator[str]:
    """Yield the named schemas that `type_` refers to."""
    match type_:
        case Named():
            yield type_.name
        case ListOf():
            yield from names_in(type_.item)
        case MapOf():
            yield from names_in(type_.value)
        case Union():
            for member in type_.members:
                yield from names_in(member)
        case Anything() | Scalar() | Literals():
            pass


def without_names(type_: PythonType, names: Collection[str]) -> PythonType:
    """Return `type_` with any JSON value in place of the named schemas `names`."""
    match type_:
        case Named() if type_.name in names:
            return Anything()
        case ListOf():
            return ListOf(without_names(type_.item, names))
        case MapOf():
            return MapOf(without_names(type_.value, names))
        case Union():
            members = [without_names(member, names) for member in type_.members]
            return union_of(members, type_.tag, type_.mapping)
        case _:
            return type_


def union_of(
    types: list[PythonType], tag: str | None = None, mapping: tuple[tuple[str, str], ...] = ()
) -> PythonType:
    """Return the union of `types`, null last.

    Inner unions are merged into it, except those that have a discriminator.
    """
    members: dict[PythonType, None] = {}
    for type_ in types:
        inner = type_.members if isinstance(type_, Union) and type_.tag is None else (type_,)
        members.update(dict.fromkeys(inner))
    if not members or Anything() in members:
        return Anything()
    if NULL in members:
        del members[NULL]
        members[NULL] = None
    return next(iter(members)) if len(members) == 1 else Union(tuple(members), tag, mapping)


def _type_names(schema: Object) -> list[Json]:
    value = schema.get("type")
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _by_type_name(name: Json, schema: Object, where: str, names: Container[str]) -> PythonType:
    if name == "array":
        return ListOf(type_of(schema.get("items"), f"{where}/items", names))
    if name == "object":
        return MapOf(type_of(schema.get("additionalProperties"), f"{where}/additionalProperties", names))
    if isinstance(name, str) and name in _SCALARS:
        return Scalar(_SCALARS[name])
    return Anything()


def _one_of(values: list[Json]) -> PythonType:
    """Return the type for one of `values`; those that a `Literal` cannot hold are represented by their type."""
    exact = literals([value for value in values if isinstance(value, str | int)])
    types: list[PythonType] = [Literals(exact)] if exact else []
    for value in values:
        if isinstance(value, float):
            types.append(Scalar("float"))
        elif value is None:
            types.append(NULL)
        elif not isinstance(value, str | int):
            types.append(Anything())
    return union_of(types)


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
    """Return the name of the schema that a `$ref`, or an entry of a discriminator's mapping, refers to."""
    name = reference.removeprefix(PREFIX) if isinstance(reference, str) else None
    if name is None or name not in names:
        raise PipelineError(
            f"{printable(reference)} refers to no schema of the contract",
            where=where,
            hint="fix it in openapi/overlay.yaml",
        )
    return name
