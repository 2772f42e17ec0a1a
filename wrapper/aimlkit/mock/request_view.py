"""A recorded request for the window: its row in the list, and its details. All values are JSON, within limits."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from aimlkit.mock.contract import MockContract, ServedOperation
from aimlkit.mock.contract_check import ContractChecker, UncheckedError, decoded
from aimlkit.mock.contract_facts import PropertyPath, get_property
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.event_blocks import parse_event
from aimlkit.mock.exchanges import Exchange, Request, header
from aimlkit.mock.json_text import parse_json
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.model_apis import MODEL_APIS
from aimlkit.mock.model_request import Message, ModelRequest
from aimlkit.mock.recorded_requests import RecordedRequest, redact_headers
from aimlkit.mock.request_code import as_curl, as_python
from aimlkit.mock.request_log import MIN_SECRET
from aimlkit.mock.responded_output import RespondedOutput
from aimlkit.mock.sent_response import SentResponse
from aimlkit.mock.untrusted_json import as_object, as_objects
from aimlkit.mock.violation import Violation
from aimlkit.mock.yaml_text import dump_yaml

MAX_SUMMARY_TEXT = 500  # characters of a text in the list, which the search looks at
MAX_TEXT = 200_000  # characters of a text in the details
MAX_ITEMS = 500  # messages, tools, events, violations, each
MAX_CONDITION = 200  # characters of the text that a suggested rule looks for

ItemT = TypeVar("ItemT")

_NO_OUTPUT = RespondedOutput((), None)


class RequestViews:
    """Makes the views of the requests of a mock."""

    def __init__(self, contract: MockContract) -> None:
        self._contract = contract
        self._checker = ContractChecker(contract)
        self._operations = {operation.id: operation for operation in contract.operations}

    def row(self, request: RecordedRequest) -> JsonObject:
        """Return what the list of requests shows, and what its search looks at."""
        model_request, output = self._model_request(request), self._output(request)
        violations, _ = self._violations(request)
        cleaned: JsonObject = _cleaned(
            request,
            {
                **_outcome(request, model_request),
                "text": model_request.user_text if model_request else "",
                "output": "\n".join(each.text for each in output.messages),
                "violations": len(violations),
            },
            MAX_SUMMARY_TEXT,
        )
        return cleaned

    def details(self, request: RecordedRequest, server_url: str) -> JsonObject:
        """Return everything that the window shows about a request; `server_url` is where its reader found the mock."""
        model_request, output = self._model_request(request), self._output(request)
        operation, api = self._operations.get(request.operation), MODEL_APIS.get(request.operation)
        violations, unchecked = self._violations(request)
        base_url = server_url + self._contract.base_path
        fields = as_object(request.body)
        hidden = api.conversation_fields if api else ()
        cleaned: JsonObject = _cleaned(
            request,
            {
                **_outcome(request, model_request),
                "query": request.query,
                "headers": dict(request.headers),
                "messages": _limited([_message(each) for each in model_request.messages], last=True)
                if model_request
                else None,
                "parameters": dict(islice(_parameters(fields, hidden), MAX_ITEMS)) if model_request else {},
                "tools": _limited([_json(each) for each in as_objects(fields.get("tools"))]),
                "body": _body(request.content, request.body),
                "response": _response(request.response, request.seconds),
                "output": _limited([_message(each) for each in output.messages]),
                "usage": dict(islice(_numbers(output.usage or {}), MAX_ITEMS)),
                "cost": self._cost(request, operation),
                "violations": _limited([_violation(each) for each in violations]),
                "unchecked": unchecked,
                "curl": _if_short(as_curl(request, server_url)),
                "python": _if_short(as_python(request, base_url, self._contract.base_path, operation)),
                "suggested_rule": _if_short(_json(_suggested_rule(model_request, output)))
                if model_request
                else None,
            },
            MAX_TEXT,
        )
        return cleaned

    def _model_request(self, request: RecordedRequest) -> ModelRequest | None:
        """Return a request to a model; None if it is invalid, or another one. Those that were passed on are read here."""
        api, operation = MODEL_APIS.get(request.operation), self._operations.get(request.operation)
        if request.api is not None or api is None or operation is None:
            return request.model_request
        try:
            valid = operation.validate(request.body, len(request.content))
        except HTTPError:
            return None
        return api.read_request(valid.fields, (), request.headers)

    def _output(self, request: RecordedRequest) -> RespondedOutput:
        """Return the output of the model in a response; an empty one if it has none."""
        response, operation = request.response, self._operations.get(request.operation)
        api = MODEL_APIS.get(request.operation)
        if response is None or operation is None or api is None or response.status >= 400:
            return _NO_OUTPUT
        if response.is_stream:
            return api.read_events(_event_values(response), operation)
        return api.read_response(as_object(_parsed(_decoded_body(response))))

    def _cost(self, request: RecordedRequest, operation: ServedOperation | None) -> JsonObject:
        """Return the cost in a response by its role in the contract, such as `cost-usd`."""
        response = request.response
        if response is None or operation is None:
            return {}
        if response.is_stream:
            values = _event_values(response)
            return _costs(values[-1] if values else {}, operation.stream.cost_paths)
        return _costs(as_object(_parsed(_decoded_body(response))), operation.cost_paths)

    def _violations(self, request: RecordedRequest) -> tuple[Sequence[Violation], str | None]:
        """Return the violations in a request and its response, and why they are not checked if they are not."""
        response = request.response
        if response is None or request.seconds is None:
            return (), None
        headers = [
            (name.encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()
        ]
        exchange = Exchange(
            Request(request.method, request.path, request.query, headers, request.content),
            response.status,
            response.headers,
            response.body,
            is_complete=response.is_complete and not response.is_shortened,
            has_all_headers=True,
        )
        try:
            return self._checker.check(exchange), None
        except UncheckedError as error:
            return (), str(error)


def _outcome(request: RecordedRequest, model_request: ModelRequest | None) -> JsonObject:
    return {
        "number": request.number,
        "received_at": request.received_at,
        "method": request.method,
        "path": request.path,
        "operation": request.operation,
        "api": model_request.api if model_request else None,
        "model": model_request.model if model_request else None,
        "rule": request.rule,
        "fault": request.fault,
        "status": request.status,
        "seconds": request.seconds,
    }


def _message(message: Message) -> JsonObject:
    calls = [{"name": call.name, "arguments": call.arguments_text} for call in message.tool_calls]
    return {
        "role": message.role,
        "text": message.text,
        "tool_name": message.tool_name,
        "tool_calls": _limited(calls),
    }


def _parameters(fields: JsonObject, hidden: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a request that are not hidden, as JSON."""
    for name, value in fields.items():
        if name not in hidden:
            yield name, _json(value)


