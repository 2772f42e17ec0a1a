"""What a call asks for, as what is sent: checked names, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aimlkit_api.operations import OPTIONS
from aimlkit_api.types import UNSET, Model, Unset

if TYPE_CHECKING:
    from aimlkit_api.operations import Operation

NotGiven = Omit = Unset
#: Stands for an argument that is not given: such a parameter is not sent, such a header is left out.
NOT_GIVEN: Any = UNSET
not_given = omit = NOT_GIVEN


def request_of(operation: Operation, params: Mapping[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """A call's body and options. Raises TypeError for names unknown or missing, and what JSON cannot say."""
    for unknown in params.keys() - operation.parameters - OPTIONS:
        raise TypeError(_unknown(unknown, operation))
    body = {name: value for name, value in params.items() if value is not NOT_GIVEN}
    options = {name: body.pop(name) for name in OPTIONS.intersection(body)}
    if body.get("tools"):
        body["tools"] = [tool_of(tool, operation.form) for tool in body["tools"]]
    body |= options.get("extra_body") or {}
    if missing := operation.required - body.keys():
        raise TypeError(f"{operation.path} needs {' and '.join(sorted(missing))}")
    return encoded(body), options


def _unknown(name: str, operation: Operation) -> str:
    from aimlkit._options import ClientOptions  # noqa: PLC0415 - only for who errs

    said = f"{operation.path} takes no parameter {name!r}"
    if name in ClientOptions.__annotations__:
        return f"{said}: it is an option of the client, as in client.with_options({name}=...)"
    near = hint(name, operation.parameters | OPTIONS)
    return f"{said}{near} (extra_body= sends what the contract does not know)"


def hint(name: str, known: Iterable[str]) -> str:
    """What else may have been meant, to be put behind what is wrong."""
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def tool_of(tool: object, form: str) -> object:
    """A tool as the API takes it; those made of functions know it by a method."""
    if callable(tool):
        make_tool = "pydantic_function_tool" if isinstance(tool, type) else "function_tool"
        raise TypeError(f"{tool!r} is no tool yet: pass aimlkit.{make_tool}() of it")
    make: Callable[[], object] | None = getattr(tool, form, None)
    return make() if make else tool


def encoded(value: object) -> bytes:
    """JSON. Raises TypeError for what cannot be written so, and ValueError for numbers that JSON has not."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=plain)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair: JSON can say it, UTF-8 cannot
        return json.dumps(value, separators=(",", ":"), allow_nan=False, default=plain).encode()


def plain(value: object) -> object:
    """What an object is in JSON. What an answer left empty is left out, because a request may not have it."""
    if isinstance(value, type):
        raise TypeError(
            f"the class {value.__name__} cannot be sent: parse() and stream() take classes as forms"
        )
    if callable(dump := getattr(value, "model_dump", None)):
        # Of an answer, or a model of pydantic, which knows its names by their aliases.
        names = {} if isinstance(value, Model) else {"by_alias": True}
        return dump(mode="json", exclude_none=True, **names)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [*value]
    raise TypeError(f"a {type(value).__name__} cannot be sent: it is nothing that JSON knows")
