"""The control endpoints of the mock, under /_mock: enqueue responses, add rules, read recorded requests, reset.

They accept requests from this machine only, or with the control token; `health` and `openapi.json`, which
contain nothing about requests, from everywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aimlkit.mock import error_responses, metrics, mock_response_json, request_body, rule_json
from aimlkit.mock.control_access import check_sender
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.http_response import HTTPResponse, json_response, raw_response
from aimlkit.mock.json_types import JsonObject, Schema
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.mock_response_json import MOCK_RESPONSE_SCHEMA
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.rule_json import DIALECT, RULES_SCHEMA
from aimlkit.mock.state import MockState

CONTROL_PREFIX = "/_mock/"

#: Applies the body of a request to the state of the mock; returns the response.
Action: TypeAlias = Callable[[MockState, bytes], HTTPResponse]

_COUNT: JsonObject = {"type": "integer", "minimum": 0}


@dataclass(frozen=True)
class ControlOperation:
    """A control endpoint with one method: its action, and the schemas of its bodies."""

    method: str
    name: str  # the path below CONTROL_PREFIX
    summary: str
    action: Action
    response_schema: Schema
    request_schema: Schema | None = None
    response_type: str = "application/json"
    is_public: bool = False  # everyone may use it


def enqueue_responses(state: MockState, content: bytes) -> HTTPResponse:
    """Enqueue the mock responses in a JSON list; return how many are pending."""
    mock_responses = mock_response_json.parse_mock_responses(request_body.parse_body(content))
    try:
        state.enqueue(mock_responses, len(content))
    except ValueError as error:
        raise HTTPError(400, str(error)) from error
    return json_response({"pending": len(state.pending_responses)})


def add_rules(state: MockState, content: bytes) -> HTTPResponse:
    """Add the rules in a JSON list, all or none; return how many rules there are."""
    try:
        rules = rule_json.parse_rules(request_body.parse_body(content), state.contract)
        state.add_rules(rules, len(content))
    except ValueError as error:
        raise HTTPError(400, str(error)) from error
    return json_response({"rules": len(state.rules)})


def list_rules(state: MockState, _: bytes) -> HTTPResponse:
    """Return the rules, in the order in which they are tried."""
    return json_response(
        [{"name": rule.name, "times": rule.times, "uses": rule.uses} for rule in state.rules]
    )


def remove_rules(state: MockState, _: bytes) -> HTTPResponse:
    """Remove the rules that were added, and restart those of the file; return how many rules are left."""
    state.rules.reset()
    return json_response({"rules": len(state.rules)})


def list_requests(state: MockState, _: bytes) -> HTTPResponse:
    """Return the recorded requests, oldest first."""
    return json_response([_request_fields(request) for request in state.requests])


def list_problems(state: MockState, _: bytes) -> HTTPResponse:
    """Return the mistakes in the rules that requests have shown."""
    return json_response([*state.problems])


def reset(state: MockState, _: bytes) -> HTTPResponse:
    """Reset the mock."""
    state.reset()
    return json_response({"pending": 0})


def show_health(state: MockState, _: bytes) -> HTTPResponse:
    """Return that the mock is running."""
    return json_response({"status": "ok"})


def show_metrics(state: MockState, _: bytes) -> HTTPResponse:
    """Return the counters as Prometheus text."""
    gauges = {
        "pending_responses": len(state.pending_responses),
        "problems": len(state.problems),
        "rules": len(state.rules),
    }
    text = state.metrics.text(gauges)
    return raw_response(text.encode(), 200, [(b"content-type", metrics.CONTENT_TYPE.encode())])


def show_document(state: MockState, _: bytes) -> HTTPResponse:
    """Return the OpenAPI document of the control endpoints."""
    return json_response(openapi_document())


def _object(**properties: Schema) -> JsonObject:
    """Return the schema of an object that has all of these properties."""
    return {"type": "object", "required": [*properties], "properties": properties}


_TEXT: JsonObject = {"type": "string"}
_OPTIONAL_TEXT: JsonObject = {"type": ["string", "null"]}
_REQUEST_SCHEMA = _object(
    method=_TEXT,
    path=_TEXT,
    query={**_TEXT, "description": "as it is in the URL"},
    headers={"type": "object", "additionalProperties": _TEXT, "description": "credentials are ***"},
    body={"description": "the parsed JSON; null if it is none"},
    model={**_OPTIONAL_TEXT, "description": "of a valid request to a model"},
    rule={**_OPTIONAL_TEXT, "description": "the name of the rule that matched"},
    fault={**_OPTIONAL_TEXT, "description": "the name of the random fault"},
    status={"type": ["integer", "null"], "description": "of the response; null if there is none"},
    seconds={"type": ["number", "null"], "description": "until the end of the response; null until then"},
)
_RULE_STATE_SCHEMA = _object(name=_TEXT, times={"type": ["integer", "null"]}, uses=_COUNT)

OPERATIONS: Sequence[ControlOperation] = (
    ControlOperation(
        "POST",
        "responses",
        "Enqueue responses for the next requests",
        enqueue_responses,
        _object(pending=_COUNT),
        request_schema={"type": "array", "items": MOCK_RESPONSE_SCHEMA},
    ),
    ControlOperation(
        "GET",
        "rules",
        "List the rules, in the order in which they are tried",
        list_rules,
        {"type": "array", "items": _RULE_STATE_SCHEMA},
    ),
    ControlOperation(
        "POST",
        "rules",
        "Add rules, all or none",
        add_rules,
        _object(rules=_COUNT),
        request_schema=RULES_SCHEMA,
    ),
    ControlOperation("DELETE", "rules", "Remove the added rules", remove_rules, _object(rules=_COUNT)),
    ControlOperation(
        "GET",
        "requests",
        "List the recorded requests, oldest first",
        list_requests,
        {"type": "array", "items": _REQUEST_SCHEMA},
    ),
    ControlOperation(
        "GET",
        "problems",
        "List the mistakes in the rules that requests have shown",
        list_problems,
        {"type": "array", "items": _TEXT},
    ),
    ControlOperation("POST", "reset", "Return to the initial state", reset, _object(pending=_COUNT)),
    ControlOperation(
        "GET", "metrics", "Show counters", show_metrics, _TEXT, response_type=metrics.CONTENT_TYPE
    ),
    ControlOperation(
        "GET",
        "health",
        "Show that the mock is running",
        show_health,
        _object(status={"const": "ok"}),
        is_public=True,
    ),
    ControlOperation(
        "GET",
        "openapi.json",
        "Show this document",
        show_document,
        {"type": "object"},
        is_public=True,
    ),
)


def openapi_document() -> JsonObject:
    """Return the OpenAPI document of the control endpoints."""
    paths: JsonObject = {}
    for operation in OPERATIONS:
        described: JsonObject = {
            "operationId": operation.action.__name__,
            "summary": operation.summary,
            "responses": {
                "200": {
                    "description": "The result",
                    "content": {operation.response_type: {"schema": operation.response_schema}},
                },
                "default": {"description": "An error, with its message"},
            },
            "security": [] if operation.is_public else [{}, {"token": []}],
        }
        if operation.request_schema is not None:
            content = {"application/json": {"schema": operation.request_schema}}
            described["requestBody"] = {"required": True, "content": content}
        paths.setdefault(CONTROL_PREFIX + operation.name, {})[operation.method.lower()] = described
    scheme = {
        "type": "http",
        "scheme": "bearer",
        "description": "The control token, for requests from other machines",
    }
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {"title": "Control endpoints of the mock of aimlkit", "version": "1"},
        "paths": paths,
        "components": {"securitySchemes": {"token": scheme}},
    }


def control_routes(state: MockState, limits: RequestLimits, token: str | None) -> list[Route]:
    """Return the routes of the control endpoints; requests from other machines need the token."""
    names = dict.fromkeys(operation.name for operation in OPERATIONS)
    return [_route(name, state, limits, token) for name in names]


def to_starlette(response: HTTPResponse) -> Response:
    """Return the response as Starlette's class."""
    converted = Response(b"".join(response.body), response.status)
    converted.raw_headers = list(response.headers)
    return converted


