"""The project's own checks, in addition to schemathesis's: requirements that no schema expresses.

Each applies to the service as well as to the mock.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import schemathesis
from jsonschema_rs import Draft202012Validator

from aimlkit.mock.contract import packaged_contract
from aimlkit_api.models import Error
from tests.conformance import completion_chunks, model_output, parsed_response
from tests.conformance.cost import cost_in_headers, cost_of
from tests.conformance.sent_request import sent_json, sent_request, served_operation

if TYPE_CHECKING:
    from schemathesis import Case, CheckContext

    from aimlkit_api.models import Response
    from tests.conformance.model_output import ModelOutput
    from tests.conformance.sent_request import SentRequest

# The fields of a request that refer to something that a server may not have.
REFERENCE_FIELDS = ("'previous_response_id'", "'prompt'", "'id'", "'file_id'")

Check = Callable[["CheckContext", schemathesis.Response, "Case[Any]"], None]


def fails_if_unparsable(check: Check) -> Check:
    """Decorate a check so that a response that cannot be parsed is a failure like any other."""

    @wraps(check)
    def checked(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
        try:
            check(ctx, response, case)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise AssertionError(f"the response cannot be parsed: {error}") from error

    return checked


@schemathesis.check
@fails_if_unparsable
def streaming_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that the response is a stream if and only if the request asks for one."""
    request = sent_request(case, response)
    if request is not None:
        is_stream = parsed_response.is_stream(response)
        found = "a stream" if is_stream else "no stream"
        assert is_stream == request.is_streaming, (
            f"stream is {request.is_streaming}, and the response is {found}"
        )


@schemathesis.check
@fails_if_unparsable
def stream_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that the events of a stream are in order, end correctly, and add up to the final object."""
    request = sent_request(case, response)
    if request is None or not parsed_response.is_stream(response):
        return
    if request.is_chat:
        completion_chunks.check_chunks(parsed_response.parse_chunks(case, response), request)
    else:
        _final_response(case, response)


@schemathesis.check
@fails_if_unparsable
def response_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that a response has the requested model and number of choices, and a usage."""
    request = sent_request(case, response)
    if request is None:
        return
    if not request.is_chat:
        final = _final_response(case, response)
        assert final.model == request.fields["model"], f"the model is {final.model}"
        details = final.incomplete_details
        assert (details is not None) == (final.status == "incomplete"), (
            f"the status is {final.status}, and incomplete_details is {details}"
        )
        if final.status in ("completed", "incomplete"):
            assert final.usage is not None, f"a response that is {final.status} has no usage"
    elif not parsed_response.is_stream(response):
        completion = parsed_response.parse_completion(response)
        assert completion.model == request.fields["model"], f"the model is {completion.model}"
        indices = [choice.index for choice in completion.choices]
        assert indices == list(range(request.choice_count)), (
            f"{request.choice_count} choices were requested, and their indices are {indices}"
        )


@schemathesis.check
@fails_if_unparsable
def cost_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that a response states its cost: in the body and the same in its headers, or in the last event only.

    There is nothing to check if the contract describes no cost.
    """
    request = sent_request(case, response)
    if request is None or "cost-usd" not in request.operation.cost_paths:
        return
    in_headers = cost_in_headers(response)
    if parsed_response.is_stream(response):
        assert in_headers == (None, None), f"the headers of a stream have a cost: {in_headers}"
        if request.is_chat:
            *chunks, last = [chunk.to_dict() for chunk in parsed_response.parse_chunks(case, response)]
            paths = request.operation.stream.cost_paths
            assert cost_of(last, paths) is not None, "the last chunk has no cost"
            assert all(cost_of(chunk, paths) is None for chunk in chunks), (
                "a chunk before the last has a cost"
            )
            return
    paths = request.operation.cost_paths
    body = response.json() if request.is_chat else _final_response(case, response).to_dict()
    is_over = request.is_chat or body["status"] in ("completed", "incomplete")
    assert not is_over or cost_of(body, paths) is not None, "the response has no cost"
    if not parsed_response.is_stream(response):
        in_body = cost_of(body, paths), cost_of(body, paths, "credits")
        assert in_headers == in_body, f"the cost is {in_body} in the body, and {in_headers} in the headers"


@schemathesis.check
@fails_if_unparsable
def tracing_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that a response has an id, and the id that the client gave the request, if and only if that is valid."""
    if response.status_code != served_operation(case).success_status:
        return
    contract = packaged_contract()
    name = contract.client_request_id_header
    sent = response.request.headers.get(name)
    sent = sent.decode("latin-1") if isinstance(sent, bytes) else sent
    expected = [sent] if sent is not None and contract.is_client_request_id(sent) else None
    returned = response.headers.get(name)
    assert returned == expected, f"the client's id {sent!r} was returned as {returned}"
    assert response.headers.get(contract.inference_id_header), "the response has no id"


