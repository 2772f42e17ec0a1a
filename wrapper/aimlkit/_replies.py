"""Replies: responses that have been checked to have the requested form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from aimlkit._body import is_event_stream
from aimlkit._cost import cost_in_headers
from aimlkit._exceptions import (
    APIResponseValidationError,
    APIStatusError,
    ResponseFailedError,
    body_summary,
    client_request_id_in_headers,
    error_message,
    request_id_in_headers,
)
from aimlkit._json import json_object
from aimlkit._redaction import redact_echo, redact_error
from aimlkit_api.operations import ERROR_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from aimlkit._event_source import ObserveStream
    from aimlkit._models import AnyResponse, APIResponse
    from aimlkit._open_streams import OpenStreams
    from aimlkit._redaction import EchoRedactor
    from aimlkit._spend import SpendTracker

    ResponseT = TypeVar("ResponseT", bound=APIResponse)


@frozen
class ParsedReply:
    """A response and its JSON object, which is empty for a stream that is still to be read."""

    response: httpx.Response
    data: Mapping[str, object]
    retries: int = 0
    observe_stream: ObserveStream | None = None
    """Returns a source of the same events as the one that it takes, observed by the telemetry of the client."""


def _do_nothing(response: Callable[[], AnyResponse | None]) -> None:
    pass


def _return_false() -> bool:
    return False


@frozen
class StreamReply:
    """A response, streamed or not, whose body is still to be read."""

    response: httpx.Response
    spend: SpendTracker
    retries: int
    request_id: str | None
    max_event_size: float
    """The maximum size of an event, in bytes."""
    redactor: EchoRedactor
    """Removes the key from the errors of the stream."""
    open_streams: OpenStreams
    """Where the stream is registered while it is open."""
    owner: object
    """The session, which the stream keeps alive with its connections."""
    observe_stream: ObserveStream | None = None
    """As that of a `ParsedReply`."""
    warn_about_unknown_spend: Callable[[Callable[[], AnyResponse | None]], None] = _do_nothing
    """Called when the stream has ended, with a function that returns its response; warns if its cost is unknown."""
    is_client_closed: Callable[[], bool] = _return_false
    """Returns whether the client, and so the connection of the stream, is closed."""


def parse_reply(
    response: httpx.Response, *, stream: bool, retries: int = 0, redactor: EchoRedactor | None = None
) -> ParsedReply:
    """Return the reply in a response whose body has been read, unless it is a stream of events.

    `redactor` redacts the keys in an error; by default, those of the request.

    Raises APIStatusError for an error status, and APIResponseValidationError if the body is an error or does
    not have the requested form: a JSON object or, if `stream`, a stream of events.
    """
    if stream and is_event_stream(response):
        return ParsedReply(response, {}, retries)
    if not response.is_success:
        redact_echo(response)
        raise APIStatusError.from_response(response, parse_body(response))
    body = parse_body(response)
    data = json_object(body)
    if data is not None and not stream and not is_error_body(data):
        return ParsedReply(response, data, retries)
    redact_echo(response, redactor)
    body = parse_body(response)
    data = json_object(body)
    if data is not None and is_error_body(data):
        reason = error_message(data) or "no reason given"
        message = f"the response is an error, though its status is {response.status_code}: {reason}"
    else:
        expected = "stream of events" if stream else "JSON object"
        message = f"expected a {expected}, but the response is {body_summary(response)}"
    raise APIResponseValidationError(message, response=response, body=body)


def with_details(response: ResponseT, reply: ParsedReply) -> ResponseT:
    """Return `response` with the details that its JSON lacks: ids, retries and cost."""
    response.add_details(
        request_id=request_id_in_headers(reply.response),
        client_request_id=client_request_id_in_headers(reply.response),
        retries=reply.retries,
        cost=cost_in_headers(reply.response.headers),
    )
    return response


def failed_response_error(
    response: AnyResponse, failure: str, request: httpx.Request, redactor: EchoRedactor
) -> ResponseFailedError:
    """Return the exception for a response that failed for the reason `failure`; the key is removed from both."""
    redacted_json = redactor.redact_json(response.to_json(indent=None))
    if redacted_json is not None:
        redacted = type(response).from_dict(json.loads(redacted_json))
        redacted.copy_details(response)
        response = redacted
    error = ResponseFailedError(redactor.redact(failure), request, body=response.to_dict())
    error.partial = response
    error.retries = response.retries
    error.request_id = response.request_id or error.request_id
    error.client_request_id = response.client_request_id or error.client_request_id
    redact_error(error)
    return error


def parse_body(response: httpx.Response) -> object:
    """Return the JSON of the body, or its text."""
    content = response.content
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("utf-8", "replace")  # The declared charset is ignored: it may not exist.


def is_error_body(body: object) -> bool:
    """Return whether a body with a success status is an error nevertheless, as some servers send them."""
    fields = json_object(body)
    if fields is None:
        return False
    if fields.get("object") is None:
        return bool(fields.get("error")) or ERROR_FIELDS.status in fields
    return fields.get("object") == "error"
