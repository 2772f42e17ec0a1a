"""Building a request: checked parameters, JSON body, headers and URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import httpx
from attrs import frozen

from aimlkit._json import encode_json
from aimlkit._omit import Omit, omit
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimlkit._options import TimeoutTypes
    from aimlkit._size_limits import SizeLimits
    from aimlkit_api.operations import OperationSpec


@frozen
class RequestOptions:
    """The arguments of a call that are not parameters of the API."""

    extra_headers: Mapping[str, str | Omit] | None = None
    """Headers of this request; they take precedence over the client's."""
    extra_query: Mapping[str, object] | None = None
    """Query parameters of this request."""
    extra_body: Mapping[str, object] | None = None
    """Properties of the JSON body, unchecked."""
    timeout: TimeoutTypes | Omit = omit
    """Seconds, as for the client."""

    def __attrs_post_init__(self) -> None:
        """Raise TypeError if one of the mappings is something else."""
        require_mapping("extra_headers", self.extra_headers)
        require_mapping("extra_query", self.extra_query)
        require_mapping("extra_body", self.extra_body)


@frozen
class PreparedRequest:
    """A request that is ready to be sent, any number of times."""

    request: httpx.Request
    stream: bool
    """Whether the response is expected to be a stream of events."""
    timeout: float
    """Seconds that an attempt may take, body included; `math.inf`: no limit."""
    size_limits: SizeLimits


def request_body(
    spec: OperationSpec, params: Mapping[str, object], extra_body: Mapping[str, object] | None
) -> bytes:
    """Return the JSON body of a request: `params` without those that are `omit`, and `extra_body`.

    Raises TypeError for a parameter that the operation does not have, for one that is required and missing, and
    for a value that has no JSON form.
    """
    for name in params:
        if name not in spec.parameters:
            raise TypeError(unknown_parameter_message(spec.path, name, spec.parameters))
    body = {name: value for name, value in params.items() if value is not omit}
    body.update(extra_body or {})
    missing = spec.required - body.keys()
    if missing:
        raise TypeError(f"{spec.path} needs {' and '.join(sorted(missing))}")
    return encode_json(body)


def unknown_parameter_message(where: str, name: str, known: Iterable[str]) -> str:
    """Return the message for a parameter that does not exist, with the most similar known name."""
    return (
        f"{where} takes no parameter {name!r}{did_you_mean(name, known)}"
        " (extra_body= sends parameters that this version does not know)"
    )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a suggestion to append to an error message; empty if no known name is similar."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for error messages

    matches = get_close_matches(name, known, 1)
    return f"; did you mean {matches[0]}?" if matches else ""


def merge_headers(headers: Mapping[str, str], overrides: Mapping[str, str | Omit] | None) -> dict[str, str]:
    """Return `headers` (lower-case names) with `overrides` applied; `omit` removes a header.

    Raises TypeError for an invalid name, and for a value that is not a line of ASCII text.
    """
    merged = dict(headers)
    for name, value in (overrides or {}).items():
        if not _is_header_name(name):
            raise TypeError(f"{name!r} is not the name of a header")
        if isinstance(value, Omit):
            merged.pop(name.lower(), None)
        elif _is_header_value(value):
            merged[name.lower()] = value
        else:
            raise TypeError(f"the header {name!r} must be a line of ASCII text, or omit")
    return merged


def _is_header_name(name: object) -> bool:
    """Return whether `name` is a token of RFC 9110."""
    return isinstance(name, str) and re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name) is not None


def _is_header_value(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()


def add_query(url: httpx.URL, *queries: Mapping[str, object] | None) -> httpx.URL:
    """Return `url` with the parameters of all `queries`; later ones take precedence. Raises ValueError."""
    query: dict[str, Any] = {}
    for each in queries:
        query.update(each or {})
    if not query:
        return url
    try:
        return url.copy_merge_params(query)
    except (UnicodeError, httpx.InvalidURL) as error:
        raise ValueError(f"a query parameter cannot be sent: {error}") from None


def require_mapping(name: str, value: object) -> None:
    """Raise TypeError if an option is neither a mapping nor None."""
    if value is not None and not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a mapping; it is {value!r}")


@lru_cache(maxsize=64)
def operation_url(base_url: httpx.URL, path: str) -> httpx.URL:
    """Return the URL of an operation: its path below the common prefix, below `base_url`."""
    return base_url.copy_with(path=base_url.path.rstrip("/") + path.removeprefix(PREFIX))
