"""Faults that a server of this API can have, one at a time: each a function that seeds it into the mock.

A fault changes how the mock behaves, never what the checks expect. Its docstring describes the faulty behaviour.
"""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.responses import StreamingResponse

from aimlkit.mock import (
    app,
    chat_completions,
    conditional_requests,
    conditions,
    contract,
    contract_check,
    contract_facts,
    control_access,
    delivery,
    endpoints,
    error_responses,
    examples,
    hashing,
    http_response,
    mock_response_json,
    model,
    model_catalogue,
    normal_form,
    observers,
    parameters,
    recorded_requests,
    recording_file,
    recording_folder,
    recordings,
    relay,
    request_body,
    request_log,
    request_recording,
    request_view,
    response_events,
    responses,
    responses_api,
    rule_checks,
    rules,
    rules_file,
    sample_text,
    selection,
    sent_response,
    server,
    server_sent_events,
    tracing,
    window,
)
from aimlkit.mock import faults as faults_module
from aimlkit.mock.contract import MockContract, ServedOperation, ValidRequest, packaged_contract
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.model_request import ModelRequest
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.state import MockState
from tests.models import CHAT_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from starlette.types import Receive

    from aimlkit.mock.contract_facts import ListFacts
    from aimlkit.mock.http_response import Headers, HTTPResponse
    from aimlkit.mock.json_types import JsonObject
    from aimlkit.mock.mock_response import Call, MockResponse
    from aimlkit.mock.model import ModelInput

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]
Change = Callable[[Any], object]  # changes a JSON value in place

FAULTS: dict[str, Fault] = {}


def fault(seed: Fault) -> Fault:
    """Register a fault by its name."""
    if seed.__name__ in FAULTS:
        raise ValueError(f"there are two faults {seed.__name__}")
    FAULTS[seed.__name__] = seed
    return seed


# --- ways to seed a fault ---


def transform_result(patch: Patch, target: object, name: str, transform: Callable[..., Any]) -> None:
    """Replace what a function, async or not, returns by `transform` of it."""
    original = getattr(target, name)

    async def transformed(*args: Any, **kwargs: Any) -> Any:
        return transform(await original(*args, **kwargs))

    if inspect.iscoroutinefunction(original):
        patch.setattr(target, name, transformed)
    else:
        patch.setattr(target, name, lambda *args, **kwargs: transform(original(*args, **kwargs)))


def change_json_responses(patch: Patch, object_name: str, change: Change) -> None:
    """Change the bodies of responses that are not streamed, and have this value of `object`."""
    for module in (chat_completions, responses):
        original = module.json_response

        def json_response(
            body: Any,
            status: int = 200,
            headers: Headers = (),
            original: Callable[..., HTTPResponse] = original,
        ) -> HTTPResponse:
            if body.get("object") == object_name:
                body = deepcopy(body)
                change(body)
            return original(body, status, headers)

        patch.setattr(module, "json_response", json_response)


def change_completions(patch: Patch, change: Change) -> None:
    """Change the chat completions that are not streamed."""
    change_json_responses(patch, "chat.completion", change)


def change_whole_responses(patch: Patch, change: Change) -> None:
    """Change the responses that are not streamed."""
    change_json_responses(patch, "response", change)


def change_list(patch: Patch, target: object, name: str, change: Change) -> None:
    """Change what an iterator yields, as a list."""

    def transform(items: Iterable[Any]) -> Iterator[Any]:
        items = deepcopy(list(items))
        change(items)
        return iter(items)

    transform_result(patch, target, name, transform)


def change_chunks(patch: Patch, change: Change) -> None:
    """Change the chunks of streamed completions."""
    change_list(patch, chat_completions, "completion_chunks", change)


def change_numbered_events(patch: Patch, change: Change) -> None:
    """Change the events of streamed responses after they got their numbers."""
    change_list(patch, response_events, "stream_events", change)


def change_unnumbered_events(patch: Patch, change: Change) -> None:
    """Change the events of streamed responses before they get their numbers."""
    change_list(patch, response_events, "_unnumbered_events", change)


def each_event(suffix: str, change: Change) -> Change:
    """Return a change of each event whose type has this suffix."""

    def change_matching(events: list[JsonObject]) -> None:
        for event in events:
            if event["type"].endswith(suffix):
                change(event)

    return change_matching


def drop_events(suffix: str) -> Change:
    """Return a change that removes the events whose type has this suffix."""

    def remove_matching(events: list[JsonObject]) -> None:
        events[:] = [event for event in events if not event["type"].endswith(suffix)]

    return remove_matching


def change_error_bodies(patch: Patch, change: Change) -> None:
    """Change the bodies of error responses."""

    def transform(body: JsonObject) -> JsonObject:
        change(body)
        return body

    transform_result(patch, error_responses, "error_body", transform)


def change_error_status(patch: Patch, old: int, new: int) -> None:
    """Give errors another status, in the response and in its body."""
    original = error_responses.error_response

    def error_response(error: HTTPError, path: str, state: MockState) -> HTTPResponse:
        if error.status == old:
            error.status = new
        return original(error, path, state)

    patch.setattr(error_responses, "error_response", error_response)


def transform_json_responses(patch: Patch, transform: Callable[[HTTPResponse], HTTPResponse]) -> None:
    """Transform the responses that are not streamed, errors included."""
    for module in (chat_completions, responses, error_responses):
        transform_result(patch, module, "json_response", transform)


def transform_headers(patch: Patch, transform: Callable[[Headers], Headers]) -> None:
    """Transform the headers of responses that are not streamed."""
    transform_json_responses(patch, lambda r: replace(r, headers=transform(r.headers)))


def override_fields(patch: Patch, operation_id: str, **fields: Any) -> None:
    """Handle requests as if they had these fields."""
    original = endpoints.HANDLERS[operation_id]

    async def respond(
        request: ValidRequest, operation: ServedOperation, state: MockState, enqueued: MockResponse | None
    ) -> HTTPResponse:
        overridden = replace(request, fields={**request.fields, **fields})
        return await original(overridden, operation, state, enqueued)

    patch.setitem(endpoints.HANDLERS, operation_id, respond)


def override_model_input(patch: Patch, **fields: Any) -> None:
    """Give the model another input, in both APIs."""
    for module in (chat_completions, responses):
        transform_result(patch, module, "read_model_input", lambda original: replace(original, **fields))


def change_schemas(patch: Patch, change: Change) -> None:
    """Validate requests by a changed copy of the contract's schemas. The checks keep the contract."""
    document = deepcopy(packaged_contract().document)
    change(document["components"]["schemas"])
    changed = MockContract(document)
    patch.setattr(app, "packaged_contract", lambda: changed)


def request_shapes(schemas: JsonObject, name: str) -> list[JsonObject]:
    """Return the request schemas of an operation: the only one, or those that its models have."""
    request: JsonObject = schemas.get(name, {})
    references = request.get("oneOf", [{"$ref": name}])
    return [schemas.get(reference["$ref"].rpartition("/")[2], {}) for reference in references]


def chat_properties(schemas: JsonObject, name: str) -> list[JsonObject]:
    """Return the schemas of a property in the requests of Chat Completions, of all models that have it."""
    return request_properties(schemas, "ChatCompletionCreateParams", name)


def request_properties(schemas: JsonObject, operation: str, name: str) -> list[JsonObject]:
    """Return the schemas of a property in the requests of an operation, of all models that have it."""
    shapes = request_shapes(schemas, operation)
    return [shape["properties"][name] for shape in shapes if name in shape.get("properties", {})]


def schemas_called(schemas: JsonObject, name: str) -> list[JsonObject]:
    """Return the schema of that name, and those of other models, whose names have the model in front."""
    return [schema for other, schema in schemas.items() if other.endswith(name)]


def remove(schemas: Iterable[JsonObject], keyword: str) -> None:
    """Remove a keyword from the schemas."""
    for schema in schemas:
        schema.pop(keyword, None)


def make_optional(schemas: Iterable[JsonObject], name: str) -> None:
    """Make a property of the schemas optional."""
    for schema in schemas:
        schema["required"] = [other for other in schema.get("required", []) if other != name]


# --- chat completions ---


@fault
def chat_without_created(patch: Patch) -> None:
    """a completion lacks the required field created"""
    change_completions(patch, lambda completion: completion.pop("created"))