def _violation(violation: Violation) -> JsonObject:
    action = None if violation.action is None else dump_yaml([violation.action])
    return {
        "direction": violation.direction,
        "schema_path": violation.schema_path,
        "rule": violation.rule,
        "sample": violation.sample,
        "action": action,
    }


def _response(response: SentResponse | None, seconds: float | None) -> JsonObject | None:
    if response is None:
        return None
    body = None
    events: list[JsonObject] = []
    if response.is_stream:
        events = [_event(at, block) for at, block in response.event_blocks()]
    else:
        content = _decoded_body(response)
        body = _body(content, _parsed(content))
    return {
        "headers": redact_headers(response.headers),
        "is_stream": response.is_stream,
        "is_complete": response.is_complete,
        "has_ended": seconds is not None,
        "is_shortened": response.is_shortened,
        "body": body,
        "events": _limited(events),
    }


def _event(at: float, block: bytes) -> JsonObject:
    return {"at": at, "block": block.decode(errors="replace")}


def _body(content: bytes, value: object) -> JsonObject:
    """Return a body as it was sent and, if it is JSON, with line breaks."""
    return {
        "size": len(content),
        "text": content[:MAX_TEXT].decode(errors="replace"),
        "formatted": None if value is None else _json(value),
    }


def _suggested_rule(request: ModelRequest, output: RespondedOutput) -> JsonObject:
    """Return a rule that gives the request the output that it had, as JSON of the control endpoints."""
    match: JsonObject = {"model": request.model}
    if request.tool_results:
        match["tool_result"] = request.tool_results[-1].tool_name or True
    elif request.user_text:
        match["contains"] = request.user_text[:MAX_CONDITION]
    message = output.messages[0] if output.messages else Message("assistant", "")
    reply: JsonObject = {"text": message.text}
    if message.tool_calls:
        calls = [{"name": call.name, "arguments": call.arguments_text} for call in message.tool_calls]
        reply = {"tool_calls": calls}
    return {"match": match, "reply": reply}


def _numbers(usage: JsonObject, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the numbers in a usage that are not 0, with the names that lead to them."""
    for name, value in usage.items():
        if isinstance(value, dict):
            yield from _numbers(cast("JsonObject", value), f"{prefix}{name}.")
        elif isinstance(value, int | float) and value:
            yield prefix + name, value


def _costs(value: JsonObject, paths: Mapping[str, PropertyPath]) -> JsonObject:
    costs: JsonObject = {}
    for role, path in paths.items():
        try:
            cost = get_property(value, path)
        except AttributeError:  # another server has something else than an object on the way
            continue
        if isinstance(cost, int | float | str):
            costs[role] = cost
    return dict(sorted(costs.items()))


def _event_values(response: SentResponse) -> list[JsonObject]:
    """Return the data of the events of a stream that are JSON objects."""
    values: list[JsonObject] = []
    for _, block in response.event_blocks():
        try:
            _, data = parse_event(block)
        except ValueError:
            continue
        value = _parsed((data or "").encode("utf-8", "surrogatepass"))
        if isinstance(value, dict):
            values.append(cast("JsonObject", value))
    return values


def _decoded_body(response: SentResponse) -> bytes:
    """Return the body without its content coding; as it is if that is not possible."""
    try:
        return decoded(response.body, header(response.headers, b"content-encoding"))
    except UncheckedError:
        return response.body


def _parsed(content: bytes) -> object:
    try:
        return parse_json(content)
    except ValueError:
        return None


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _if_short(text: str | None) -> str | None:
    """Return text that would be wrong if it were shortened; None in place of a long one."""
    return text if text is None or len(text) <= MAX_TEXT else None


def _limited(items: Sequence[ItemT], *, last: bool = False) -> JsonObject:
    """Return the first items, or the last ones, and how many are left out."""
    shown = items[-MAX_ITEMS:] if last else items[:MAX_ITEMS]
    return {"items": shown, "left_out": len(items) - len(shown)}


def _cleaned(request: RecordedRequest, value: Any, max_characters: int) -> Any:
    """Return JSON whose texts have the credentials of the request replaced by `***`, and are shortened."""
    if isinstance(value, str):
        for secret in request.secrets:
            if len(secret) >= MIN_SECRET:
                value = value.replace(secret, "***")
        return value if len(value) <= max_characters else f"{value[:max_characters]}…"
    if isinstance(value, dict):
        fields = cast("JsonObject", value)
        return {
            _cleaned(request, name, max_characters): _cleaned(request, item, max_characters)
            for name, item in fields.items()
        }
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [_cleaned(request, item, max_characters) for item in items]
    return value
