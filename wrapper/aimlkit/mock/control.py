"""The control endpoints of the mock, under /_mock: enqueue responses, read recorded requests, reset.

They accept requests from this machine only.
"""

import ipaddress
from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aimlkit.mock import error_responses, mock_response_json, request_body
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.http_response import HTTPResponse, json_response
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.sample_text import excerpt
from aimlkit.mock.state import MockState

CONTROL_PREFIX = "/_mock/"

#: Applies the body of a request to the state of the mock; returns the JSON of the response.
Action: TypeAlias = Callable[[MockState, bytes], object]


def control_routes(state: MockState, limits: RequestLimits) -> list[Route]:
    """Return the routes of the control endpoints."""
    return [
        _route("responses", {"POST": enqueue_responses}, state, limits),
        _route("requests", {"GET": list_requests}, state, limits),
        _route("reset", {"POST": reset}, state, limits),
    ]


def enqueue_responses(state: MockState, content: bytes) -> object:
    """Enqueue the mock responses in a JSON list; return how many are pending."""
    mock_responses = mock_response_json.parse_mock_responses(request_body.parse_body(content))
    state.pending_responses.extend(mock_responses)
    return {"pending": len(state.pending_responses)}


def list_requests(state: MockState, _: bytes) -> object:
    """Return the recorded requests, oldest first."""
    return [
        {
            "method": request.method,
            "path": request.path,
            "query": request.query,
            "headers": request.headers,
            "body": request.body,
        }
        for request in state.requests
    ]


def reset(state: MockState, _: bytes) -> object:
    """Reset the mock."""
    state.reset()
    return {"pending": 0}


def is_loopback(host: str) -> bool:
    """Return whether the address belongs to this machine."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _check_sender(request: Request) -> None:
    """Raise HTTPError with status 403 unless the request was sent on this machine, and by no foreign web page.

    A page can be served under a name that then resolves to this machine (DNS rebinding). Its requests have that name
    in the header `Host`, and the origin of the page in `Origin`.
    """
    if not (request.client and is_loopback(request.client.host)):
        raise HTTPError(403, "the control endpoints accept requests from this machine only")
    host = request.headers.get("host", "")
    if not _names_this_machine(f"//{host}"):
        raise HTTPError(403, f"the Host of a control endpoint is localhost or 127.0.0.1, not {excerpt(host)}")
    origin = request.headers.get("origin")
    if origin is not None and not _names_this_machine(origin):
        raise HTTPError(403, f"a page of {excerpt(origin)} must not use the control endpoints")


def _names_this_machine(url: str) -> bool:
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return name == "localhost" or name.endswith(".localhost") or is_loopback(name)


def to_starlette(response: HTTPResponse) -> Response:
    """Return the response as Starlette's class."""
    converted = Response(b"".join(response.body), response.status)
    converted.raw_headers = list(response.headers)
    return converted


def _route(name: str, actions: Mapping[str, Action], state: MockState, limits: RequestLimits) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            _check_sender(request)
            content_length = request.headers.get("content-length", "")
            content = await request_body.read_body(
                request.receive, content_length, limits.max_body, limits.body_timeout
            )
            content_type = request.headers.get("content-type", "").partition(";")[0]
            # Browsers do not let pages of another origin send this type, so no web page can control the mock.
            if content and content_type != "application/json":
                raise HTTPError(415, "the content type of the body is not application/json")
            return to_starlette(json_response(actions[request.method](state, content)))
        except HTTPError as error:
            return to_starlette(error_responses.error_response(error, request.url.path, state))
        except request_body.ClientDisconnected:
            return Response()

    return Route(CONTROL_PREFIX + name, endpoint, methods=list(actions))
