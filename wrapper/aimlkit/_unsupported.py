"""Options and parameters that this service, or the model of a request, does not have: rejected, or left out."""

from __future__ import annotations

import functools
import inspect
import warnings
from typing import TYPE_CHECKING, Literal, ParamSpec, Protocol, TypeAlias, TypeVar, cast

from aimlkit._json import json_object
from aimlkit._omit import Omit
from aimlkit._redaction import SecretString
from aimlkit._spend import user_stack_level
from aimlkit_api.operations import OPENAI_CLIENT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from aimlkit_api.operations import OperationSpec
    from aimlkit_api.request_shapes import RequestShape, UnsupportedValues

#: How a client handles options and parameters of openai-python that this service does not have, and parameters that the
#: model of a request does not have.
Unsupported: TypeAlias = Literal["error", "warn", "drop"]

#: How many models an error message names.
_MAX_MODELS = 5

#: How to leave out a parameter, and how to send it.
_HINT = "AIMLAPI(unsupported='warn') or 'drop' leaves it out, extra_body= sends it anyway"

MethodP = ParamSpec("MethodP")
ResultT = TypeVar("ResultT")


class _HasUnsupported(Protocol):
    """The part of a session that this module reads."""

    unsupported: Unsupported


class UnsupportedParameterWarning(UserWarning):
    """Issued with `unsupported="warn"` for an option or parameter that is left out."""


def require_unsupported(value: object) -> None:
    """Raise ValueError if an option is not one of the values of `Unsupported`."""
    if value not in ("error", "warn", "drop"):
        raise ValueError(f"unsupported must be 'error', 'warn' or 'drop'; it is {value!r}")


def leave_out_parameters(
    method: str, arguments: dict[str, object], names: Collection[str], unsupported: Unsupported
) -> None:
    """Remove the arguments of `method` for parameters that only openai-python has; `names` are those parameters.

    Raises TypeError if `unsupported` is "error", and warns if it is "warn", unless the argument is `omit`.
    """
    for name in [name for name in arguments if name in names]:
        if not isinstance(arguments.pop(name), Omit):
            _reject_or_warn(
                f"{method}() takes no parameter {name!r}: the service does not have it",
                _HINT,
                unsupported,
            )


def supported_parameters(
    spec: OperationSpec,
    params: Mapping[str, object],
    extra_body: Mapping[str, object] | None,
    unsupported: Unsupported,
) -> Mapping[str, object]:
    """Return `params` without the parameters, and values of parameters, that only requests for other models can have.

    A value inside an object or an array is never left out, and neither is that of a required parameter. Models that the
    contract does not name, and `extra_body`, are not checked.

    Raises TypeError if `unsupported` is "error", and for a value that is never left out.
    """
    if len(spec.models) < 2:
        return params
    model = (extra_body or {}).get("model", params.get("model"))
    shape = _request_shape(spec.id, str(model)) if isinstance(model, str) else None
    if shape is None:
        return params
    supported = {**params}
    for name in sorted(shape.parameters & params.keys()):
        if not isinstance(supported.pop(name), Omit):
            others = [other for other in _models(spec.id) if _has_parameter(spec.id, other, name)]
            problem = f"{spec.path} takes no parameter {name!r} for the model {model!r}"
            _reject_or_warn(f"{problem}, only for {_listed(others)}", _HINT, unsupported)
    for name, values in shape.values.items():
        for path, value in _unsupported_values(params.get(name), values, (name,)):
            others = [other for other in _models(spec.id) if _has_value(spec.id, other, path, value)]
            problem = f"{spec.path} takes no {'.'.join(path)} {value!r} for the model {model!r}"
            can_leave_out = value is params[name] and name not in spec.required
            _reject_or_warn(
                f"{problem}, only for {_listed(others)}",
                _HINT if can_leave_out else f"extra_body= sends {name} unchecked",
                unsupported if can_leave_out else "error",
            )
            del supported[name]
    return supported


@functools.cache
def _request_shape(operation: str, model: str) -> RequestShape | None:
    """Return the parameters and values that requests for `model` cannot have; None if none are known."""
    # It is loaded with the first request for an operation that has several models.
    from aimlkit_api.request_shapes import request_shape  # noqa: PLC0415

    shape = request_shape(operation, model)
    return shape if shape and (shape.parameters or shape.values) else None


def _unsupported_values(
    value: object, unsupported: UnsupportedValues, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the values in `value` that are unsupported, each with its path of property names."""
    if isinstance(value, str):
        if value in unsupported.values:
            yield path, value
    elif isinstance(value, list | tuple):
        for item in cast("Sequence[object]", value):
            yield from _unsupported_values(item, unsupported, path)
    elif unsupported.objects and (fields := json_object(value)) is not None:
        for name, inner in unsupported.objects.items():
            if name in fields:
                yield from _unsupported_values(fields[name], inner, (*path, name))


def _models(operation: str) -> list[str]:
    from aimlkit_api.request_shapes import REQUEST_SHAPES  # noqa: PLC0415

    return sorted(REQUEST_SHAPES[operation])


def _has_parameter(operation: str, model: str, name: str) -> bool:
    shape = _request_shape(operation, model)
    return shape is None or name not in shape.parameters


def _has_value(operation: str, model: str, path: tuple[str, ...], value: str) -> bool:
    """Return whether requests for `model` have the parameter that `path` begins with, and can have `value` at `path`."""
    shape = _request_shape(operation, model)
    if shape is None:
        return True
    objects = shape.values
    for name in path[:-1]:
        if name not in objects:
            break
        objects = objects[name].objects
    is_unsupported = path[-1] in objects and value in objects[path[-1]].values
    return path[0] not in shape.parameters and not is_unsupported


def _listed(models: list[str]) -> str:
    if len(models) > _MAX_MODELS:
        return f"{', '.join(models[:_MAX_MODELS])} and {len(models) - _MAX_MODELS} other models"
    return " and ".join(filter(None, [", ".join(models[:-1]), models[-1]]))


def accept_openai_options(method: Callable[MethodP, ResultT]) -> Callable[MethodP, ResultT]:
    """Make a method of a client reject, or leave out, the options that only openai-python has.

    They are not in its signature, so that type checkers and editors report them. Options that are None, their default in
    openai-python, are ignored.
    """
    names = OPENAI_CLIENT_OPTIONS - {*inspect.signature(method).parameters}

    @functools.wraps(method)
    def accepting(*args: MethodP.args, **kwargs: MethodP.kwargs) -> ResultT:
        arguments: dict[str, object] = kwargs
        if isinstance(api_key := arguments.get("api_key"), str):
            # A traceback may show local variables: none of them may be the key as plain text.
            arguments["api_key"] = api_key = SecretString(api_key)
        unsupported = arguments.get("unsupported")
        if unsupported is None or isinstance(unsupported, Omit):
            # A client that is being created has no session yet.
            session: _HasUnsupported | None = args[0].__dict__.get("_session")
            unsupported = "error" if session is None else session.unsupported
        require_unsupported(unsupported)
        for name in names & arguments.keys():
            if arguments.pop(name) is not None:
                _reject_or_warn(
                    f"{type(args[0]).__name__} has no option {name!r}: the service has no such setting",
                    "unsupported='warn' or 'drop' leaves it out",
                    cast("Unsupported", unsupported),
                )
        return method(*args, **kwargs)

    return accepting


def _reject_or_warn(problem: str, hint: str, unsupported: Unsupported) -> None:
    if unsupported == "error":
        raise TypeError(f"{problem} ({hint})")
    if unsupported == "warn":
        warnings.warn(problem, UnsupportedParameterWarning, stacklevel=user_stack_level())
