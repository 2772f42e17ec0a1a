"""Building a request: checked parameters, JSON body, headers and URL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import is_not
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

import httpx
from attrs import frozen

from aimlkit._json import encode_json, json_object
from aimlkit._omit import Omit, omit
from aimlkit_api import headers
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimlkit._api_keys import ApiKeys
    from aimlkit._options import TimeoutTypes
    from aimlkit._response_cache import CachedResponse
    from aimlkit._size_limits import SizeLimits
    from aimlkit_api.operations import OperationSpec, RequestObject


# Query parameters with more levels are rejected, because a list may contain itself.
_MAX_QUERY_DEPTH = 20


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
    client_request_id: str | Omit | None = omit
    """The id that the application gives the request; None for no id."""

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
    """True if the response is expected to be a stream of events."""
    timeout: float
    """Seconds that an attempt may take, body included; `math.inf`: no limit."""
    size_limits: SizeLimits
    read_body: bool = True
    """True if the body of a successful response is read; if not, the program reads it itself."""
    cached: CachedResponse | None = None
    """The cached response to return if the server responds with status 304 (Not Modified)."""
    api_keys: ApiKeys | None = None
    """The source of the key of each attempt; None if the request already has its key."""


def request_body(
    spec: OperationSpec,
    params: Mapping[str, object],
    extra_body: Mapping[str, object] | None,
    objects: Mapping[str, RequestObject],
) -> bytes:
    """Return the JSON body of a request: `params` without those that are `omit`, and `extra_body`.

    Nulls inside the parameters are left out unless the API requires them: messages and items of earlier responses have
    a null for each property that was missing there, and the service refuses most of these nulls. `objects` are the
    objects of the body that are searched for nulls.

    Raises TypeError for a parameter that the operation does not have, for one that is required and missing, and
    for a value that has no JSON form.
    """
    for name in params:
        if name not in spec.parameters:
            raise TypeError(unknown_parameter_message(spec.path, name, spec.parameters))
    body = {name: value for name, value in params.items() if value is not omit}
    for name, described in objects.items():
        if (value := body.get(name)) is not None:
            body[name] = without_optional_nulls(value, described)
    for name, value in (extra_body or {}).items():
        if isinstance(value, Omit):
            body.pop(name, None)
        else:
            body[name] = value
    missing = spec.required - body.keys()
    if missing:
        raise TypeError(f"{spec.path} needs {' and '.join(sorted(missing))}")
    return encode_json(body)


def without_optional_nulls(value: object, described: RequestObject) -> object:
    """Return an object, or an array of objects, without the nulls that the API does not require.

    Only objects that the contract describes are searched: others are data, such as the schema of a tool. `value` itself
    is returned if there is nothing to leave out; it is never changed.
    """
    if isinstance(value, str) or not isinstance(value, Sequence):
        return _object_without_nulls(value, described)
    items = cast("Sequence[object]", value)
    cleaned = [_object_without_nulls(item, described) for item in items]
    return cleaned if any(map(is_not, cleaned, items)) else items


def _object_without_nulls(value: object, described: RequestObject) -> object:
    fields = json_object(value)
    if fields is None:
        return value
    cleaned_fields: dict[str, object] | None = None
    for name, item in fields.items():
        if item is None:
            if name in described.required_nulls:
                continue
            cleaned_fields = {**fields} if cleaned_fields is None else cleaned_fields
            del cleaned_fields[name]
        elif name in described.objects and not isinstance(item, str):
            cleaned_item = without_optional_nulls(item, described.objects[name])
            if cleaned_item is not item:
                cleaned_fields = {**fields} if cleaned_fields is None else cleaned_fields
                cleaned_fields[name] = cleaned_item
    return value if cleaned_fields is None else cleaned_fields


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


def require_client_request_id(value: object) -> str:
    """Return `value` if it can be the application's own id of a request.

    The service ignores an invalid id without an error. Raises TypeError if it is not a string, and ValueError if the
    service would ignore it.
    """
    if not isinstance(value, str):
        raise TypeError(f"client_request_id must be a string; it is {value!r}")
    shortest, longest = headers.CLIENT_REQUEST_ID_MIN_LENGTH, headers.CLIENT_REQUEST_ID_MAX_LENGTH
    pattern = headers.CLIENT_REQUEST_ID_PATTERN
    is_too_long = longest is not None and len(value) > longest
    if len(value) < shortest or is_too_long or not (pattern is None or re.fullmatch(pattern, value)):
        limit = "" if longest is None else f" to {longest}"
        form = "" if pattern is None else f" and match {pattern}"
        raise ValueError(
            f"client_request_id must have {shortest}{limit} characters{form}; it is {value[:200]!r}"
        )
    return value


def _is_header_value(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()


def add_query(
    url: httpx.URL,
    default_query: Mapping[str, object],
    query: Mapping[str, str | list[str]],
    extra_query: Mapping[str, object],
) -> httpx.URL:
    """Return `url` with the parameters of the client, of the API and of the call; later ones take precedence.

    Lists and mappings of the client and of the call are written as openai-python writes them: `a[]=1&a[]=2`, `a[b]=1`.
    Values that are None or `omit` are left out. Raises ValueError for values that are nested too deeply.
    """
    items_by_name: dict[str, list[tuple[str, str]]] = {}
    for name, value in default_query.items():
        items_by_name[name] = _query_items(name, value)
    for name, texts in query.items():
        items_by_name[name] = [(name, text) for text in ([texts] if isinstance(texts, str) else texts)]
    for name, value in extra_query.items():
        items_by_name[name] = _query_items(name, value)
    items: list[tuple[str, str | int | float | bool | None]] = [
        item for items in items_by_name.values() for item in items
    ]
    if not items:
        return url
    try:
        return url.copy_merge_params(items)
    except (UnicodeError, httpx.InvalidURL) as error:
        raise ValueError(f"a query parameter cannot be sent: {error}") from None


def _query_items(name: str, value: object, depth: int = 0) -> list[tuple[str, str]]:
    """Return the parameters for a value, with brackets for the items of a list and the keys of a mapping."""
    if value is None or isinstance(value, Omit):
        return []
    if depth > _MAX_QUERY_DEPTH:
        raise ValueError(f"a query parameter cannot be sent: it has more than {_MAX_QUERY_DEPTH} levels")
    if (fields := json_object(value)) is not None:
        return [
            item for key, each in fields.items() for item in _query_items(f"{name}[{key}]", each, depth + 1)
        ]
    if isinstance(value, list | tuple):
        values = cast("Sequence[object]", value)
        return [item for each in values for item in _query_items(f"{name}[]", each, depth + 1)]
    if isinstance(value, bool):
        return [(name, "true" if value else "false")]
    return [(name, str(value))]


def require_mapping(name: str, value: object) -> None:
    """Raise TypeError if an option is neither a mapping nor None."""
    if value is not None and not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a mapping; it is {value!r}")


@lru_cache(maxsize=64)
def operation_url(base_url: httpx.URL, path: str) -> httpx.URL:
    """Return the URL of an operation: `base_url`, with the path of the operation below the common prefix appended.

    A path with another prefix, such as another version, replaces the prefix of `base_url`.
    """
    base = base_url.path.rstrip("/")
    if path.startswith(f"{PREFIX}/"):
        return base_url.copy_with(path=base + path.removeprefix(PREFIX))
    return base_url.copy_with(path=base.removesuffix(PREFIX) + path)


def path_url(base_url: httpx.URL, path: object) -> httpx.URL:
    """Return the URL of a path below `base_url`, or `path` itself if it is a URL of the same server.

    Raises TypeError if `path` is not a string, and ValueError if it is invalid or a URL of another server.
    """
    if not isinstance(path, str):
        raise TypeError(f"path must be a string; it is {path!r}")
    try:
        url = httpx.URL(path)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ValueError(f"path is not a URL: {error}") from None
    raw_path = url.raw_path
    if url.scheme or url.host or path.startswith(("//", "\\")):
        # The message has no part of `path`, because the URL may contain a secret.
        if _origin(base_url.join(url)) != _origin(base_url) or not url.host:
            raise ValueError(
                f"path is a URL of another server than {base_url.host}, which would receive the API key:"
                f" create a client with base_url= for it"
            )
    else:
        raw_path = base_url.raw_path.partition(b"?")[0].rstrip(b"/") + b"/" + raw_path.lstrip(b"/")
    url = base_url.copy_with(raw_path=raw_path)
    return url.copy_merge_params(base_url.params) if base_url.query else url


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    default_port = {"http": 80, "https": 443}.get(url.scheme)
    return url.scheme, url.host, url.port or default_port


@frozen
class UrlParameters:
    """The parameters of a request outside its body, as text: the path with its values, the query, and headers."""

    path: str
    query: Mapping[str, str | list[str]]
    headers: Mapping[str, str]


def url_parameters(spec: OperationSpec, params: Mapping[str, object]) -> UrlParameters:
    """Return the path, the query and the headers for `params`, without those that are `omit` or None.

    Raises TypeError for a value that is not text, a number, a boolean or a list of such, or for a path parameter that
    is empty.
    """
    path = spec.path
    query: dict[str, str | list[str]] = {}
    headers: dict[str, str] = {}
    for name, value in params.items():
        parameter = spec.url_parameters[name]
        if value is omit or (value is None and not parameter.required):
            continue
        texts = [_text_of(spec, name, item) for item in _items(value)]
        text = ",".join(texts)
        if parameter.location == "path":
            if text in ("", ".", ".."):
                raise TypeError(f"{spec.path} needs a value for {name}; it is {value!r}")
            path = path.replace(f"{{{name}}}", quote(text, safe=""))
        elif parameter.location == "query":
            query[name] = texts if parameter.explode and len(texts) != 1 else text
        else:
            headers[name] = text
    return UrlParameters(path, query, headers)


def _items(value: object) -> Iterable[object]:
    """Return the items of a list or set; a single value is the only item."""
    if isinstance(value, list | tuple | set | frozenset):
        return cast("Iterable[object]", value)
    return [value]


def _text_of(spec: OperationSpec, name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise TypeError(f"{spec.path} takes text for {name}, or a list of texts; {value!r} is neither")
