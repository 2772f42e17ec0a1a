"""Annotations: the Python types of values as source code."""

import re
from collections.abc import Callable, Collection, Mapping

from attrs import frozen

from scripts.generate.api import Schema
from scripts.generate.discriminators import objects
from scripts.generate.names import params_name
from scripts.generate.types import (
    SCALAR_TYPES,
    Anything,
    ListOf,
    Literals,
    MapOf,
    Named,
    PythonType,
    Scalar,
    Union,
)


@frozen
class Dialect:
    """The notation of types in a module. The templates have one `{}`."""

    anything: str
    list_template: str
    map_template: str
    name: Callable[[str], str]
    """Returns the Python name of a named schema."""
    allows_unknown: bool
    """Whether the values come from a server, which may send objects of types that the contract does not name."""


#: For the fields of models.
MODELS = Dialect("JsonValue", "list[{}]", "dict[str, {}]", lambda name: name, allows_unknown=True)

#: For an alias that is evaluated at run time: its classes are attributes of the package, which loads them.
EVALUATED = Dialect(
    "JsonValue", "list[{}]", "dict[str, {}]", lambda name: f"models.{name}", allows_unknown=True
)


def params_dialect(request_schemas: Collection[str]) -> Dialect:
    """Return the dialect of the typed dictionaries for `request_schemas`."""
    return Dialect(
        "object",
        "Sequence[{}]",
        "Mapping[str, {}]",
        lambda name: params_name(name, request_schemas),
        allows_unknown=False,
    )


def fixed_names(dialect: Dialect) -> frozenset[str]:
    """Return the names that annotations of `dialect` use, besides those of schemas."""
    templates = (dialect.anything, dialect.list_template, dialect.map_template)
    names = {name for template in templates for name in re.findall(r"[A-Za-z]+", template)}
    return frozenset({*names, *SCALAR_TYPES, "Literal", "NotRequired", "Unknown"})


def annotation(type_: PythonType, dialect: Dialect, schemas: Mapping[str, Schema]) -> str:
    """Return the annotation for `type_`."""
    match type_:
        case Anything():
            return dialect.anything
        case Scalar():
            return type_.type
        case Literals():
            return f"Literal[{', '.join(type_.codes)}]"
        case ListOf():
            return dialect.list_template.format(annotation(type_.item, dialect, schemas))
        case MapOf():
            return dialect.map_template.format(annotation(type_.value, dialect, schemas))
        case Named():
            return dialect.name(type_.name)
        case Union():
            return " | ".join(_alternatives(type_, dialect, schemas))


def _alternatives(union: Union, dialect: Dialect, schemas: Mapping[str, Schema]) -> list[str]:
    """Return the annotations of a union's members: all literals in one, None last."""
    parts: list[PythonType] = []
    for member in union.members:
        parts.extend(member.members if isinstance(member, Union) else [member])
    codes = dict.fromkeys(code for part in parts if isinstance(part, Literals) for code in part.codes)
    written = dict.fromkeys(
        annotation(Literals(tuple(codes)) if isinstance(part, Literals) else part, dialect, schemas)
        for part in parts
    )
    last = ["None"] if "None" in written else []
    unknown = ["Unknown"] if dialect.allows_unknown and len(objects(union, schemas)) > 1 else []
    return [*(part for part in written if part != "None"), *unknown, *last]