def _request_fields(request: RecordedRequest) -> JsonObject:
    return {
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": request.headers,
        "body": request.body,
        "model": request.model,
        "rule": request.rule,
        "fault": request.fault,
        "status": request.status,
        "seconds": request.seconds,
    }


def _route(name: str, state: MockState, limits: RequestLimits, token: str | None) -> Route:
    operations = {operation.method: operation for operation in OPERATIONS if operation.name == name}
    if "GET" in operations:
        operations["HEAD"] = operations["GET"]  # the server sends no body

    async def endpoint(request: Request) -> Response:
        operation = operations[request.method]
        try:
            if not operation.is_public:
                check_sender(request, token)
            content_length = request.headers.get("content-length", "")
            content = await request_body.read_body(
                request.receive, content_length, limits.max_body, limits.body_timeout
            )
            content_type = request.headers.get("content-type", "").partition(";")[0]
            # Browsers do not let pages of another origin send this type, so no web page can control the mock.
            if content and content_type != "application/json":
                raise HTTPError(415, "the content type of the body is not application/json")
            return to_starlette(operation.action(state, content))
        except HTTPError as error:
            return to_starlette(error_responses.error_response(error, request.url.path, state))
        except request_body.ClientDisconnected:
            return Response()

    return Route(CONTROL_PREFIX + name, endpoint, methods=list(operations))