@schemathesis.check
@fails_if_unparsable
def usage_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that the usage adds up, and is within the token limit."""
    request = sent_request(case, response)
    if request is None:
        return
    if not request.is_chat:
        response_usage = _final_response(case, response).usage
        if response_usage is not None:
            details = response_usage.output_tokens_details
            _check_usage(
                response_usage.input_tokens,
                response_usage.output_tokens,
                response_usage.total_tokens,
                details and details.reasoning_tokens,
                request,
            )
        return
    if parsed_response.is_stream(response):
        usage = parsed_response.parse_chunks(case, response)[-1].usage
    else:
        usage = parsed_response.parse_completion(response).usage
    if usage is not None:
        completion_details = usage.completion_tokens_details
        _check_usage(
            usage.prompt_tokens,
            usage.completion_tokens,
            usage.total_tokens,
            completion_details and completion_details.reasoning_tokens,
            request,
        )


@schemathesis.check
@fails_if_unparsable
def output_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that the output has the requested format, and calls only tools that it may, with valid arguments."""
    request = sent_request(case, response)
    if request is None:
        return
    if request.is_chat:
        if parsed_response.is_stream(response):
            outputs = model_output.outputs_of_chunks(parsed_response.parse_chunks(case, response))
        else:
            outputs = model_output.outputs_of_completion(parsed_response.parse_completion(response))
    else:
        final = _final_response(case, response)
        if final.status not in ("completed", "incomplete"):
            return
        outputs = [model_output.output_of_response(final)]
        assert final.output_text in (None, outputs[0].text), "output_text is not the text of the messages"
    for output in outputs:
        _check_calls(output, request)
        assert not any(stop in output.text for stop in request.stop_sequences), (
            f"a stop sequence is in {output.text!r}"
        )
        has_whole_text = output.text and output.is_complete and not request.fields.get("stop")
        if request.output_schema is not None and has_whole_text:
            _check_json(output.text, [request.output_schema], "the text")