@fault
def chat_id_is_a_number(patch: Patch) -> None:
    """the id of a completion is a number"""
    change_completions(patch, lambda completion: completion.update(id=7))


@fault
def chat_usage_is_null(patch: Patch) -> None:
    """the usage of a completion is null"""
    change_completions(patch, lambda completion: completion.update(usage=None))


@fault
def chat_object_is_wrong(patch: Patch) -> None:
    """the constant object of a completion has another value"""
    change_completions(patch, lambda completion: completion.update(object="chat.completion.chunk"))


@fault
def chat_choice_without_index(patch: Patch) -> None:
    """a choice lacks the required field index"""
    change_completions(patch, lambda completion: completion["choices"][0].pop("index"))


@fault
def chat_content_is_a_list(patch: Patch) -> None:
    """the content of an assistant message is a list"""
    change_completions(
        patch, lambda completion: completion["choices"][0]["message"].update(content=["Hello"])
    )


@fault
def chat_finish_reason_is_unknown(patch: Patch) -> None:
    """a choice has a finish_reason that is in no document"""
    change_completions(patch, lambda completion: completion["choices"][0].update(finish_reason="finished"))


@fault
def chat_usage_does_not_add_up(patch: Patch) -> None:
    """the total_tokens of a completion is not the sum"""
    change_completions(patch, lambda completion: completion["usage"].update(total_tokens=1))


@fault
def chat_more_reasoning_than_output_tokens(patch: Patch) -> None:
    """a completion has more reasoning tokens than tokens"""
    details = {"reasoning_tokens": 10**6}
    change_completions(patch, lambda c: c["usage"].update(completion_tokens_details=details))


@fault
def chat_without_cost(patch: Patch) -> None:
    """a completion does not report its cost"""
    change_completions(patch, lambda completion: completion.update(meta=None))


@fault
def chat_ignores_token_limit(patch: Patch) -> None:
    """max_completion_tokens is ignored"""
    patch.setattr(chat_completions, "_max_tokens", lambda fields: None)


@fault
def chat_of_another_model(patch: Patch) -> None:
    """a completion names another model than the request"""
    change_completions(patch, lambda completion: completion.update(model="o1"))


@fault
def chat_ignores_n(patch: Patch) -> None:
    """n is ignored, and there is one choice"""
    override_fields(patch, "createChatCompletion", n=1)


@fault
def chat_choices_count_from_one(patch: Patch) -> None:
    """the index of the first choice is 1"""
    change_completions(patch, lambda completion: completion["choices"][0].update(index=1))


@fault
def chat_ignores_stop(patch: Patch) -> None:
    """the text continues after a stop sequence"""
    patch.setattr(sample_text, "truncate_at_stop", lambda text, stop_sequences: text)


@fault
def chat_hides_truncation(patch: Patch) -> None:
    """the finish_reason of a truncated choice is stop"""
    change_completions(patch, lambda c: [choice.update(finish_reason="stop") for choice in c["choices"]])


# --- responses ---


@fault
def response_without_id(patch: Patch) -> None:
    """a response lacks the required field id"""
    change_whole_responses(patch, lambda response: response.pop("id"))


@fault
def response_time_is_text(patch: Patch) -> None:
    """the created_at of a response is text"""
    change_whole_responses(patch, lambda response: response.update(created_at="today"))


@fault
def response_parallel_tool_calls_is_null(patch: Patch) -> None:
    """the parallel_tool_calls of a response is null"""
    change_whole_responses(patch, lambda response: response.update(parallel_tool_calls=None))


@fault
def response_item_without_summary(patch: Patch) -> None:
    """a reasoning item lacks the required field summary"""
    change_whole_responses(patch, lambda r: [item.pop("summary", None) for item in r["output"]])


@fault
def response_completed_without_usage(patch: Patch) -> None:
    """a completed response has no usage"""
    change_whole_responses(patch, lambda response: response.update(usage=None))


@fault
def response_usage_does_not_add_up(patch: Patch) -> None:
    """the total_tokens of a response is not the sum, streamed or not"""
    transform_result(patch, responses, "_usage", lambda u: {**u, "total_tokens": u["total_tokens"] + 1})


@fault
def response_ignores_token_limit(patch: Patch) -> None:
    """max_output_tokens is ignored"""
    transform_result(
        patch, responses, "read_model_input", lambda original: replace(original, max_tokens=None)
    )


@fault
def response_incomplete_without_reason(patch: Patch) -> None:
    """an incomplete response has no incomplete_details"""
    transform_result(patch, responses, "create_response", lambda r: {**r, "incomplete_details": None})


@fault
def response_without_previous_response_id(patch: Patch) -> None:
    """a response does not name the response that it continues"""
    transform_result(
        patch, responses, "_response_without_output", lambda r: {**r, "previous_response_id": None}
    )


@fault
def response_of_another_model(patch: Patch) -> None:
    """a response names another model than the request"""
    transform_result(patch, responses, "_response_without_output", lambda r: {**r, "model": "o1"})


@fault
def response_output_text_is_wrong(patch: Patch) -> None:
    """output_text is not the text of the messages"""
    transform_result(patch, responses, "create_response", lambda r: {**r, "output_text": "Hello"})


# --- statuses and content types ---


@fault
def status_201(patch: Patch) -> None:
    """successful responses have the status 201, which is not documented"""
    transform_result(
        patch,
        endpoints.OperationEndpoint,
        "_generated_response",
        lambda response: replace(response, status=201),
    )


@fault
def status_418(patch: Patch) -> None:
    """invalid requests get the status 418, which is not documented"""
    change_error_status(patch, 400, 418)


@fault
def status_200_for_invalid_requests(patch: Patch) -> None:
    """invalid requests get an error body with the status 200"""
    transform_json_responses(
        patch, lambda response: replace(response, status=200) if response.status == 400 else response
    )


@fault
def status_500_for_a_valid_request(patch: Patch) -> None:
    """a list of stop sequences leads to status 500"""
    original = chat_completions.read_model_input

    def read_model_input(fields: JsonObject) -> ModelInput:
        if isinstance(fields.get("stop"), list):
            raise HTTPError(500, "unexpected error")
        return original(fields)

    patch.setattr(chat_completions, "read_model_input", read_model_input)


@fault
def status_404_for_all_responses(patch: Patch) -> None:
    """every valid request of Responses gets status 404"""

    async def create_response(*_: object) -> JsonObject:
        raise HTTPError(404, "not found")

    patch.setattr(responses, "create_response", create_response)


@fault
def status_400_for_unknown_response(patch: Patch) -> None:
    """an unknown previous_response_id leads to status 400 instead of 404"""
    change_error_status(patch, 404, 400)


def replace_content_type(response: HTTPResponse, content_type: bytes) -> HTTPResponse:
    """Return the response with another content type."""
    headers = {**dict(response.headers), b"content-type": content_type}
    return replace(response, headers=list(headers.items()))


@fault
def json_declared_as_text(patch: Patch) -> None:
    """JSON has the content type text/plain"""
    transform_json_responses(patch, lambda response: replace_content_type(response, b"text/plain"))


@fault
def stream_declared_as_json(patch: Patch) -> None:
    """a stream has the content type application/json"""
    for module in (chat_completions, responses):
        transform_result(
            patch,
            module,
            "event_stream_response",
            lambda response: replace_content_type(response, b"application/json"),
        )


@fault
def stream_is_refused(patch: Patch) -> None:
    """Chat Completions ignores stream, and responds with a completion that is not streamed"""
    override_fields(patch, "createChatCompletion", stream=False)


@fault
def stream_is_forced(patch: Patch) -> None:
    """Responses always streams"""
    override_fields(patch, "createResponse", stream=True)


# --- headers ---


def remove_header(name: bytes) -> Callable[[Headers], Headers]:
    """Return a transformation that removes a header."""
    return lambda headers: [header for header in headers if header[0] != name]


@fault
def header_allow_is_missing(patch: Patch) -> None:
    """a response with status 405 has no Allow header"""
    transform_headers(patch, remove_header(b"allow"))


@fault
def header_allow_is_wrong(patch: Patch) -> None:
    """a response with status 405 allows a method that does not exist"""
    transform_headers(patch, lambda headers: [(n, b"GET" if n == b"allow" else v) for n, v in headers])


