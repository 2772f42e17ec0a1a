"""The readers of values, as the expressions by which the models create them (see types.py.jinja)."""

from collections.abc import Mapping

from scripts.generate.api import Schema
from scripts.generate.discriminators import ByKeys, ByProperty, Discriminator, discriminator, members
from scripts.generate.literals import literal
from scripts.generate.types import ListOf, MapOf, Named, PythonType, Union, union_of


def reader_spec(type_: PythonType, schemas: Mapping[str, Schema]) -> str | None:
    """Return the expression for how to read `type_`; None if it holds no object and is returned unchanged."""
    parts = type_.members if isinstance(type_, Union) else (type_,)
    named = [part for part in parts if isinstance(part, Named)]
    compound = any(isinstance(part, ListOf | MapOf | Union) for part in parts)
    # A named schema, alone or with null and other scalars, is read by its name.
    if len(named) == 1 and not compound:
        return literal(named[0].name) if _holds_objects(type_, schemas) else None
    return _definition(type_, schemas)


def reader_of_alias(type_: PythonType, schemas: Mapping[str, Schema]) -> str:
    """Return the expression for the function that reads the values of an alias, whose type is `type_`."""
    definition = _definition(type_, schemas)
    if definition is None:
        return "as_is"
    return f"reader_of({definition})" if definition.startswith(("'", "ArrayOf(")) else definition


def _holds_objects(type_: PythonType, schemas: Mapping[str, Schema]) -> bool:
    pending = [type_]
    seen: set[PythonType] = set()
    while pending:
        for part in members(pending.pop(), schemas):
            if isinstance(part, Named):  # A class: `members` resolves aliases.
                return True
            if isinstance(part, ListOf | MapOf) and part not in seen:
                seen.add(part)
                pending.append(part.item if isinstance(part, ListOf) else part.value)
    return False


def _definition(type_: PythonType, schemas: Mapping[str, Schema]) -> str | None:
    """Return the expression for `type_`, written out even if it has a name."""
    found = members(type_, schemas)
    items = [member.item for member in found if isinstance(member, ListOf)]
    values = [member.value for member in found if isinstance(member, MapOf)]
    item = reader_spec(union_of(items), schemas) if items else None
    value = reader_spec(union_of(values), schemas) if values else None
    objects = discriminator(type_, schemas)
    array = f"ArrayOf({item})" if item else None
    # A value that can be a model or a map is read as a model, which holds all that a map does.
    single = _expression(objects) if objects else f"map_of({value})" if value else None
    return f"by_type({array}, {single})" if array and single else array or single


def _expression(chosen: Discriminator) -> str:
    match chosen:
        case ByProperty():
            choices = ", ".join(f"{value}: {_expression(inner)}" for value, inner in chosen.choices)
            return f"by_property({literal(chosen.name)}, {{{choices}}}{_otherwise(chosen.otherwise)})"
        case ByKeys():
            choices = ", ".join(f"{_keys(keys)}: {_expression(inner)}" for keys, inner in chosen.choices)
            return f"by_keys({{{choices}}}{_otherwise(chosen.otherwise)})"
        case _:
            return literal(chosen)


def _otherwise(chosen: Discriminator | None) -> str:
    return f", {_expression(chosen)}" if chosen else ""


def _keys(keys: tuple[str, ...]) -> str:
    listed = ", ".join(literal(key) for key in keys)
    return f"({listed},)" if len(keys) == 1 else f"({listed})"
