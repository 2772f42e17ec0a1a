"""The kinds of the objects in a value, as the expressions by which the models read them (types.py.jinja)."""

from collections.abc import Mapping

from scripts.generate.contract import Schema
from scripts.generate.literals import literal
from scripts.generate.shapes import ListOf, MapOf, Named, Shape, Union, any_of
from scripts.generate.variants import ByKeys, ByTag, Choice, choice, members


def kind(shape: Shape, schemas: Mapping[str, Schema]) -> str | None:
    """The expression for `shape`; None when no object is in it, so that it stays as it comes."""
    parts = shape.members if isinstance(shape, Union) else (shape,)
    named = [part for part in parts if isinstance(part, Named)]
    compound = any(isinstance(part, ListOf | MapOf | Union) for part in parts)
    # A named schema that is all there is, null and other scalars aside, is read by its name.
    if len(named) == 1 and not compound:
        return literal(named[0].name) if _holds_objects(shape, schemas) else None
    return definition(shape, schemas)


def _holds_objects(shape: Shape, schemas: Mapping[str, Schema]) -> bool:
    pending = [shape]
    seen = set()
    while pending:
        for part in members(pending.pop(), schemas):
            if isinstance(part, Named):  # An alias would not be a member.
                return True
            if isinstance(part, ListOf | MapOf) and part not in seen:
                seen.add(part)
                pending.append(part.item if isinstance(part, ListOf) else part.value)
    return False


def definition(shape: Shape, schemas: Mapping[str, Schema]) -> str | None:
    """The expression for `shape`, spelled out even when it has a name."""
    found = members(shape, schemas)
    items = [member.item for member in found if isinstance(member, ListOf)]
    values = [member.value for member in found if isinstance(member, MapOf)]
    item = kind(any_of(items), schemas) if items else None
    value = kind(any_of(values), schemas) if values else None
    objects = choice(shape, schemas)
    array = f"[{item}]" if item else None
    # What is an object is read as one: a model holds whatever a map does.
    single = _expression(objects) if objects else f"map_of({value})" if value else None
    return f"by_type({array}, {single})" if array and single else array or single


def reader(shape: Shape, schemas: Mapping[str, Schema]) -> str:
    """The expression for the function that reads values of `shape`."""
    written = definition(shape, schemas)
    if written is None:
        return "as_is"
    return f"reader_of({written})" if written.startswith(("'", "[")) else written


def _expression(chosen: Choice) -> str:
    match chosen:
        case ByTag():
            choices = ", ".join(f"{value}: {_expression(inner)}" for value, inner in chosen.choices)
            return f"by_tag({literal(chosen.tag)}, {{{choices}}}{_otherwise(chosen.otherwise)})"
        case ByKeys():
            choices = ", ".join(f"{_keys(keys)}: {_expression(inner)}" for keys, inner in chosen.choices)
            return f"by_keys({{{choices}}}{_otherwise(chosen.otherwise)})"
        case _:
            return literal(chosen)


def _otherwise(chosen: Choice | None) -> str:
    return f", {_expression(chosen)}" if chosen else ""


def _keys(keys: tuple[str, ...]) -> str:
    listed = ", ".join(literal(key) for key in keys)
    return f"({listed},)" if len(keys) == 1 else f"({listed})"