@fault
def header_challenge_is_missing(patch: Patch) -> None:
    """a response with status 401 has no WWW-Authenticate header"""
    transform_headers(patch, remove_header(b"www-authenticate"))


# --- ids and cost in headers ---


def remove_tracing_header(patch: Patch, name: bytes, *, from_status: int = 0) -> None:
    """Remove a header of responses that have this status or a higher one."""

    def remove(response: HTTPResponse) -> HTTPResponse:
        is_affected = response.status >= from_status
        return replace(response, headers=remove_header(name)(response.headers)) if is_affected else response

    transform_result(patch, tracing, "with_tracing_headers", remove)


@fault
def inference_id_is_missing(patch: Patch) -> None:
    """a response has no inference id"""
    remove_tracing_header(patch, b"x-inference-id")


@fault
def inference_id_of_errors_is_missing(patch: Patch) -> None:
    """an error has an inference id in its body only"""
    remove_tracing_header(patch, b"x-inference-id", from_status=400)


@fault
def client_request_id_is_not_returned(patch: Patch) -> None:
    """a response does not have the id that the client gave the request"""
    remove_tracing_header(patch, b"x-client-request-id")


@fault
def client_request_id_is_returned_if_invalid(patch: Patch) -> None:
    """an invalid id of the client is returned"""
    patch.setattr(MockContract, "is_client_request_id", lambda contract, value: bool(value))


@fault
def client_request_id_is_validated(patch: Patch) -> None:
    """a request with an invalid id of the client is rejected"""
    original = tracing.with_tracing_headers

    def with_tracing_headers(
        response: HTTPResponse, request_headers: Iterable[tuple[bytes, bytes]], state: MockState
    ) -> HTTPResponse:
        sent = dict(request_headers).get(b"x-client-request-id")
        is_valid = sent is None or state.contract.is_client_request_id(sent.decode("latin-1"))
        return replace(
            original(response, request_headers, state), status=response.status if is_valid else 400
        )

    patch.setattr(tracing, "with_tracing_headers", with_tracing_headers)


@fault
def cost_headers_are_missing(patch: Patch) -> None:
    """a response has its cost in the body only"""
    for module in (chat_completions, responses):
        patch.setattr(module, "cost_headers", lambda *_: ())


@fault
def cost_headers_differ_from_the_body(patch: Patch) -> None:
    """the credits in the headers are not those in the body"""
    for module in (chat_completions, responses):
        transform_result(
            patch,
            module,
            "cost_headers",
            lambda headers: [(name, b"1" if b"credits" in name else cost) for name, cost in headers],
        )


@fault
def cost_headers_on_streams(patch: Patch) -> None:
    """a stream has a cost in its headers"""
    for module in (chat_completions, responses):
        transform_result(
            patch,
            module,
            "event_stream_response",
            lambda r: replace(r, headers=[*r.headers, (b"x-aimlapi-usd-spent", b"0.1")]),
        )


@fault
def chunks_without_cost(patch: Patch) -> None:
    """a stream of chunks does not have a cost"""
    change_chunks(patch, lambda chunks: chunks[-1].pop("meta"))


@fault
def chunks_with_cost_in_the_first(patch: Patch) -> None:
    """the first chunk has the cost, too"""
    change_chunks(patch, lambda chunks: chunks[0].update(meta=chunks[-1]["meta"]))


@fault
def event_without_cost(patch: Patch) -> None:
    """the response in the last event of a stream does not have a cost"""
    change_numbered_events(patch, lambda events: events[-1]["response"].pop("meta", None))


# --- API keys ---


@fault
def key_is_not_required(patch: Patch) -> None:
    """requests without a key are accepted"""
    patch.setattr(RequestLimits, "authorize", lambda *_: None)


@fault
def key_is_not_compared(patch: Patch) -> None:
    """a wrong key is accepted"""
    original = RequestLimits.authorize
    any_key = RequestLimits(
        key=None, max_body=0, body_timeout=0, max_concurrent=0, retry_after_header="retry-after"
    )
    patch.setattr(RequestLimits, "authorize", lambda limits, header: original(any_key, header))


@fault
def key_is_always_rejected(patch: Patch) -> None:
    """the right key is rejected"""

    def authorize(*_: object) -> None:
        raise HTTPError(401, "the API key is invalid", {"WWW-Authenticate": "Bearer"})

    patch.setattr(RequestLimits, "authorize", authorize)


@fault
def key_leaks_into_errors(patch: Patch) -> None:
    """the error for a wrong key contains that key"""
    original = RequestLimits.authorize

    def authorize(limits: RequestLimits, authorization: bytes | None) -> None:
        try:
            original(limits, authorization)
        except HTTPError as error:
            error.message += f": {(authorization or b'').decode('latin-1')}"
            raise

    patch.setattr(RequestLimits, "authorize", authorize)


@fault
def key_is_recorded(patch: Patch) -> None:
    """recorded requests contain the key"""
    patch.setattr(recorded_requests, "SECRET_HEADERS", set())


# --- validation of requests ---


@fault
def validation_ignores_required(patch: Patch) -> None:
    """stream_options.include_usage is not required"""
    change_schemas(
        patch, lambda s: make_optional(schemas_called(s, "ChatCompletionStreamSettings"), "include_usage")
    )


@fault
def validation_ignores_enum(patch: Patch) -> None:
    """reasoning_effort accepts any text"""
    change_schemas(patch, lambda schemas: remove(chat_properties(schemas, "reasoning_effort"), "enum"))


@fault
def validation_ignores_minimum(patch: Patch) -> None:
    """max_output_tokens has no minimum"""
    change_schemas(
        patch, lambda s: remove(request_properties(s, "ResponseCreateParams", "max_output_tokens"), "minimum")
    )


@fault
def validation_ignores_maximum(patch: Patch) -> None:
    """n has no maximum"""
    change_schemas(patch, lambda schemas: remove(chat_properties(schemas, "n"), "maximum"))
    # The mock has a limit of its own, which is the maximum of the contract.
    patch.setattr(chat_completions, "MAX_CHOICES", 1000)


@fault
def validation_ignores_type(patch: Patch) -> None:
    """seed accepts any type"""
    change_schemas(patch, lambda schemas: remove(chat_properties(schemas, "seed"), "type"))


@fault
def validation_accepts_null(patch: Patch) -> None:
    """stream accepts null"""

    def change(schemas: JsonObject) -> None:
        for schema in chat_properties(schemas, "stream"):
            schema["type"] = ["boolean", "null"]

    change_schemas(patch, change)


@fault
def validation_ignores_array_items(patch: Patch) -> None:
    """the text of a content part accepts anything"""

    def change(schemas: JsonObject) -> None:
        for schema in schemas_called(schemas, "ChatCompletionContentPartText"):
            schema["properties"]["text"].clear()

    change_schemas(patch, change)


@fault
def validation_ignores_input_items(patch: Patch) -> None:
    """the text of an input item is not required"""
    change_schemas(patch, lambda schemas: make_optional(schemas_called(schemas, "ResponseInputText"), "text"))


@fault
def validation_accepts_additional_properties(patch: Patch) -> None:
    """a tool message accepts additional properties"""
    change_schemas(
        patch, lambda s: remove(schemas_called(s, "ChatCompletionToolMessage"), "additionalProperties")
    )


@fault
def validation_ignores_format(patch: Patch) -> None:
    """a url accepts any text"""

    def change(schemas: JsonObject) -> None:
        remove(
            [schema["properties"]["url"] for schema in schemas_called(schemas, "ResponseURLCitation")],
            "format",
        )

    change_schemas(patch, change)


@fault
def validation_ignores_enum_in_any_of(patch: Patch) -> None:
    """tool_choice accepts any text"""

    def change(schemas: JsonObject) -> None:
        for schema in chat_properties(schemas, "tool_choice"):
            remove(schema.get("anyOf", []), "enum")

    change_schemas(patch, change)


@fault
def validation_ignores_request_shape(patch: Patch) -> None:
    """every model accepts the tools that only some models accept"""

    def change(schemas: JsonObject) -> None:
        all_tools = request_properties(schemas, "ResponseCreateParams", "tools")
        items = [tools["items"] for tools in all_tools]
        for tools in all_tools:
            tools["items"] = {"anyOf": items}

    change_schemas(patch, change)


