"""Discriminators: how the objects of a union are distinguished, as data that `readers` turns into code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from scripts.generate.api import ObjectSchema, Schema
from scripts.generate.literals import literal
from scripts.generate.types import NULL, ListOf, Literals, Named, PythonType, Union

#: How many properties are examined in turn before the required keys decide. The messages of the API need two: a
#: `type` that they share, and a `role` that some of them share.
_MAX_PROPERTIES = 2


@frozen
class ByProperty:
    """A distinction by the value of one property."""

    name: str
    choices: tuple[tuple[str, "Discriminator"], ...]
    """By the value, as a Python expression; `None` is for an object without the property."""
    otherwise: "Discriminator | None"
    """For any other value. None: the object is of an unknown type."""


@frozen
class ByKeys:
    """A distinction by keys: the first choice whose keys are all present applies."""

    choices: tuple[tuple[tuple[str, ...], "Discriminator"], ...]
    otherwise: "Discriminator | None"


#: The name of the one class that is left, or how to distinguish those that are left.
Discriminator: TypeAlias = str | ByProperty | ByKeys

#: The values that discriminators of the contract declare, as Python expressions: by property, by class.
_DeclaredValues: TypeAlias = dict[str, dict[str, list[str]]]


def members(type_: PythonType, schemas: Mapping[str, Schema]) -> list[PythonType]:
    """Return the types that `type_` is a union of, each once; unions in it, named or not, are flattened."""
    return [part for part in _parts(type_, schemas) if not isinstance(part, Union)]


def members_and_items(types: Iterable[PythonType], schemas: Mapping[str, Schema]) -> Iterator[PythonType]:
    """Yield the types that `types`, and the items of arrays in them, are unions of, each once."""
    seen: set[PythonType] = set()
    pending = [*types]
    for part in pending:  # The list grows while it is traversed; an array may contain itself.
        for member in members(part, schemas):
            if member not in seen:
                seen.add(member)
                if isinstance(member, ListOf):
                    pending.append(member.item)
                else:
                    yield member


def objects(type_: PythonType, schemas: Mapping[str, Schema]) -> list[ObjectSchema]:
    """Return the object schemas that `type_` is a union of, each once."""
    names = [member.name for member in members(type_, schemas) if isinstance(member, Named)]
    return [schema for name in names if isinstance(schema := schemas[name], ObjectSchema)]


def discriminator(type_: PythonType, schemas: Mapping[str, Schema]) -> Discriminator | None:
    """Return how to distinguish the objects that `type_` can be; None if it cannot be an object."""
    found = objects(type_, schemas)
    return _discriminator(found, _declared_values(type_, schemas), (), certain=False) if found else None


def _parts(type_: PythonType, schemas: Mapping[str, Schema]) -> Iterator[PythonType]:
    """Yield `type_` and the members of the unions in it, each once; aliases are resolved."""
    seen: set[PythonType] = set()
    pending = [type_]
    while pending:
        part = pending.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, Named) and not isinstance(schema := schemas[part.name], ObjectSchema):
            pending.append(schema.type)
            continue
        yield part
        if isinstance(part, Union):
            pending.extend(reversed(part.members))


def _declared_values(type_: PythonType, schemas: Mapping[str, Schema]) -> _DeclaredValues:
    declared: _DeclaredValues = {}
    for part in _parts(type_, schemas):
        if isinstance(part, Union) and part.tag is not None:
            classes = declared.setdefault(part.tag, {})
            for value, target in part.mapping:
                for schema in objects(Named(target), schemas):
                    classes.setdefault(schema.name, []).append(literal(value))
    return declared


def _discriminator(
    found: Sequence[ObjectSchema], declared: _DeclaredValues, used: tuple[str, ...], *, certain: bool
) -> Discriminator:
    """Return how to distinguish the objects of the schemas `found`.

    `used` are the properties that have been examined. If `certain`, the object is known to be one of `found`, so it is
    read as one of them whatever other properties it has or lacks.
    """
    if len(found) == 1:
        return found[0].name
    name = _best_property(found, declared, used) if len(used) < _MAX_PROPERTIES else None
    if name is None:
        return _by_keys(found, certain=certain)
    values = _values_by_class(found, name, declared)
    used = (*used, name)
    choices = {
        value: _discriminator(
            [schema for schema in found if value in values[schema.name]], declared, used, certain=True
        )
        for value in dict.fromkeys(value for listed in values.values() for value in listed)
    }
    if without := [schema for schema in found if _may_lack(schema, name)]:
        choices["None"] = _discriminator(without, declared, used, certain=certain)
    with_any_value = [schema for schema in found if not values[schema.name] and name in schema.by_name]
    otherwise: Discriminator | None = None
    if with_any_value:
        otherwise = _discriminator(with_any_value, declared, used, certain=certain)
    elif certain:
        otherwise = _by_keys(found, certain=True)
    return ByProperty(name, tuple(choices.items()), otherwise)


def _best_property(
    found: Sequence[ObjectSchema], declared: _DeclaredValues, used: tuple[str, ...]
) -> str | None:
    """Return the property whose value narrows down `found` most; None if none does.

    Declared discriminators come first, then properties with fixed values in most classes, then those whose values
    are shared by fewest classes.
    """
    best: tuple[tuple[bool, int, float], str] | None = None
    with_values = [
        field.name for schema in found for field in schema.properties if _literal_codes(field.type)
    ]
    for name in dict.fromkeys([*declared, *with_values]):
        values = _values_by_class(found, name, declared)
        listed = [value for codes in values.values() for value in codes]
        if name in used or not listed or len({tuple(sorted(codes)) for codes in values.values()}) == 1:
            continue
        classes_with_values = sum(1 for codes in values.values() if codes)
        score = (name in declared, classes_with_values, -len(listed) / len(set(listed)))
        if best is None or score > best[0]:
            best = score, name
    return best[1] if best else None


def _values_by_class(
    found: Sequence[ObjectSchema], name: str, declared: _DeclaredValues
) -> dict[str, tuple[str, ...]]:
    """Return, for each class, the values that the property `name` can have in it; an empty tuple if it can have any."""
    values: dict[str, tuple[str, ...]] = {}
    for schema in found:
        field = schema.by_name.get(name)
        own = _literal_codes(field.type) if field else ()
        values[schema.name] = tuple(dict.fromkeys([*declared.get(name, {}).get(schema.name, ()), *own]))
    return values


def _literal_codes(type_: PythonType) -> tuple[str, ...]:
    parts = [part for part in (type_.members if isinstance(type_, Union) else (type_,)) if part != NULL]
    if not all(isinstance(part, Literals) for part in parts):
        return ()
    return tuple(code for part in parts if isinstance(part, Literals) for code in part.codes)


def _may_lack(schema: ObjectSchema, name: str) -> bool:
    """Return whether an object of `schema` may lack the property `name`, or have null there."""
    field = schema.by_name.get(name)
    nullable = field is not None and isinstance(field.type, Union) and NULL in field.type.members
    return field is None or not field.required or nullable


def _by_keys(found: Sequence[ObjectSchema], *, certain: bool) -> Discriminator:
    """Return a distinction by the required keys, the class with most of them first."""
    choices: dict[tuple[str, ...], Discriminator] = {}
    for schema in sorted(found, key=lambda schema: -len(_required(schema))):
        choices.setdefault(_required(schema), schema.name)
    *others, (least, last) = choices.items()
    if not certain and least:
        return ByKeys(tuple(choices.items()), None)
    return ByKeys(tuple(others), last) if others else last


def _required(schema: ObjectSchema) -> tuple[str, ...]:
    return tuple(field.name for field in schema.properties if field.required)
