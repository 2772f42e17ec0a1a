"""Options and parameters of openai-python that this service does not have: rejected, or left out."""

from __future__ import annotations

import functools
import inspect
import warnings
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeAlias, TypeVar, cast

from aimlkit._omit import Omit
from aimlkit._redaction import SecretString
from aimlkit._spend import user_stack_level
from aimlkit_api.operations import OPENAI_CLIENT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

#: How a client handles options and parameters of openai-python that this service does not have.
Unsupported: TypeAlias = Literal["error", "warn", "drop"]

MethodP = ParamSpec("MethodP")
ResultT = TypeVar("ResultT")


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
                "AIMLAPI(unsupported='warn') or 'drop' leaves it out, extra_body= sends it anyway",
                unsupported,
            )


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
            unsupported = getattr(vars(args[0]).get("_session"), "unsupported", "error")
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