@fault
def validation_accepts_unknown_model(patch: Patch) -> None:
    """an unknown model is treated as a known one"""
    original = ServedOperation.validate

    def validate(operation: ServedOperation, body: Any, size: int) -> ValidRequest:
        model_name = body.get("model") if isinstance(body, dict) else None
        is_unknown = isinstance(model_name, str) and model_name not in operation.shapes
        return original(
            operation, {**body, "model": next(iter(operation.shapes))} if is_unknown else body, size
        )

    patch.setattr(ServedOperation, "validate", validate)


@fault
def validation_misses_union_branch(patch: Patch) -> None:
    """a union lacks a branch: no model accepts the last of the tools in its contract"""

    def change(schemas: JsonObject) -> None:
        unions = [tools["items"] for tools in request_properties(schemas, "ResponseCreateParams", "tools")]
        for union in [schemas.get(union.get("$ref", "").rpartition("/")[2], union) for union in unions]:
            union.get("oneOf", [None]).pop()

    change_schemas(patch, change)


@fault
def validation_has_overlapping_branches(patch: Patch) -> None:
    """two branches of a oneOf match, so response_format is always invalid"""

    def change(schemas: JsonObject) -> None:
        for schema in schemas_called(schemas, "ChatCompletionResponseFormat"):
            if "oneOf" in schema:  # Some models have one format only.
                schema["oneOf"].append({"required": ["type"]})

    change_schemas(patch, change)


@fault
def validation_requires_optional_field(patch: Patch) -> None:
    """the optional field reasoning_effort is required"""

    def change(schemas: JsonObject) -> None:
        for shape in request_shapes(schemas, "ChatCompletionCreateParams"):
            shape["required"] = [*shape.get("required", []), "reasoning_effort"]

    change_schemas(patch, change)


@fault
def validation_rejects_null(patch: Patch) -> None:
    """the nullable field n rejects null"""

    def change(schemas: JsonObject) -> None:
        for schema in chat_properties(schemas, "n"):
            schema["type"] = "integer"

    change_schemas(patch, change)


@fault
def body_of_any_content_type(patch: Patch) -> None:
    """the content type of a request is ignored"""
    patch.setattr(endpoints.OperationEndpoint, "_check_content_type", lambda *_: None)


@fault
def body_of_invalid_json(patch: Patch) -> None:
    """a body that is not JSON is treated as a valid request"""
    original = request_body.parse_body

    def parse_body(content: bytes) -> object:
        try:
            return original(content)
        except HTTPError:
            return {"model": CHAT_MODEL, "messages": [], "input": ""}

    patch.setattr(request_body, "parse_body", parse_body)


@fault
def body_without_size_limit(patch: Patch) -> None:
    """a body may have any size"""
    original = request_body.read_body

    async def read_body(receive: Receive, content_length: str, max_bytes: int, timeout: float) -> bytes:
        return await original(receive, content_length, 10**12, timeout)

    patch.setattr(request_body, "read_body", read_body)


@fault
def concurrency_without_limit(patch: Patch) -> None:
    """any number of requests may run at a time"""
    patch.setattr(RequestLimits, "__enter__", lambda limits: None)


# --- errors ---


@fault
def error_of_another_shape(patch: Patch) -> None:
    """an error body has the shape of another provider's"""

    def change(body: JsonObject) -> None:
        error = {"message": body["message"], "type": "invalid_request_error"}
        body.clear()
        body["error"] = error

    change_error_bodies(patch, change)


@fault
def error_status_is_wrong(patch: Patch) -> None:
    """an error body has another status than the response"""
    change_error_bodies(patch, lambda body: body.update(statusCode="500"))


@fault
def error_path_is_wrong(patch: Patch) -> None:
    """an error body has another path than the request"""
    change_error_bodies(patch, lambda body: body.update(path="/"))


@fault
def error_timestamp_is_invalid(patch: Patch) -> None:
    """the timestamp of an error is no date and time"""
    change_error_bodies(patch, lambda body: body.update(timestamp="now"))


@fault
def error_message_is_null(patch: Patch) -> None:
    """the message of an error is null"""
    change_error_bodies(patch, lambda body: body.update(message=None))


@fault
def error_is_html(patch: Patch) -> None:
    """an error is an HTML page"""
    page = b"<h1>Error</h1>"

    def transform(response: HTTPResponse) -> HTTPResponse:
        html = replace_content_type(response, b"text/html")
        headers = {**dict(html.headers), b"content-length": str(len(page)).encode()}
        return replace(html, body=(page,), headers=list(headers.items()))

    transform_result(patch, error_responses, "error_response", transform)


# --- streams of chunks ---


def all_choices(chunks: list[JsonObject]) -> list[JsonObject]:
    """Return the choices of all chunks."""
    return [choice for chunk in chunks for choice in chunk["choices"]]


def text_chunks(chunks: list[JsonObject]) -> list[JsonObject]:
    """Return the chunks whose first delta has text."""
    return [chunk for chunk in chunks if chunk["choices"] and chunk["choices"][0]["delta"].get("content")]


def call_deltas(chunks: list[JsonObject]) -> list[JsonObject]:
    """Return the deltas of all tool calls."""
    return [call for choice in all_choices(chunks) for call in choice["delta"].get("tool_calls", ())]


@fault
def chunk_content_is_a_number(patch: Patch) -> None:
    """the content of a chunk is a number"""
    change_chunks(patch, lambda chunks: chunks[0]["choices"][0]["delta"].update(content=7))


@fault
def chunk_without_model(patch: Patch) -> None:
    """a chunk lacks the required field model"""
    change_chunks(patch, lambda chunks: chunks[-1].pop("model"))


@fault
def chunks_without_end_mark(patch: Patch) -> None:
    """a stream of chunks has no end mark"""
    change_list(patch, server_sent_events, "chat_completion_events", lambda events: events.pop())


@fault
def chunks_after_end_mark(patch: Patch) -> None:
    """a chunk follows the end mark"""
    change_list(patch, server_sent_events, "chat_completion_events", lambda events: events.append(events[0]))


@fault
def chunks_end_inside_a_chunk(patch: Patch) -> None:
    """a stream of chunks ends in the middle of a chunk"""

    def change(events: list[bytes]) -> None:
        events[-2:] = [events[-2][:40]]

    change_list(patch, server_sent_events, "chat_completion_events", change)


@fault
def chunks_with_several_ids(patch: Patch) -> None:
    """the chunks of one stream have different ids"""
    change_chunks(patch, lambda chunks: chunks[-1].update(id="chatcmpl-another"))


@fault
def chunks_repeat_the_role(patch: Patch) -> None:
    """the role is in two deltas"""
    change_chunks(patch, lambda chunks: chunks.insert(0, chunks[0]))


@fault
def chunks_without_role(patch: Patch) -> None:
    """no delta has the role"""
    change_chunks(patch, lambda chunks: [c["delta"].pop("role", None) for c in all_choices(chunks)])


@fault
def chunks_without_finish_reason(patch: Patch) -> None:
    """no chunk has a finish_reason"""
    change_chunks(patch, lambda chunks: [c.update(finish_reason=None) for c in all_choices(chunks)])


@fault
def chunks_finish_twice(patch: Patch) -> None:
    """two chunks have a finish_reason"""
    change_chunks(patch, lambda chunks: chunks[0]["choices"][0].update(finish_reason="stop"))


@fault
def chunks_without_usage(patch: Patch) -> None:
    """the usage was requested, and no chunk has it"""
    change_chunks(patch, lambda chunks: None if chunks[-1]["choices"] else chunks.pop())


@fault
def chunks_with_unrequested_usage(patch: Patch) -> None:
    """the usage was not requested, and a chunk has it"""
    override_fields(patch, "createChatCompletion", stream_options={"include_usage": True})


@fault
def chunks_of_first_choice_only(patch: Patch) -> None:
    """only the first of several choices is streamed"""

    def change(chunks: list[JsonObject]) -> None:
        chunks[:] = [c for c in chunks if not c["choices"] or c["choices"][0]["index"] == 0]

    change_chunks(patch, change)


@fault
def chunk_of_text_is_lost(patch: Patch) -> None:
    """a chunk of the text is lost"""
    change_chunks(patch, lambda chunks: [chunks.remove(chunk) for chunk in text_chunks(chunks)[:1]])


