"""Requests by path: `get()`, `post()`, `put()`, `patch()` and `delete()` of the clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar, get_origin

from attrs import frozen

from aimlkit._cost import COST_SPEC
from aimlkit._json import encode_json, json_object
from aimlkit._models import APIResponse
from aimlkit._omit import Omit, omit
from aimlkit._raw import raw_response_flow
from aimlkit._requests import RequestOptions, did_you_mean, operation_url, path_url, require_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from aimlkit._effects import Flow
    from aimlkit._options import TimeoutTypes
    from aimlkit._replies import ParsedReply, StreamReply
    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit.endpoints._base import AnyEndpoint

TargetT = TypeVar("TargetT")

# Requests with these methods cost nothing, unless their responses state a cost.
_FREE_METHODS = frozenset({"GET", "DELETE"})


class PathOptions(TypedDict, total=False):
    """The `options` of a request by path. Both names that openai-python has for one of them are accepted."""

    headers: Mapping[str, str | Omit] | None
    """Headers of this request, in addition to the client's; `omit` removes one."""
    params: Mapping[str, object] | None
    """Query parameters of this request."""
    extra_json: Mapping[str, object] | None
    """Properties to add to the body, which must be a JSON object, or None."""
    extra_headers: Mapping[str, str | Omit] | None
    """The same as `headers`."""
    extra_query: Mapping[str, object] | None
    """The same as `params`."""
    extra_body: Mapping[str, object] | None
    """The same as `extra_json`."""
    timeout: TimeoutTypes | Omit
    """The timeout of this request, in seconds; by default that of the client."""
    max_retries: int
    """The maximum number of retries; by default that of the client."""
    client_request_id: str | Omit | None
    """An id of your own for this request; by default that of the client, and None for no id."""


class PathResponse(APIResponse):
    """The JSON object in the response to a request by path. Its cost is read as `COST_SPEC` states it."""

    _spec = COST_SPEC


@frozen
class PathRequest:
    """A request by path."""

    method: str
    path: str
    body: object = None
    """A JSON value; None for no body."""
    options: PathOptions | None = None

    @property
    def is_charged(self) -> bool:
        """True if a response that states no cost has an unknown one; False if it is free."""
        return self.method not in _FREE_METHODS


def path_flow(
    session: SyncSession | AsyncSession, request: PathRequest, cast_to: type[TargetT]
) -> Flow[TargetT]:
    """Send a request by path; return its response as `cast_to`.

    Raises TypeError, ValueError and SpendLimitError before anything is sent, APIError if the request fails, and
    OutputValidationError if the response does not match the type.
    """
    url = path_url(session.base_url, request.path)
    endpoint = _endpoint_at(session, request, url)

    def read(reply: ParsedReply) -> APIResponse:
        response_class = endpoint.response_class if endpoint else PathResponse
        spec = endpoint.spec if endpoint else COST_SPEC
        response: APIResponse = response_class.from_dict(reply.data)
        return session.with_details(response, spec, reply, is_charged=request.is_charged)

    raw = yield from raw_response_flow(
        _reply_flow(session, request, url, stream=False), read, session.echo_redactor
    )
    if cast_to is type(None):
        return cast_to()
    return raw.parse(to=cast_to)


def path_stream_flow(
    session: SyncSession | AsyncSession, request: PathRequest, stream_class: type[object], requested: object
) -> Flow[tuple[StreamReply, AnyEndpoint]]:
    """Send a request by path for a stream of events; return its reply, and the endpoint that defines the events.

    Raises TypeError if `requested` is neither `stream_class` nor None, or if the path is not that of an endpoint.
    """
    if requested is not None and (get_origin(requested) or requested) is not stream_class:
        raise TypeError(f"stream_cls must be aimlkit.{stream_class.__name__}; it is {requested!r}")
    url = path_url(session.base_url, request.path)
    endpoint = _endpoint_at(session, request, url)
    if endpoint is None:
        raise TypeError(
            f"the events of {request.method} {request.path} are unknown: cast_to=str returns them as text"
        )
    reply = yield from _reply_flow(session, request, url, stream=True)
    return session.stream_reply(reply), endpoint


def _reply_flow(
    session: SyncSession | AsyncSession, request: PathRequest, url: httpx.URL, *, stream: bool
) -> Flow[ParsedReply]:
    settings = _settings(request.options)
    body = request.body
    if extra := settings.get("extra_body"):
        if body is not None and json_object(body) is None:
            raise TypeError(f"extra_json adds to a body that is an object; it is {type(body).__name__}")
        body = {**(json_object(body) or {}), **extra}
    if (fields := json_object(body)) is not None:
        body = {name: value for name, value in fields.items() if not isinstance(value, Omit)}
    options = RequestOptions(
        extra_headers=settings.get("extra_headers"),
        extra_query=settings.get("extra_query"),
        timeout=settings.get("timeout", omit),
        client_request_id=settings.get("client_request_id", omit),
    )
    return (
        yield from session.path_flow(
            request.method,
            url,
            None if body is None else encode_json(body),
            options,
            settings.get("max_retries", session.max_retries),
            _endpoint_at(session, request, url),
            stream=stream,
            is_charged=request.is_charged,
        )
    )


def _settings(options: PathOptions | None) -> PathOptions:
    """Return the options with the values of both names merged. Raises TypeError for an unknown name."""
    require_mapping("options", options)
    known = PathOptions.__annotations__
    for name in options or ():
        if name not in known:
            raise TypeError(f"options has no {name!r}{did_you_mean(name, known)}")
    settings: PathOptions = {**(options or {})}
    settings["extra_headers"] = {**(settings.get("headers") or {}), **(settings.get("extra_headers") or {})}
    settings["extra_query"] = {**(settings.get("params") or {}), **(settings.get("extra_query") or {})}
    settings["extra_body"] = {**(settings.get("extra_json") or {}), **(settings.get("extra_body") or {})}
    return settings


def _endpoint_at(
    session: SyncSession | AsyncSession, request: PathRequest, url: httpx.URL
) -> AnyEndpoint | None:
    """Return the endpoint that implements the calls of a URL; None if there is none."""
    from aimlkit.endpoints._registry import ENDPOINTS  # noqa: PLC0415 - only for requests by path

    for endpoint in ENDPOINTS:
        own_url = operation_url(session.base_url, endpoint.spec.path)
        if (request.method, url.path) == (endpoint.spec.method, own_url.path):
            return endpoint
    return None
