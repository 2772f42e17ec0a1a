"""What a call asks for, as what is sent: checked names, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aimlkit._options import NOT_GIVEN
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from aimlkit_api.operations import Operation

#: What every call takes beside its parameters.
OPTIONS = frozenset({"extra_headers", "extra_query", "extra_body", "timeout"})


def request_of(
    operation: Operation, tool_param: str, params: Mapping[str, Any]
) -> tuple[bytes, dict[str, Any]]:
    """The body of a request, and the options of its call.

    Raises TypeError for a parameter that the contract does not know, and for what JSON cannot say.
    """
    known = operation.parameters
    if not known.issuperset(params) and (unknown := [n for n in params if n not in known | OPTIONS]):
        from difflib import get_close_matches  # noqa: PLC0415 - only for who errs

        near = get_close_matches(unknown[0], known | OPTIONS, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        said = f"{operation.path} takes no parameter {unknown[0]!r}{hint}"
        raise TypeError(f"{said} (extra_body= sends what the contract does not know)")
    body = {name: value for name, value in params.items() if value is not NOT_GIVEN}
    options = {name: body.pop(name) for name in OPTIONS.intersection(body)}
    if body.get("tools"):
        body["tools"] = [tool_of(tool, tool_param) for tool in body["tools"]]
    return encoded(body | (options.get("extra_body") or {})), options


def tool_of(tool: object, tool_param: str) -> object:
    """A tool as the API takes it; those made of functions know it by a method."""
    make: Callable[[], object] | None = getattr(tool, tool_param, None)
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
    if isinstance(value, Model):
        return _without_none(value.to_dict())
    if callable(dump := getattr(value, "model_dump", None)):  # a model of pydantic
        return dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [*value]
    raise TypeError(f"a {type(value).__name__} cannot be sent: it is nothing that JSON knows")


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(item) for name, item in value.items() if item is not None}
    return [*map(_without_none, value)] if isinstance(value, list) else value