@fault
def chunk_of_text_is_repeated(patch: Patch) -> None:
    """a chunk of the text arrives twice"""

    def change(chunks: list[JsonObject]) -> None:
        for chunk in text_chunks(chunks)[:1]:
            chunks.insert(chunks.index(chunk), chunk)

    change_chunks(patch, change)


@fault
def chunk_tool_calls_count_from_one(patch: Patch) -> None:
    """the indices of streamed tool calls start at 1"""
    change_chunks(
        patch, lambda chunks: [call.update(index=call["index"] + 1) for call in call_deltas(chunks)]
    )


# --- streams of events ---


@fault
def event_index_is_text(patch: Patch) -> None:
    """the content_index of a text delta is text"""
    change_numbered_events(
        patch, each_event("output_text.delta", lambda event: event.update(content_index="first"))
    )


@fault
def event_without_item(patch: Patch) -> None:
    """an event lacks the required field item"""
    change_numbered_events(patch, each_event("output_item.done", lambda event: event.pop("item")))


@fault
def event_name_differs_from_type(patch: Patch) -> None:
    """the name of a server-sent event differs from the type in its data"""

    def change(events: list[bytes]) -> None:
        events[1] = events[1].replace(b"event: response.in_progress", b"event: response.queued")
        events[1] = events[1].replace(b"event: response.created", b"event: response.queued")

    change_list(patch, server_sent_events, "typed_events", change)


@fault
def events_repeat_a_number(patch: Patch) -> None:
    """two events have the same sequence_number"""
    change_numbered_events(patch, lambda events: events[1].update(sequence_number=0))


@fault
def events_skip_a_number(patch: Patch) -> None:
    """a sequence_number is missing"""
    change_numbered_events(patch, lambda events: events[-1].update(sequence_number=len(events)))


@fault
def events_without_numbers(patch: Patch) -> None:
    """the events have no sequence_number"""
    change_numbered_events(patch, lambda events: [event.pop("sequence_number") for event in events])


@fault
def event_delta_is_lost(patch: Patch) -> None:
    """a delta of a text is lost"""

    def change(events: list[JsonObject]) -> None:
        for event in events:
            if event["type"].endswith("text.delta"):
                events.remove(event)
                return

    change_unnumbered_events(patch, change)


@fault
def event_deltas_are_doubled(patch: Patch) -> None:
    """each delta of a text has its content twice"""
    change_unnumbered_events(
        patch, each_event("output_text.delta", lambda event: event.update(delta=2 * event["delta"]))
    )


@fault
def event_arguments_are_lost(patch: Patch) -> None:
    """the deltas of function call arguments are lost"""
    change_unnumbered_events(patch, drop_events("arguments.delta"))


@fault
def event_done_text_is_wrong(patch: Patch) -> None:
    """the text of a done event is not the sum of its deltas"""
    change_unnumbered_events(patch, each_event("output_text.done", lambda event: event.update(text="Hello")))


@fault
def events_without_text_done(patch: Patch) -> None:
    """the event output_text.done is missing"""
    change_unnumbered_events(patch, drop_events("output_text.done"))


@fault
def events_without_part_added(patch: Patch) -> None:
    """the event content_part.added is missing"""
    change_unnumbered_events(patch, drop_events("content_part.added"))


@fault
def events_without_first_item(patch: Patch) -> None:
    """all events of the first output item are missing"""

    def change(events: list[JsonObject]) -> None:
        events[:] = [event for event in events if event.get("output_index") != 0]

    change_unnumbered_events(patch, change)


@fault
def event_of_another_item(patch: Patch) -> None:
    """a text delta has the id of another item"""
    change_unnumbered_events(
        patch, each_event("output_text.delta", lambda event: event.update(item_id="msg_another"))
    )


@fault
def events_without_item_done(patch: Patch) -> None:
    """the event output_item.done is missing"""
    change_unnumbered_events(patch, drop_events("output_item.done"))


@fault
def event_final_response_lacks_an_item(patch: Patch) -> None:
    """the response in the last event lacks an item that was streamed"""
    change_unnumbered_events(patch, lambda events: events[-1]["response"]["output"].pop())


@fault
def event_final_response_is_another(patch: Patch) -> None:
    """the response in the last event has another id"""
    change_unnumbered_events(patch, lambda events: events[-1]["response"].update(id="resp_another"))


@fault
def events_without_created(patch: Patch) -> None:
    """the event response.created is missing"""
    change_unnumbered_events(patch, drop_events("response.created"))


@fault
def events_without_terminal_event(patch: Patch) -> None:
    """the terminal event is missing"""
    change_unnumbered_events(patch, lambda events: events.pop())


@fault
def events_after_terminal_event(patch: Patch) -> None:
    """an event follows the terminal event"""
    change_unnumbered_events(patch, lambda events: events.append(events[-2]))


@fault
def event_incomplete_named_completed(patch: Patch) -> None:
    """the stream of an incomplete response ends with response.completed"""
    change_unnumbered_events(
        patch, each_event(".incomplete", lambda event: event.update(type="response.completed"))
    )


@fault
def events_end_inside_an_event(patch: Patch) -> None:
    """a stream of events ends in the middle of an event"""
    change_list(patch, server_sent_events, "typed_events", lambda events: events.append(events.pop()[:60]))


@fault
def events_without_queued(patch: Patch) -> None:
    """the stream of a background response has no event response.queued"""
    change_unnumbered_events(patch, drop_events("response.queued"))


# --- tools and output formats ---


@fault
def tool_arguments_violate_schema(patch: Patch) -> None:
    """the arguments of a tool call violate the tool's schema"""
    transform_result(patch, model, "_call", lambda call: replace(call, arguments='{"nothing": null}'))


@fault
def tool_arguments_are_not_json(patch: Patch) -> None:
    """the arguments of a tool call are not JSON"""
    transform_result(patch, model, "_call", lambda call: replace(call, arguments="{'city': 'Oslo'}"))


@fault
def tool_call_of_unknown_tool(patch: Patch) -> None:
    """a tool is called that is not in the request"""
    transform_result(patch, model, "_call", lambda call: replace(call, name=call.name + "_"))


@fault
def tool_choice_none_is_ignored(patch: Patch) -> None:
    """a tool is called although tool_choice is none"""
    original = model._tool_calls

    async def tool_calls(model_input: ModelInput) -> list[Call]:
        ignores_choice = replace(model_input, tool_choice="required")
        return await original(ignores_choice if model_input.tool_choice == "none" else model_input)

    patch.setattr(model, "_tool_calls", tool_calls)


@fault
def tool_choice_required_is_ignored(patch: Patch) -> None:
    """no tool is called although tool_choice is required"""
    original = model._tool_calls

    async def tool_calls(model_input: ModelInput) -> list[Call]:
        return [] if model_input.tool_choice == "required" else await original(model_input)

    patch.setattr(model, "_tool_calls", tool_calls)


@fault
def tool_choice_of_a_function_is_ignored(patch: Patch) -> None:
    """another function is called than tool_choice names"""
    override_model_input(patch, forced_tool=None)


@fault
def parallel_tool_calls_false_is_ignored(patch: Patch) -> None:
    """several tools are called although parallel_tool_calls is false"""
    override_model_input(patch, parallel_tool_calls=True)


@fault
def output_format_is_ignored(patch: Patch) -> None:
    """the output does not have the requested format"""
    override_model_input(patch, output_format=None)


@fault
def output_schema_is_ignored(patch: Patch) -> None:
    """the output is JSON, but violates the requested schema"""

    def without_schema(model_input: ModelInput) -> ModelInput:
        output_format = model_input.output_format
        return replace(model_input, output_format=output_format and replace(output_format, schema=None))

    for module in (chat_completions, responses):
        transform_result(patch, module, "read_model_input", without_schema)


# --- stored responses, and determinism ---


@fault
def store_false_is_ignored(patch: Patch) -> None:
    """a response is stored although store is false"""
    original = ValidRequest.value
    patch.setattr(
        ValidRequest, "value", lambda request, name: True if name == "store" else original(request, name)
    )


@fault
def store_true_is_ignored(patch: Patch) -> None:
    """a response is not stored although store is true"""
    patch.setattr(MockState, "store_conversation", lambda *_: None)