@schemathesis.check
class StoredResponseConformance:
    """Checks that a response can be continued if and only if it was stored."""

    def __init__(self) -> None:
        self.is_stored: dict[str, bool] = {}
        self.lock = threading.Lock()

    def after_response(self, ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
        """Remember whether a response was stored; check one that continues another."""
        fields = sent_json(response)
        request = sent_request(case, response)
        if not isinstance(fields, dict):
            return
        if response.status_code == 404:
            assert any(name in str(fields) for name in REFERENCE_FIELDS), (
                "the request refers to nothing that could be missing"
            )
        if "input" not in fields:
            return
        with self.lock:
            previous_id = fields.get("previous_response_id")
            is_previous_stored = self.is_stored.get(previous_id) if isinstance(previous_id, str) else None
            if request is not None:
                assert previous_id is None or is_previous_stored, f"{previous_id} was not stored"
                final = _final_response(case, response)
                assert final.previous_response_id == previous_id, "the response continues another one"
                self.is_stored[final.id] = bool(fields.get("store"))
            elif is_previous_stored:
                assert response.status_code != 404, f"{previous_id} was stored, and is not found"


@schemathesis.check
@fails_if_unparsable
def list_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that a list has only objects that its filters select, and only the sections that the request names."""
    facts = case.operation.definition.raw.get("x-list")
    is_success = response.status_code == served_operation(case).success_status
    if facts is None or not is_success or response.request.method != "GET":
        return
    query = parse_qs(urlsplit(response.request.url or "").query, keep_blank_values=True)
    sent = {name: [item for text in texts for item in text.split(",")] for name, texts in query.items()}
    named = {name.casefold() for name in sent.get(facts["sections-parameter"], ())}
    is_everything = facts["all-sections"] in named or facts["all-sections-parameter"] in sent
    sections = set(facts["sections"]) if is_everything else named & set(facts["sections"])
    objects = response.json()[facts["items"]]
    for each in objects:
        found = set(facts["sections"]) & each.keys()
        assert found == sections, f"the sections are {sorted(found)}, and not {sorted(sections)}"
        for name, paths in facts["filters"].items():
            requested = {value.casefold() for value in sent.get(name, ())}
            # Properties of a section are only there if the request names it.
            values = {value.casefold() for path in paths for value in _texts_at(each, path)}
            is_visible = any(_exists(each, path) for path in paths)
            assert not requested or not is_visible or requested & values, (
                f"{each['id']} has none of {name}={requested}"
            )
    if not sent.keys() & facts["filters"].keys():
        assert objects, "the list is empty, and nothing filters it"


@schemathesis.check
@fails_if_unparsable
def selection_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that every object of a list is found by each of its names, whatever their case."""
    facts = case.operation.definition.raw.get("x-list")
    is_success = response.status_code == served_operation(case).success_status
    if facts is None or not is_success or "?" in (response.request.url or ""):
        return
    for each in response.json()[facts["items"]][:3]:
        by = facts["retrieve-by"]
        for name in [text for path in facts["filters"][by] for text in _texts_at(each, path)]:
            found = _call(case, response, query={by: name.upper()}).json()[facts["items"]]
            assert [one["id"] for one in found] == [each["id"]], (
                f"{by}={name.upper()} does not find {each['id']}"
            )


@schemathesis.check
def conditional_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that a request gets status 304 and no body if and only if it has the ETag of the response."""
    if "304" not in case.operation.definition.raw["responses"] or response.request.method != "GET":
        return
    condition = response.request.headers.get("If-None-Match")
    success = served_operation(case).success_status
    if response.status_code == 304:
        assert condition, "the status is 304, and the request has no condition"
        assert not response.content, "a response with status 304 has a body"
    elif response.status_code == success:
        etag = response.headers.get("etag", [""])[0]
        assert etag.strip(), "the response has no ETag"
        assert etag not in (condition or ""), "the request has the ETag, and gets the response again"
        again = _call(case, response, headers={"If-None-Match": etag})
        assert again.status_code == 304, (
            f"the ETag of the response is sent, and the status is {again.status_code}"
        )
        other = _call(case, response, headers={"If-None-Match": '"another"'})
        assert other.status_code == success, f"another ETag is sent, and the status is {other.status_code}"


def _call(
    case: Case[Any],
    response: schemathesis.Response,
    *,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
) -> schemathesis.Response:
    """Send the request of a response again, with other headers or with another query."""
    key = response.request.headers.get("Authorization")
    other = case.operation.Case(
        path_parameters=case.path_parameters,
        query=case.query if query is None else query,
        headers={**({"Authorization": key} if key else {}), **(headers or {})},
    )
    sent_again: schemathesis.Response = other.call()
    return sent_again


def _exists(value: Any, path: str) -> bool:
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True


def _texts_at(value: Any, path: str) -> list[str]:
    """Return the text at a path of properties, or the texts of a list there."""
    for name in path.split("."):
        value = value.get(name, {}) if isinstance(value, dict) else {}
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


@schemathesis.check
@fails_if_unparsable
def error_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Check that an error has a message, its status, its path and a request id."""
    if response.status_code < 400:
        return
    error = Error.from_dict(response.json())
    assert error.message, "the error has no message"
    assert int(error.statusCode or 0) == response.status_code, f"the error's status is {error.statusCode}"
    path = urlsplit(response.request.url or "").path
    assert error.path == path, f"the error's path is {error.path}"
    assert error.requestId, "the error has no request id"


def _final_response(case: Case[Any], response: schemathesis.Response) -> Response:
    """Return the response object; of a stream, the one in its last event."""
    if parsed_response.is_stream(response):
        from tests.conformance import streams  # noqa: PLC0415 - can be imported only with Responses

        return streams.check_events(parsed_response.parse_events(case, response))
    return parsed_response.parse_response(response)


def _check_usage(
    input_tokens: int, output_tokens: int, total_tokens: int, reasoning_tokens: object, request: SentRequest
) -> None:
    assert total_tokens == input_tokens + output_tokens, (
        f"{input_tokens} and {output_tokens} are not {total_tokens} tokens"
    )
    if isinstance(reasoning_tokens, int):
        assert reasoning_tokens <= output_tokens, (
            f"{reasoning_tokens} of {output_tokens} tokens are reasoning"
        )
    max_tokens = request.max_tokens * request.choice_count
    assert output_tokens <= max_tokens, f"{output_tokens} tokens were generated; the limit is {max_tokens}"


def _check_calls(output: ModelOutput, request: SentRequest) -> None:
    names = [name for name, _ in output.calls]
    may_call_nothing = not output.is_complete or bool(output.refusal)
    # A forced function need not be among the tools; then there is no schema for its arguments.
    assert set(names) <= {*request.tools, request.tool_choice}, f"{names} are called, and not all are tools"
    if request.tool_choice == "none":
        assert not names, f"{names} are called, and tool_choice is none"
    elif request.tool_choice == "required" and request.tools:
        assert names or may_call_nothing, "no tool is called, and tool_choice is required"
    elif request.tool_choice in request.tools:
        assert set(names) <= {request.tool_choice}, f"{names} are called, and not {request.tool_choice}"
        assert names or may_call_nothing, f"{request.tool_choice} is not called"
    if request.fields.get("parallel_tool_calls") is False:
        assert len(names) <= 1, f"{names} are called in parallel"
    if output.is_complete:
        for name, arguments in output.calls:
            _check_json(arguments, request.tools.get(name, [{}]), f"the arguments of {name}")


def _check_json(text: str, schemas: Sequence[Any], description: str) -> None:
    """Fail unless the text is JSON that satisfies one of the schemas."""
    value = json.loads(text)
    problems: list[str] = []
    for schema in schemas:
        error = next(Draft202012Validator(schema).iter_errors(value), None)
        if error is None:
            return
        problems.append(error.message)
    raise AssertionError(f"{description} do not satisfy the requested schema: {'; '.join(problems)}")
