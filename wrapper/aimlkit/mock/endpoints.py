"""The operations of the contract as ASGI apps."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from anyio import to_thread
from starlette.types import Receive, Scope, Send

from aimlkit.mock import (
    chat_completions,
    delivery,
    error_responses,
    examples,
    model_catalogue,
    request_body,
    responses,
    tracing,
)
from aimlkit.mock.conditional_requests import with_etag
from aimlkit.mock.contract import JSON, NO_BODY, ServedOperation, ValidRequest
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.http_response import Headers, HTTPResponse, encode_headers, raw_response
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.parameters import read_parameters
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.request_recording import recorded_request
from aimlkit.mock.selection import select_response
from aimlkit.mock.state import MockState

#: Creates the response to a valid request. Not called if an enqueued response with a status replaces it.
Handler: TypeAlias = Callable[
    [ValidRequest, ServedOperation, MockState, MockResponse | None], Awaitable[HTTPResponse]
]

#: The handler of each operation, by its id in the contract. Any other operation responds with an example.
HANDLERS: dict[str, Handler] = {
    "createChatCompletion": chat_completions.respond,
    "createResponse": responses.respond,
    "listModels": model_catalogue.respond,
}


#: Bytes; a larger body is parsed and validated in another thread, so that other requests are served meanwhile.
LARGE_BODY = 64 * 1024


def _without_body(response: HTTPResponse) -> HTTPResponse:
    """Return the response to a HEAD: that to a GET without its body."""
    return replace(response, body=())


def _media_type(headers: Mapping[bytes, bytes]) -> str:
    """Return the media type of a request body, without parameters; empty if the request states none."""
    return headers.get(b"content-type", b"").decode("latin-1").partition(";")[0].strip().lower()


def _is_json(headers: Mapping[bytes, bytes]) -> bool:
    """Return whether a request body is JSON; it is if the request does not state another type."""
    return _media_type(headers) in (JSON, "")


class OperationEndpoint:
    """An ASGI app that serves one operation."""

    def __init__(self, operation: ServedOperation, state: MockState, limits: RequestLimits) -> None:
        self.operation = operation
        self.state = state
        self.limits = limits
        self.handler = HANDLERS.get(operation.id, examples.respond)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record the request, validate it, and send its response."""
        with recorded_request(scope, send, self.state, self.operation.id) as (recorded, recording_send):
            await self._respond_to(recorded, scope, receive, recording_send)

    async def _respond_to(
        self, recorded: RecordedRequest, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Validate the request, and send its response."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        is_head = scope["method"] == "HEAD"
        mock_response = None
        try:
            if self.operation.is_authenticated:
                self.limits.authorize(headers.get(b"authorization"))
            with self.limits:
                request = await self._read_request(scope, receive, recorded)
                mock_response = select_response(request, self.operation, recorded, self.state)
                if mock_response is not None and mock_response.reset:
                    await delivery.reset_connection(scope)
                    return
                response = await self._respond(request, mock_response, scope["headers"])
                response = self._with_etag(response, headers, mock_response)
                await self._send(
                    _without_body(response) if is_head else response, mock_response, receive, send
                )
        except HTTPError as error:
            response = error_responses.error_response(error, scope["path"], self.state)
            response = tracing.with_tracing_headers(response, scope["headers"], self.state)
            await self._send(_without_body(response) if is_head else response, mock_response, receive, send)
        except request_body.ClientDisconnected:
            pass

    async def _read_request(self, scope: Scope, receive: Receive, recorded: RecordedRequest) -> ValidRequest:
        """Read, record and validate the request. Raises HTTPError if the contract does not allow it."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        parameters = read_parameters(
            self.operation.parameters, scope["query_string"], scope.get("path_params", {}), headers
        )
        content_length = headers.get(b"content-length", b"").decode("latin-1")
        content = await request_body.read_body(
            receive, content_length, self.limits.max_body, self.limits.body_timeout
        )
        self.state.requests.set_content(recorded, content)
        if not self.operation.has_body:  # A body has no meaning then (RFC 9110, section 9.3.1).
            return ValidRequest(parameters, NO_BODY, len(content))
        if content or headers.get(b"content-type"):
            self._check_content_type(headers)
        if JSON not in self.operation.content_types or not _is_json(headers):
            return ValidRequest(parameters, NO_BODY, len(content))  # A form, or a file: it is not validated.
        if len(content) > LARGE_BODY:
            return await to_thread.run_sync(self._parse, content)
        return self._parse(content)

    def _with_etag(
        self, response: HTTPResponse, headers: Mapping[bytes, bytes], mock_response: MockResponse | None
    ) -> HTTPResponse:
        """Return the response with its ETag, unless the operation has none or a mock response replaces it."""
        if not self.operation.is_conditional or (mock_response and mock_response.status is not None):
            return response
        contract = self.state.contract
        return with_etag(response, headers, contract.etag_header, contract.if_none_match_header)

    def _parse(self, content: bytes) -> ValidRequest:
        return self.operation.validate(request_body.parse_body(content), len(content))

    def _check_content_type(self, headers: Mapping[bytes, bytes]) -> None:
        if _media_type(headers) not in self.operation.content_types:
            allowed = " or ".join(self.operation.content_types)
            raise HTTPError(415, f"the content type of the body is not {allowed}")

    async def _respond(
        self, request: ValidRequest, mock_response: MockResponse | None, request_headers: Headers
    ) -> HTTPResponse:
        """Return the enqueued response if it has a status, otherwise that of the operation's handler."""
        if mock_response is None:
            response = await self._generated_response(request, None)
            return tracing.with_tracing_headers(response, request_headers, self.state)
        response_headers = self._headers(mock_response)
        headers = encode_headers(response_headers)
        if mock_response.status is not None:
            raw_body = mock_response.raw_body
            if raw_body is None:
                raise HTTPError(mock_response.status, mock_response.reason_phrase, response_headers)
            return raw_response(raw_body, mock_response.status, headers)
        response = await self._generated_response(request, mock_response)
        added = {name for name, _ in headers}
        generated = [header for header in response.headers if header[0] not in added]
        response = replace(response, headers=[*generated, *headers])
        return tracing.with_tracing_headers(response, request_headers, self.state)

    def _headers(self, mock_response: MockResponse) -> Mapping[str, str]:
        """Return the headers of a mock response, with the one that tells clients when to retry."""
        if mock_response.retry_after is None:
            return mock_response.headers
        seconds = f"{mock_response.retry_after:.3f}".rstrip("0").rstrip(".")
        return {self.state.contract.retry_after_header: seconds, **mock_response.headers}

    async def _generated_response(
        self, request: ValidRequest, mock_response: MockResponse | None
    ) -> HTTPResponse:
        """Return the response of the operation's handler, with the status of the contract."""
        response = await self.handler(request, self.operation, self.state, mock_response)
        return replace(response, status=self.operation.success_status)

    async def _send(
        self, response: HTTPResponse, mock_response: MockResponse | None, receive: Receive, send: Send
    ) -> None:
        is_timed = self.state.timing is not None and response.is_stream
        if mock_response is None and not is_timed:
            await delivery.send_response(response, receive, send)
        else:
            faults = mock_response or MockResponse()
            await delivery.send_with_faults(response, faults, self.state, receive, send)


class PathEndpoint:
    """An ASGI app that serves the operations of one path; a HEAD is served by the operation for GET."""

    def __init__(self, endpoints: Sequence[OperationEndpoint]) -> None:
        self._by_method = {endpoint.operation.method: endpoint for endpoint in endpoints}
        if "GET" in self._by_method:
            self._by_method.setdefault("HEAD", self._by_method["GET"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call the endpoint of the request's method: the router lets no other methods pass."""
        await self._by_method[scope["method"]](scope, receive, send)