@fault
def unknown_response_is_continued(patch: Patch) -> None:
    """an unknown previous_response_id is accepted"""
    transform_result(patch, MockState, "stored_conversation", lambda conversation: conversation or [])


@fault
def stored_conversation_is_empty(patch: Patch) -> None:
    """the conversation of a stored response is lost"""

    def without_items(conversation: list[JsonObject] | None) -> list[JsonObject] | None:
        return None if conversation is None else []

    transform_result(patch, MockState, "stored_conversation", without_items)


@fault
def seed_is_ignored(patch: Patch) -> None:
    """the seed of a request changes nothing"""
    override_model_input(patch, seed=None)


@fault
def ids_are_repeated(patch: Patch) -> None:
    """all responses have the same id"""
    patch.setattr(MockState, "new_id", lambda state: "0" * 24)


# --- operations without a request body ---


def change_models(patch: Patch, change: Change) -> None:
    """Change the list of models in a response."""
    change_catalogue_responses(patch, lambda body: change(body["data"]))


def change_catalogue_responses(patch: Patch, change: Change) -> None:
    """Change the bodies of responses with a list of models."""
    original = http_response.json_response

    def json_response(body: Any) -> HTTPResponse:
        body = deepcopy(body)
        change(body)
        return original(body)

    patch.setattr(model_catalogue, "json_response", json_response)


def change_list_facts(patch: Patch, change: Callable[[ListFacts], ListFacts]) -> None:
    """Read other facts about lists from the contract. The checks keep those of the contract."""
    original = contract_facts.list_facts
    patch.setattr(contract, "list_facts", lambda facts: change(original(facts)))
    serve_again(patch)


def serve_again(patch: Patch, change: Change = lambda document: None) -> None:
    """Serve a copy of the contract that is read again, with changes."""
    document = deepcopy(packaged_contract().document)
    change(document)
    read = MockContract(document)
    patch.setattr(app, "packaged_contract", lambda: read)


@fault
def models_are_not_filtered(patch: Patch) -> None:
    """the list of models has all models, whatever the filters select"""
    patch.setattr(model_catalogue, "is_selected", lambda *_: True)


@fault
def models_are_found_by_id_only(patch: Patch) -> None:
    """the filter by id does not find aliases"""
    change_list_facts(patch, lambda facts: replace(facts, filters={**facts.filters, "id": ["id"]}))


@fault
def models_are_found_in_their_case_only(patch: Patch) -> None:
    """filters distinguish upper and lower case"""
    original = model_catalogue.is_selected

    def is_selected(model: JsonObject, operation: ServedOperation, fields: JsonObject) -> bool:
        paths = operation.list_facts.filters["id"]
        names = [text for path in paths for text in model_catalogue.values_at(model, path.split("."))]
        return original(model, operation, fields) and set(fields.get("id", names)) & set(names) != set()

    patch.setattr(model_catalogue, "is_selected", is_selected)


@fault
def one_filter_is_enough(patch: Patch) -> None:
    """a model is listed if any of several filters selects it"""
    original = model_catalogue.is_selected

    def is_selected(model: JsonObject, operation: ServedOperation, fields: JsonObject) -> bool:
        filters = fields.keys() & operation.list_facts.filters.keys()
        return not filters or any(original(model, operation, {name: fields[name]}) for name in filters)

    patch.setattr(model_catalogue, "is_selected", is_selected)


@fault
def first_value_of_a_filter_counts(patch: Patch) -> None:
    """of several values of a filter, only the first one counts"""
    original = model_catalogue.is_selected
    patch.setattr(
        model_catalogue,
        "is_selected",
        lambda model, operation, fields: original(
            model,
            operation,
            {name: value[:1] if isinstance(value, list) else value for name, value in fields.items()},
        ),
    )


@fault
def models_have_every_section(patch: Patch) -> None:
    """models have all sections, whatever the request includes"""
    patch.setattr(contract_facts.ListFacts, "requested_sections", lambda facts, _: {*facts.sections})


@fault
def models_have_no_section(patch: Patch) -> None:
    """models have no section, whatever the request includes"""
    patch.setattr(contract_facts.ListFacts, "requested_sections", lambda *_: set())


@fault
def details_are_ignored(patch: Patch) -> None:
    """the parameter for all sections changes nothing"""
    change_list_facts(patch, lambda facts: replace(facts, all_sections_parameter="nothing"))


@fault
def catalogue_is_empty(patch: Patch) -> None:
    """the list of models is empty"""
    change_models(patch, list.clear)


@fault
def models_without_type(patch: Patch) -> None:
    """models have no type"""

    def remove_types(models: list[JsonObject]) -> None:
        for each in models:
            del each["type"]

    change_models(patch, remove_types)


@fault
def model_info_without_developer(patch: Patch) -> None:
    """the info of a model has no developer"""

    def remove_developers(models: list[JsonObject]) -> None:
        for each in models:
            del each["info"]["developer"]

    change_models(patch, remove_developers)


@fault
def catalogue_without_object(patch: Patch) -> None:
    """the list of models has no object"""
    change_catalogue_responses(patch, lambda body: body.pop("object"))


@fault
def prices_are_not_those_of_the_cost(patch: Patch) -> None:
    """the prices of the catalogue are not those by which the cost is computed"""
    patch.setattr(model_catalogue, "TOKENS_PER_PRICE", 1000)
    patch.setattr(model_catalogue, "CREDITS_PER_DOLLAR", 2000)


@fault
def models_need_a_key(patch: Patch) -> None:
    """the list of models needs an API key"""

    def require_key(document: JsonObject) -> None:
        del document["paths"]["/v1/models"]["get"]["security"]

    serve_again(patch, require_key)


@fault
def balance_needs_no_key(patch: Patch) -> None:
    """the balance is shown without an API key"""

    def require_no_key(document: JsonObject) -> None:
        document["paths"]["/v1/billing/balance"]["get"]["security"] = []

    serve_again(patch, require_no_key)


@fault
def balance_without_status(patch: Patch) -> None:
    """the balance has no status"""

    def without_status(body: JsonObject) -> JsonObject:
        return {name: value for name, value in body.items() if name != "status"}

    transform_result(patch, examples, "example_response", without_status)


@fault
def balance_as_text(patch: Patch) -> None:
    """the balance is text"""
    transform_result(patch, examples, "example_response", lambda body: {**body, "balance": "1"})


@fault
def models_without_etag(patch: Patch) -> None:
    """the list of models has no ETag"""
    patch.setattr(endpoints, "with_etag", lambda response, *_: response)


@fault
def etag_is_constant(patch: Patch) -> None:
    """all lists of models have the same ETag"""
    patch.setattr(conditional_requests, "stable_hash", lambda _: b"0" * 16)


@fault
def etag_is_new_in_every_response(patch: Patch) -> None:
    """the ETag of the same list differs from response to response"""
    numbers = count()
    original = hashing.stable_hash
    patch.setattr(conditional_requests, "stable_hash", lambda value: original(value, next(numbers)))


@fault
def condition_is_ignored(patch: Patch) -> None:
    """a request with the ETag of the response gets the response again"""
    original = conditional_requests.with_etag
    patch.setattr(endpoints, "with_etag", lambda response, _, *names: original(response, {}, *names))


@fault
def every_condition_is_met(patch: Patch) -> None:
    """a request with any ETag gets status 304"""
    original = conditional_requests.with_etag

    def with_etag(
        response: HTTPResponse, headers: Mapping[bytes, bytes], etag: str, condition: str
    ) -> HTTPResponse:
        return original(
            response, {each: b"*" for each in headers if each == condition.encode()}, etag, condition
        )

    patch.setattr(endpoints, "with_etag", with_etag)


@fault
def parameters_are_not_validated(patch: Patch) -> None:
    """parameters may have any values"""
    patch.setattr(parameters.ServedParameter, "read", lambda parameter, texts: texts[0].split(","))


@fault
def required_parameters_may_be_missing(patch: Patch) -> None:
    """parameters that are required may be missing"""
    original = parameters.ServedParameter
    patch.setattr(contract, "ServedParameter", lambda **fields: original(**{**fields, "is_required": False}))
    serve_again(patch)


@fault
def queries_are_not_recorded(patch: Patch) -> None:
    """recorded requests have no query"""

    def without_query(*fields: Any, query: str, **further: Any) -> RecordedRequest:
        return RecordedRequest(*fields, **further)

    patch.setattr(request_recording, "RecordedRequest", without_query)


