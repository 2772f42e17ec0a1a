"""The Python types of values, as they are written in annotations."""

from collections.abc import Callable, Collection, Mapping

from attrs import frozen

from scripts.generate.contract import Schema
from scripts.generate.names import params_name
from scripts.generate.shapes import Anything, ListOf, Literals, MapOf, Named, Scalar, Shape, Union
from scripts.generate.variants import objects


@frozen
class Dialect:
    """How one kind of module writes types."""

    anything: str
    list_of: str
    map_of: str
    name: Callable[[str], str]
    reads: bool
    """Whether the values come from a server, which may send kinds of objects that no document names."""


MODELS = Dialect("JsonValue", "list[{}]", "dict[str, {}]", lambda name: name, reads=True)
#: For an alias that is evaluated: its classes are taken from the package, which loads them when they are.
EVALUATED = Dialect("JsonValue", "list[{}]", "dict[str, {}]", lambda name: f"models.{name}", reads=True)


def params_dialect(classes: Collection[str]) -> Dialect:
    """For typed dictionaries, of the schemas `classes`."""
    return Dialect(
        "object", "Sequence[{}]", "Mapping[str, {}]", lambda name: params_name(name, classes), reads=False
    )


def annotation(shape: Shape, dialect: Dialect, schemas: Mapping[str, Schema]) -> str:
    """The type of `shape`."""
    match shape:
        case Anything():
            return dialect.anything
        case Scalar():
            return shape.type
        case Literals():
            return f"Literal[{', '.join(shape.codes)}]"
        case ListOf():
            return dialect.list_of.format(annotation(shape.item, dialect, schemas))
        case MapOf():
            return dialect.map_of.format(annotation(shape.value, dialect, schemas))
        case Named():
            return dialect.name(shape.name)
        case Union():
            return " | ".join(_alternatives(shape, dialect, schemas))


def _alternatives(union: Union, dialect: Dialect, schemas: Mapping[str, Schema]) -> list[str]:
    parts: list[Shape] = []
    for member in union.members:
        parts.extend(member.members if isinstance(member, Union) else [member])
    codes = dict.fromkeys(code for part in parts if isinstance(part, Literals) for code in part.codes)
    written = dict.fromkeys(
        annotation(Literals(tuple(codes)) if isinstance(part, Literals) else part, dialect, schemas)
        for part in parts
    )
    last = ["None"] if "None" in written else []
    unknown = ["Unknown"] if dialect.reads and len(objects(union, schemas)) > 1 else []
    return [*(part for part in written if part != "None"), *unknown, *last]
