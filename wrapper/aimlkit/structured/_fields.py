"""Fields of classes that pydantic cannot read as the API needs, and parameters of functions.

pydantic does not support attrs classes, reads a NamedTuple from an array, and refuses `typing.TypedDict` before
Python 3.12. So each such class is read from a JSON object whose keys are the arguments of its constructor.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Generic,
    Literal,
    NotRequired,
    Protocol,
    Required,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs
from pydantic.dataclasses import is_pydantic_dataclass
from typing_extensions import ReadOnly, get_original_bases, get_type_hints, is_typeddict

Annotation: TypeAlias = Any
"""A type in the form of an annotation: a class, `list[int]`, `int | None`, `Annotated[…]`, a type variable …"""

TypeArguments: TypeAlias = Mapping[TypeVar, Annotation]


@attrs.frozen
class Field:
    """A field of a class, or a parameter of a function."""

    name: str
    annotation: Annotation
    has_default: bool


@attrs.frozen
class FunctionArguments:
    """The type of a function's arguments: a dictionary with a key for each parameter."""

    function: Callable[..., object]


def origin_of(annotation: Annotation) -> Annotation:
    """Return `typing.get_origin` of an annotation: None for a class that is not parametrized."""
    return get_origin(annotation)


def class_of(annotation: Annotation) -> Annotation:
    """Return the class of an annotation that is a class or a parametrized one: `Page` for `Page[Item]`."""
    origin = origin_of(annotation)
    return annotation if origin is None else origin


def has_fields(annotation: Annotation) -> bool:
    """Return whether an annotation is a dataclass, attrs class, TypedDict or NamedTuple, generic ones included.

    pydantic's own classes are none of these: pydantic reads them and everything in them.
    """
    cls = class_of(annotation)
    if not isinstance(cls, type) or is_pydantic_dataclass(cls):
        return False
    return _is_named_tuple(cls) or is_typeddict(cls) or attrs.has(cls) or dataclasses.is_dataclass(cls)


def is_type_alias(annotation: Annotation) -> bool:
    """Return whether an annotation is a `type` alias, or one with arguments.

    typing and typing_extensions have different classes for them in some versions of Python.
    """
    return hasattr(class_of(annotation), "__value__")


def fields_of(annotation: Annotation) -> Sequence[Field]:
    """Return the fields of a class for which `has_fields` is true, or the parameters of FunctionArguments.

    Raises TypeError for a field without an annotation, and for a parameter that cannot be passed by name.
    """
    if isinstance(annotation, FunctionArguments):
        signature = inspect.signature(annotation.function, eval_str=True)
        return [
            _field(parameter, parameter.annotation, annotation) for parameter in signature.parameters.values()
        ]
    cls = class_of(annotation)
    # A class that is local to a function is not among the names of its module.
    own_names = {base.__name__: base for base in reversed(cls.__mro__)}
    hints = get_type_hints(cls, localns=own_names, include_extras=True)
    type_arguments = type_arguments_of(annotation)
    if is_typeddict(cls):
        return [_typed_dict_field(cls, name, hint, type_arguments) for name, hint in hints.items()]
    # attrs names a constructor parameter by the alias of its field: `width` for a field `_width`.
    names = {field.alias: field.name for field in attrs.fields(cls)} if attrs.has(cls) else {}
    fields: list[Field] = []
    for parameter in inspect.signature(cls).parameters.values():
        hint = hints.get(names.get(parameter.name, parameter.name), parameter.annotation)
        fields.append(_field(parameter, substitute(hint, type_arguments), annotation))
    return fields


def name_of(annotation: Annotation) -> str:
    """Return the name of a type: `Page`, or `Page_Item` for `Page[Item]`."""
    if isinstance(annotation, FunctionArguments):
        annotation = annotation.function
    origin = origin_of(annotation)
    if origin is None:
        return annotation.__name__ if hasattr(annotation, "__name__") else repr(annotation)
    return "_".join(name_of(part) for part in (origin, *get_args(annotation)))


def accepts_null(annotation: Annotation) -> bool:
    """Return whether None is a value of the type, so that null in JSON does not stand for the default."""
    if annotation in (None, NoneType, Any, object):
        return True
    if is_type_alias(annotation):
        return accepts_null(class_of(annotation).__value__)
    origin, arguments = origin_of(annotation), get_args(annotation)
    if origin is Annotated:
        return accepts_null(arguments[0])
    if origin in (Union, UnionType):
        return any(map(accepts_null, arguments))
    return origin is Literal and None in arguments


def type_arguments_of(annotation: Annotation) -> TypeArguments:
    """Return the types that stand for the type variables of a generic class and of its base classes."""
    cls = class_of(annotation)
    arguments = get_args(annotation)
    own: dict[TypeVar, Annotation] = (
        dict(zip(cls.__parameters__, arguments, strict=True)) if arguments else {}
    )
    inherited: dict[TypeVar, Annotation] = {}
    for base in get_original_bases(cls):
        if origin_of(base) not in (None, Generic, Protocol):
            inherited.update(type_arguments_of(substitute(base, own)))
    return {**inherited, **own}


def substitute(annotation: Annotation, type_arguments: TypeArguments) -> Annotation:
    """Return an annotation with its type variables replaced; those without an argument stay."""
    if isinstance(annotation, TypeVar):
        return type_arguments.get(annotation, annotation)
    variables = _type_variables(annotation)
    if not variables:
        return annotation
    return annotation[tuple(type_arguments.get(variable, variable) for variable in variables)]


def _type_variables(annotation: Annotation) -> tuple[TypeVar, ...]:
    """Return the type variables in an annotation; an empty tuple for a class, whose `__parameters__` are its own."""
    if isinstance(annotation, type):
        return ()
    variables: tuple[TypeVar, ...] = getattr(annotation, "__parameters__", ())
    return variables


def _field(parameter: inspect.Parameter, annotation: Annotation, owner: Annotation) -> Field:
    if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
        raise TypeError(f"{name_of(owner)}: the parameter {parameter} cannot be passed by name")
    if annotation is parameter.empty:
        raise TypeError(f"{name_of(owner)}: the parameter {parameter} has no type annotation")
    if isinstance(annotation, dataclasses.InitVar):
        annotation = cast("Annotation", annotation).type
    if origin_of(annotation) is Final:
        (annotation,) = get_args(annotation)
    return Field(parameter.name, annotation, has_default=parameter.default is not parameter.empty)


def _typed_dict_field(cls: Annotation, name: str, hint: Annotation, type_arguments: TypeArguments) -> Field:
    """Return a key of a TypedDict. A key that may be absent counts as one with a default.

    `Required` and `NotRequired` are looked for in the evaluated annotation: the class itself does not see them in
    annotations that were strings.
    """
    required = name in cls.__required_keys__
    while origin_of(hint) in (Required, NotRequired, ReadOnly):
        if origin_of(hint) is not ReadOnly:
            required = origin_of(hint) is Required
        (hint,) = get_args(hint)
    return Field(name, substitute(hint, type_arguments), has_default=not required)


def _is_named_tuple(cls: Annotation) -> bool:
    return hasattr(cls, "_fields") and issubclass(cls, tuple)