# --- facts from the contract ---


@fault
def cost_ignores_the_contract(patch: Patch) -> None:
    """the cost is always in usd_spent, whatever the contract calls it"""
    paths = {"cost-usd": ("meta", "usage", "usd_spent"), "credits": ("meta", "usage", "credits_used")}
    for module in (chat_completions, responses):
        original = module.add_cost
        patch.setattr(
            module,
            "add_cost",
            lambda response, cost, _, original=original: original(response, cost, paths),
        )


@fault
def end_mark_ignores_the_contract(patch: Patch) -> None:
    """the end mark is always [DONE], whatever the contract has"""
    original = server_sent_events.chat_completion_events
    patch.setattr(server_sent_events, "chat_completion_events", lambda chunks, _: original(chunks, "[DONE]"))


@fault
def terminal_event_ignores_the_contract(patch: Patch) -> None:
    """the terminal event always has the type response.<status>, whatever the contract has"""
    patch.setattr(contract_facts.StreamFacts, "terminal_event", lambda stream, status: f"response.{status}")


# --- control endpoints, which are no part of the contract ---


@fault
def enqueued_responses_are_dropped(patch: Patch) -> None:
    """responses enqueued over HTTP are dropped"""

    def drop(value: object) -> list[MockResponse]:
        original(value)
        return []

    original = mock_response_json.parse_mock_responses
    patch.setattr(mock_response_json, "parse_mock_responses", drop)


@fault
def control_from_other_machines(patch: Patch) -> None:
    """other machines can use the control endpoints"""
    patch.setattr(control_access, "is_loopback", lambda host: True)


@fault
def request_bodies_are_not_recorded(patch: Patch) -> None:
    """recorded requests have no body"""
    patch.setattr(recorded_requests.RecordedRequest, "body", None)


# --- rules ---


@fault
def rules_match_any_text(patch: Patch) -> None:
    """a rule matches requests without its text"""
    original = conditions.Conditions
    patch.setattr(server, "Conditions", lambda **fields: original(**{**fields, "contains": None}))


@fault
def rules_match_one_condition(patch: Patch) -> None:
    """a rule matches requests that meet one of its conditions"""

    def are_met(of_rule: conditions.Conditions, request: ModelRequest) -> bool:
        checks = of_rule._checks  # pyright: ignore[reportPrivateUsage]
        return not checks or any(check.is_met(request) for check in checks)

    patch.setattr(conditions.Conditions, "are_met", are_met)


@fault
def rules_match_old_tool_results(patch: Patch) -> None:
    """a rule for a tool result matches all later requests of the conversation"""
    results = property(lambda request: [each for each in request.messages if each.role == "tool"])
    patch.setattr(ModelRequest, "tool_results", results)


@fault
def rules_see_the_first_user_message(patch: Patch) -> None:
    """a rule for a text looks for it in the first user message"""
    text = property(lambda request: next((each.text for each in request.messages if each.role == "user"), ""))
    patch.setattr(ModelRequest, "user_text", text)


@fault
def rules_ignore_stored_conversations(patch: Patch) -> None:
    """a rule does not see the stored conversation that a request continues"""
    original = responses_api.ResponsesAPI.read_request
    patch.setattr(
        responses_api.ResponsesAPI,
        "read_request",
        lambda api, fields, _, headers: original(api, fields, (), headers),
    )


@fault
def rules_count_turns_from_zero(patch: Patch) -> None:
    """the first turn of a conversation has the number 0"""
    patch.setattr(
        ModelRequest,
        "turn",
        property(lambda request: sum(each.role == "assistant" for each in request.messages)),
    )


@fault
def last_rule_wins(patch: Patch) -> None:
    """the last rule that matches is used, not the first"""

    def find(rule_set: rules.RuleSet, request: ModelRequest) -> rules.Rule | None:
        matching = [r for r in rule_set if not r.is_used_up and r.conditions.are_met(request)]
        return matching[-1] if matching else None

    patch.setattr(rules.RuleSet, "find", find)


@fault
def replies_are_out_of_order(patch: Patch) -> None:
    """the replies of a rule come in reverse order"""

    def next_reply(rule: rules.Rule) -> MockResponse:
        rule.uses += 1
        return rule.replies[max(-rule.uses, -len(rule.replies))]

    patch.setattr(rules.Rule, "next_reply", next_reply)


@fault
def rule_replies_once_more(patch: Patch) -> None:
    """a rule with times=2 replies three times"""
    is_used_up = property(lambda rule: rule.times is not None and rule.uses > rule.times)
    patch.setattr(rules.Rule, "is_used_up", is_used_up)


@fault
def rules_come_before_enqueued_responses(patch: Patch) -> None:
    """an enqueued response waits for a request that no rule matches"""
    original = MockState.next_mock_response

    def next_mock_response(state: MockState, *, is_for_model: bool) -> MockResponse | None:
        return None if len(state.rules) else original(state, is_for_model=is_for_model)

    patch.setattr(MockState, "next_mock_response", next_mock_response)


@fault
def strict_mock_generates_responses(patch: Patch) -> None:
    """a strict mock generates the response to a request that no rule matches"""
    patch.setattr(selection, "_refuse_if_strict", lambda *_: None)


@fault
def mismatch_does_not_show_the_request(patch: Patch) -> None:
    """the message of a strict mock does not show what the request has"""
    patch.setattr(conditions, "_user_message", lambda _: "it does not match")


@fault
def closest_rule_is_the_first(patch: Patch) -> None:
    """the message of a strict mock names the first rule, and not the closest one"""
    original = rules.RuleSet.closest_mismatch

    def closest_mismatch(rule_set: rules.RuleSet, request: ModelRequest) -> str:
        first = rules.RuleSet()
        first.add(*[*rule_set][:1])
        return original(first, request)

    patch.setattr(rules.RuleSet, "closest_mismatch", closest_mismatch)


@fault
def replies_are_not_checked_when_rules_are_made(patch: Patch) -> None:
    """a reply that the contract does not allow is accepted"""
    patch.setattr(rule_checks, "check_replies", lambda *_: None)


@fault
def replies_are_not_checked_against_requests(patch: Patch) -> None:
    """arguments that the tool of a request does not take are sent"""
    patch.setattr(selection, "check_reply", lambda *_: None)


@fault
def mistake_in_a_rule_is_a_server_error(patch: Patch) -> None:
    """a mistake in a rule leads to status 500, after which clients retry"""
    patch.setattr(selection, "HTTPError", lambda _, message: HTTPError(500, message))


@fault
def usage_of_a_rule_is_ignored(patch: Patch) -> None:
    """the usage of a reply is that of its text"""
    for module in (chat_completions, responses):
        original = module.token_usage
        patch.setattr(
            module,
            "token_usage",
            lambda model_input, outputs, _, original=original: original(model_input, outputs, None),
        )


@fault
def rules_file_is_read_once(patch: Patch) -> None:
    """a change of the file of rules has no effect"""
    patch.setattr(rules_file.RulesFile, "refresh", lambda _: None)


@fault
def reset_keeps_rules(patch: Patch) -> None:
    """a reset keeps the rules that were added"""
    patch.setattr(rules.RuleSet, "reset", lambda _: None)


@fault
def problems_are_not_reported(patch: Patch) -> None:
    """the fixture reports nothing that is left after a test"""
    patch.setattr(server.MockServer, "assert_no_problems", lambda _: None)


# --- random faults, timing and operation ---


@fault
def fault_share_is_ignored(patch: Patch) -> None:
    """a random fault is as frequent as any other, whatever its share"""
    original = faults_module.Faults.shares

    def shares(random_faults: faults_module.Faults) -> Mapping[str, float]:
        used = {name: share for name, share in original(random_faults).items() if share}
        return {name: 1 / len(used) for name in used}

    patch.setattr(faults_module.Faults, "shares", shares)


@fault
def random_faults_ignore_the_seed(patch: Patch) -> None:
    """random faults are the same with every seed"""
    original = faults_module._fraction  # pyright: ignore[reportPrivateUsage]
    patch.setattr(faults_module, "_fraction", lambda *values: original(*values[1:]))


@fault
def random_fault_consumes_a_reply(patch: Patch) -> None:
    """a fault in place of a response consumes the reply of a rule"""
    patch.setattr(selection, "REPLACING", ())


