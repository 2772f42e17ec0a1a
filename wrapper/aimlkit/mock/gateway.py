"""The gateway: an ASGI app that takes responses from recordings or from another server, and not from the contract."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import httpx
from anyio import to_thread
from starlette.types import Receive, Scope, Send

from aimlkit.mock import error_responses, request_body
from aimlkit.mock.contract import ServedOperation
from aimlkit.mock.contract_facts import NO_STREAM
from aimlkit.mock.delivery import send_response
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.exchanges import Request, header, is_event_stream
from aimlkit.mock.json_files import FileProblem
from aimlkit.mock.limits import RequestLimits
from aimlkit.mock.model_apis import MODEL_APIS
from aimlkit.mock.observers import BodyRecorder, ExchangeReporter, Observer, OnExchange, StreamRecorder
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.recording_folder import RecordingFolder
from aimlkit.mock.recordings import Cleaner, Recording, Recordings
from aimlkit.mock.relay import relay
from aimlkit.mock.replay import replay
from aimlkit.mock.request_recording import recorded_request
from aimlkit.mock.state import MockState
from aimlkit.mock.tracing import with_tracing_headers
from aimlkit.mock.upstream import Upstream, UpstreamError, end_to_end


@dataclass(frozen=True)
class Incoming:
    """A request that has been read, its operation if the contract has one, its record, and its connection."""

    request: Request
    operation: ServedOperation | None
    recorded: RecordedRequest
    receive: Receive
    send: Send


class Gateway:
    """An ASGI app that responds to requests from an upstream, or from recordings."""

    def __init__(self, state: MockState, limits: RequestLimits) -> None:
        self._state = state
        self._limits = limits
        self._operations = {(each.path, each.method): each for each in state.contract.operations}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request, and record both."""
        operation = self._operations.get((scope["path"], scope["method"]))
        operation_id = operation.id if operation else ""
        with recorded_request(scope, send, self._state, operation_id) as (recorded, recording_send):
            try:
                with self._limits:
                    request = await self._read_request(scope, receive, recorded)
                    await self._respond(Incoming(request, operation, recorded, receive, recording_send))
            except HTTPError as error:
                response = error_responses.error_response(error, recorded.path, self._state)
                response = with_tracing_headers(response, scope["headers"], self._state)
                await send_response(response, receive, recording_send)
            except request_body.ClientDisconnected:
                pass

    async def _read_request(self, scope: Scope, receive: Receive, recorded: RecordedRequest) -> Request:
        content_length = header(scope["headers"], b"content-length").decode("latin-1")
        content = await request_body.read_body(
            receive, content_length, self._limits.max_body, self._limits.body_timeout
        )
        self._state.requests.set_content(recorded, content)
        path = scope.get("raw_path", scope["path"].encode()).partition(b"?")[0].decode("latin-1")
        return Request(recorded.method, path, recorded.query, scope["headers"], content)

    async def _respond(self, incoming: Incoming) -> None:
        """Send the response to a request. Raises HTTPError if there is none."""
        raise NotImplementedError

    async def _relay(
        self,
        incoming: Incoming,
        upstream: Upstream,
        observe: Callable[[httpx.Response], Observer],
        *,
        is_recorded: bool,
    ) -> None:
        """Pass a request on, and its response to the client. Raises HTTPError if there is no response."""
        try:
            await relay(
                incoming.request,
                upstream,
                observe,
                self._state,
                incoming.receive,
                incoming.send,
                is_recorded=is_recorded,
            )
        except UpstreamError as error:
            raise HTTPError(502, f"the upstream {upstream.url}: {error}") from error


class RecordingGateway(Gateway):
    """A gateway that responds from recordings, and makes those that are missing."""

    def __init__(
        self, state: MockState, limits: RequestLimits, settings: Recordings, upstream: Upstream | None
    ) -> None:
        """Raise FileProblem if the folder cannot be used."""
        super().__init__(state, limits)
        contract = state.contract
        headers = {contract.inference_id_header, contract.retry_after_header, contract.etag_header}
        self._cleaner = Cleaner(settings, {*headers, *contract.cost_headers.values()})
        self._folder = RecordingFolder(Path(settings.folder), settings.mode, settings.ignore)
        self._speed = settings.speed
        self._upstream = upstream

    async def _respond(self, incoming: Incoming) -> None:
        self._set_model_request(incoming.operation, incoming.recorded)
        secrets = [*incoming.recorded.secrets]
        if self._upstream is not None and self._upstream.replacement_key is not None:
            secrets.append(self._upstream.replacement_key)
        stored = self._cleaner.request(incoming.request, secrets)
        recording = await self._find(stored)
        if recording is not None:
            await replay(recording, self._speed, self._state, incoming.receive, incoming.send)
        elif self._folder.is_recording and self._upstream is not None:
            await self._record(incoming, self._folder.reserve(stored), secrets, self._upstream)
        else:
            message = await to_thread.run_sync(self._folder.mismatch, stored)
            self._state.problems.append(message)
            raise HTTPError(404, message)

    def _set_model_request(self, operation: ServedOperation | None, recorded: RecordedRequest) -> None:
        """Record the model of a valid request, so that tests can find the request by conditions."""
        api = MODEL_APIS.get(recorded.operation)
        if operation is None or api is None:
            return
        try:
            valid = operation.validate(recorded.body, len(recorded.content))
        except HTTPError:
            return
        self._state.requests.set_model_request(recorded, api, valid.fields["model"], None)

    async def _find(self, stored: Request) -> Recording | None:
        """Return the recording for a request; None if there is none. Raises HTTPError if a file is invalid."""
        try:
            return await to_thread.run_sync(self._folder.next_recording, stored)
        except FileProblem as problem:
            self._state.problems.append(str(problem))
            raise HTTPError(404, str(problem)) from problem

    async def _record(
        self, incoming: Incoming, path: Path, secrets: Collection[str], upstream: Upstream
    ) -> None:
        """Pass a request on, and record its response in the file `path`."""
        started = time.monotonic()
        operation = incoming.operation

        def write(recording: Recording) -> None:
            self._folder.write(path, self._cleaner.recording(recording, secrets))

        def observe(response: httpx.Response) -> Observer:
            headers = end_to_end(response.headers.raw)
            if header(headers, b"content-encoding").lower() not in (b"", b"identity"):
                raise UpstreamError("it compresses a response, although the request does not accept that")
            seconds = time.monotonic() - started
            head = Recording(incoming.request, response.status_code, headers, seconds, b"")
            if is_event_stream(headers):
                return StreamRecorder(head, write, operation.stream if operation else NO_STREAM)
            return BodyRecorder(head, write)

        await self._relay(incoming, upstream, observe, is_recorded=True)


class ProxyGateway(Gateway):
    """A gateway that passes everything on to an upstream, unchanged, and reports each exchange afterwards."""

    def __init__(
        self, state: MockState, limits: RequestLimits, upstream: Upstream, report: OnExchange
    ) -> None:
        super().__init__(state, limits)
        self._upstream = upstream
        self._report = report

    async def _respond(self, incoming: Incoming) -> None:
        def observe(response: httpx.Response) -> Observer:
            headers = end_to_end(response.headers.raw)
            return ExchangeReporter(incoming.request, response.status_code, headers, self._report)

        await self._relay(incoming, self._upstream, observe, is_recorded=False)
