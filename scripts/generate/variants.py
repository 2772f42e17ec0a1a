"""How the objects of a union are told apart: the decision, before it is written down as code."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from scripts.generate.contract import ObjectSchema, Schema
from scripts.generate.literals import literal
from scripts.generate.shapes import NULL, Literals, Named, Shape, Union

#: Properties looked at, one after the other, before the required keys decide. The API's messages need two: a
#: `type` that is the same, and a `role` that is not always.
_TAGS = 2


@frozen
class ByTag:
    """By the value of one property. The values are Python expressions; `None` is for an object without it."""

    tag: str
    choices: tuple[tuple[str, "Choice"], ...]
    otherwise: "Choice | None"
    """For a value that is none of these. None: it is an unknown kind of object."""


@frozen
class ByKeys:
    """By which keys are there: the first choice of which the object has all."""

    choices: tuple[tuple[tuple[str, ...], "Choice"], ...]
    otherwise: "Choice | None"


Choice: TypeAlias = str | ByTag | ByKeys

#: By property, by class: the values that a discriminator gives, as Python expressions.
_Declared: TypeAlias = dict[str, dict[str, list[str]]]


def members(shape: Shape, schemas: Mapping[str, Schema]) -> list[Shape]:
    """What `shape` can be, each once, with the unions in it, named or not, taken apart."""
    return [part for part in _parts(shape, schemas) if not isinstance(part, Union)]


def objects(shape: Shape, schemas: Mapping[str, Schema]) -> list[ObjectSchema]:
    """The classes that `shape` can be, each once."""
    names = [member.name for member in members(shape, schemas) if isinstance(member, Named)]
    return [schema for name in names if isinstance(schema := schemas[name], ObjectSchema)]


def choice(shape: Shape, schemas: Mapping[str, Schema]) -> Choice | None:
    """How to tell apart the objects that `shape` can be; None when it can be none."""
    found = objects(shape, schemas)
    return _choice(found, _declared(shape, schemas), (), known=False) if found else None


def _parts(shape: Shape, schemas: Mapping[str, Schema]) -> Iterator[Shape]:
    """`shape`, and what is in it down to what is no union, each once; aliases are looked through."""
    seen: set[Shape] = set()
    pending = [shape]
    while pending:
        part = pending.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, Named) and not isinstance(schema := schemas[part.name], ObjectSchema):
            pending.append(schema.shape)
            continue
        yield part
        if isinstance(part, Union):
            pending.extend(reversed(part.members))


def _declared(shape: Shape, schemas: Mapping[str, Schema]) -> _Declared:
    declared: _Declared = {}
    for part in _parts(shape, schemas):
        if isinstance(part, Union) and part.tag is not None:
            classes = declared.setdefault(part.tag, {})
            for value, target in part.mapping:
                for schema in objects(Named(target), schemas):
                    classes.setdefault(schema.name, []).append(literal(value))
    return declared


def _choice(
    found: Sequence[ObjectSchema], declared: _Declared, settled: tuple[str, ...], *, known: bool
) -> Choice:
    """How to tell `found` apart.

    `settled` are the properties looked at so far. When one of those makes it `known` that an object is one of
    these, it is read as one, whatever else it has or lacks.
    """
    if len(found) == 1:
        return found[0].name
    tag = _best_tag(found, declared, settled) if len(settled) < _TAGS else None
    if tag is None:
        return _by_keys(found, known=known)
    values = _values_by_class(found, tag, declared)
    settled = (*settled, tag)
    choices = {
        value: _choice(
            [schema for schema in found if value in values[schema.name]], declared, settled, known=True
        )
        for value in dict.fromkeys(value for listed in values.values() for value in listed)
    }
    if without := [schema for schema in found if _may_lack(schema, tag)]:
        choices["None"] = _choice(without, declared, settled, known=known)
    free = [schema for schema in found if not values[schema.name] and tag in schema.by_name]
    otherwise: Choice | None = None
    if free:
        otherwise = _choice(free, declared, settled, known=known)
    elif known:
        otherwise = _by_keys(found, known=True)
    return ByTag(tag, tuple(choices.items()), otherwise)


def _best_tag(found: Sequence[ObjectSchema], declared: _Declared, settled: tuple[str, ...]) -> str | None:
    """The property that says most about which of `found` an object is; None when none says anything."""
    best: tuple[tuple[bool, int, float], str] | None = None
    for name in dict.fromkeys([*declared, *(field.name for schema in found for field in schema.properties)]):
        values = _values_by_class(found, name, declared)
        listed = [value for codes in values.values() for value in codes]
        if name in settled or not listed or len({tuple(sorted(codes)) for codes in values.values()}) == 1:
            continue
        tagged = sum(1 for codes in values.values() if codes)
        score = (name in declared, tagged, -len(listed) / len(set(listed)))
        if best is None or score > best[0]:
            best = score, name
    return best[1] if best else None


def _values_by_class(
    found: Sequence[ObjectSchema], name: str, declared: _Declared
) -> dict[str, tuple[str, ...]]:
    """By class: the values that the property `name` can have in it; none when it can have any."""
    values = {}
    for schema in found:
        field = schema.by_name.get(name)
        own = _codes(field.shape) if field else ()
        values[schema.name] = tuple(dict.fromkeys([*declared.get(name, {}).get(schema.name, ()), *own]))
    return values


def _codes(shape: Shape) -> tuple[str, ...]:
    parts = [part for part in (shape.members if isinstance(shape, Union) else (shape,)) if part != NULL]
    if not all(isinstance(part, Literals) for part in parts):
        return ()
    return tuple(code for part in parts if isinstance(part, Literals) for code in part.codes)


def _may_lack(schema: ObjectSchema, name: str) -> bool:
    field = schema.by_name.get(name)
    nullable = field is not None and isinstance(field.shape, Union) and NULL in field.shape.members
    return field is None or not field.required or nullable


def _by_keys(found: Sequence[ObjectSchema], *, known: bool) -> Choice:
    """By their required keys, the most demanding first."""
    choices: dict[tuple[str, ...], Choice] = {}
    for schema in sorted(found, key=lambda schema: -len(_required(schema))):
        choices.setdefault(_required(schema), schema.name)
    *demanding, (least, last) = choices.items()
    if not known and least:
        return ByKeys(tuple(choices.items()), None)
    return ByKeys(tuple(demanding), last) if demanding else last


def _required(schema: ObjectSchema) -> tuple[str, ...]:
    return tuple(field.name for field in schema.properties if field.required)