@fault
def connection_is_closed_and_not_reset(patch: Patch) -> None:
    """a reset of the connection is a response with status 500"""

    async def reset_connection(scope: Any) -> None:
        raise HTTPError(500, "reset")

    patch.setattr(delivery, "reset_connection", reset_connection)


@fault
def retry_after_is_not_sent(patch: Patch) -> None:
    """a response with retry_after has no Retry-After"""
    patch.setattr(endpoints.OperationEndpoint, "_headers", lambda _, mock_response: mock_response.headers)


@fault
def streams_have_no_timing(patch: Patch) -> None:
    """the events of a stream come at once, whatever the timing"""

    async def wait_for_event(clock: Any, index: int) -> None:
        pass

    patch.setattr(delivery._EventClock, "wait_for_event", wait_for_event)  # pyright: ignore[reportPrivateUsage]


@fault
def key_in_the_log(patch: Patch) -> None:
    """the log has the API key if it is in a path"""
    original = request_log.log_line
    patch.setattr(request_log, "log_line", lambda request, _: original(request, ()))


@fault
def log_has_line_breaks(patch: Patch) -> None:
    """a client can write lines into the log"""
    patch.setattr(request_log, "_text", lambda text, _: text)


@fault
def every_page_is_admitted(patch: Patch) -> None:
    """pages of any origin may send requests"""
    original = app._cors_middleware  # pyright: ignore[reportPrivateUsage]
    patch.setattr(app, "_cors_middleware", lambda _, contract: original(["*"], contract))


@fault
def any_token_controls_the_mock(patch: Patch) -> None:
    """other machines can use the control endpoints with any token"""
    patch.setattr(control_access, "_has_token", lambda request, _: "authorization" in request.headers)


# --- recordings, the proxy and checks of traffic ---


@fault
def recording_has_the_key(patch: Patch) -> None:
    """a recording has the API key if it is in a body or a path"""
    patch.setattr(request_recording, "credentials_in", lambda _: [])


@fault
def recording_has_every_header(patch: Patch) -> None:
    """a recording has all headers, cookies included"""
    patch.setattr(recordings, "_stored_headers", lambda headers, *_: headers)


@fault
def recording_is_not_redacted(patch: Patch) -> None:
    """the values of redacted fields are stored"""
    patch.setattr(recordings, "redact_fields", lambda _: lambda value: value)


@fault
def repeats_are_replayed_out_of_order(patch: Patch) -> None:
    """the recordings of a request that repeats are replayed in reverse order"""
    original = recording_folder.RecordingFolder._recordings_of  # pyright: ignore[reportPrivateUsage]
    patch.setattr(
        recording_folder.RecordingFolder, "_recordings_of", lambda folder, key: original(folder, key)[::-1]
    )


@fault
def recordings_match_any_text(patch: Patch) -> None:
    """a recording is replayed for a request with another body"""
    original = normal_form.normal_form
    patch.setattr(
        recording_folder, "normal_form", lambda request, ignored: {**original(request, ignored), "body": None}
    )


@fault
def response_ends_before_it_is_recorded(patch: Patch) -> None:
    """the last event of a stream is passed on before the file is written"""
    patch.setattr(observers, "ends_stream", lambda *_: False)


@fault
def recording_is_written_in_place(patch: Patch) -> None:
    """an interruption leaves a file"""

    def write(folder: Any, path: Path, recording: Any) -> None:
        folder.folder.mkdir(exist_ok=True)
        path.write_text(recording_file.recording_text(recording, "")[:100], encoding="utf-8")
        path.with_suffix(".tmp").replace(path)

    patch.setattr(recording_folder.RecordingFolder, "write", write)


@fault
def stream_is_buffered(patch: Patch) -> None:
    """the events of a recorded stream are passed on after its end"""
    patch.setattr(observers.StreamRecorder, "holds_body", True)


@fault
def proxy_decodes_bodies(patch: Patch) -> None:
    """the proxy passes a compressed body on without its compression"""
    patch.setattr(httpx.Response, "aiter_raw", httpx.Response.aiter_bytes)


@fault
def proxy_passes_on_headers_of_a_connection(patch: Patch) -> None:
    """the headers that Connection names are passed on"""
    patch.setattr(relay, "end_to_end", lambda headers: [(name.lower(), value) for name, value in headers])


@fault
def violations_in_events_are_not_seen(patch: Patch) -> None:
    """the events of streams are not checked"""
    patch.setattr(contract_check, "split_events", lambda _: [b"data: [DONE]\n\n"])


@fault
def response_headers_are_not_checked(patch: Patch) -> None:
    """the headers of responses are not checked"""
    patch.setattr(contract_check, "response_headers", lambda *_: [])


@fault
def report_has_values(patch: Patch) -> None:
    """the report of violations has the values of the traffic"""
    patch.setattr(contract_check, "redacted_sample", lambda value, **_: str(value))


# --- the window ---


@fault
def window_for_other_machines(patch: Patch) -> None:
    """other machines can open the window, and get the requests"""
    patch.setattr(window, "check_sender", lambda *_: None)
    patch.setattr(window, "check_visitor", lambda *_: None)


@fault
def password_from_any_page(patch: Patch) -> None:
    """a page of another origin can use the password that the browser has for the mock"""
    patch.setattr(control_access, "_is_same_origin", lambda _: True)


@fault
def page_interprets_html(patch: Patch) -> None:
    """the page makes HTML of the text of requests"""
    change_page(
        patch,
        "elements.js",
        "created.append(child instanceof Node ? child : String(child))",
        "created.innerHTML += child",
    )


@fault
def page_loads_from_elsewhere(patch: Patch) -> None:
    """the page loads a script of another server"""
    change_page(patch, "window.html", "/_mock/window/files/main.js", "https://scripts.test/main.js")


@fault
def page_without_policy(patch: Patch) -> None:
    """the page may run scripts that are in a request"""
    headers = [header for header in window.PAGE_HEADERS if header[0] != b"content-security-policy"]
    patch.setattr(window, "PAGE_HEADERS", headers)


@fault
def window_shows_the_key(patch: Patch) -> None:
    """the window shows the API key if it is in a body or a path"""
    patch.setattr(request_view, "_cleaned", lambda request, value, max_characters: value)


@fault
def recorded_responses_without_limit(patch: Patch) -> None:
    """recorded responses do not count towards the limit of memory"""

    def add(response: sent_response.SentResponse, seconds: float, chunk: bytes) -> int:
        response.chunks.append((seconds, chunk))
        return 0

    patch.setattr(sent_response.SentResponse, "add", add)


@fault
def readers_without_limit(patch: Patch) -> None:
    """the window can be open in any number of pages"""
    patch.setattr(window.CountedStream, "__call__", StreamingResponse.__call__)


@fault
def window_misses_changes(patch: Patch) -> None:
    """the window shows a request only as it came"""

    def note_change(requests: recorded_requests.RecordedRequests, request: RecordedRequest) -> None:
        if not request.change:
            requests.changes += 1
            request.change = requests.changes

    patch.setattr(recorded_requests.RecordedRequests, "note_change", note_change)


@fault
def curl_is_not_quoted(patch: Patch) -> None:
    """the shell runs what is in a prompt if the command is copied"""
    patch.setattr(shlex, "quote", lambda text: f'"{text}"')


@fault
def window_shows_no_violations(patch: Patch) -> None:
    """the window says that everything keeps the contract"""
    patch.setattr(request_view.RequestViews, "_violations", lambda views, request: ((), None))


@fault
def details_without_limit(patch: Patch) -> None:
    """the details of a request have all its messages"""
    patch.setattr(request_view, "_limited", lambda items, **_: {"items": items, "left_out": 0})


def change_page(patch: Patch, name: str, old: str, new: str) -> None:
    """Serve a file of the page with another text in it."""
    original = window.page_file

    def page_file(requested: str) -> HTTPResponse:
        response = original(requested)
        content = b"".join(response.body)
        changed = content.replace(old.encode(), new.encode())
        if requested == name and changed == content:
            raise ValueError(f"{name} has no {old}")
        headers = [header for header in response.headers if header[0] != b"content-length"]
        return replace(response, headers=headers, body=(changed if requested == name else content,))

    patch.setattr(window, "page_file", page_file)
