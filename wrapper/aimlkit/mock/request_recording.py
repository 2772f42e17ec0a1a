"""Recording a request while it is responded to, and its response as it is sent."""

import time
from collections.abc import Generator
from contextlib import contextmanager

from starlette.types import Message, Scope, Send

from aimlkit.mock.recorded_requests import RecordedRequest, credentials_in, redact_headers
from aimlkit.mock.state import MockState


@contextmanager
def recorded_request(
    scope: Scope, send: Send, state: MockState, operation_id: str
) -> Generator[tuple[RecordedRequest, Send]]:
    """Record a request, and report it at the end. Yield it, and the `Send` that records its response, too."""
    started = time.perf_counter()
    recorded = RecordedRequest(
        scope["method"],
        scope["path"],
        redact_headers(scope["headers"]),
        query=scope["query_string"].decode("latin-1"),
        operation=operation_id,
        secrets=credentials_in(scope["headers"]),
    )
    requests = state.requests
    requests.add(recorded)

    async def send_and_record(message: Message) -> None:
        if message["type"] == "http.response.start":
            requests.start_response(recorded, message["status"], message.get("headers", ()))
        elif message["type"] == "http.response.body":
            seconds = time.perf_counter() - started
            is_end = not message.get("more_body", False)
            requests.add_chunk(recorded, seconds, message.get("body", b""), is_end=is_end)
        await send(message)

    try:
        yield recorded, send_and_record
    except Exception:
        recorded.status = 500  # a bug in the mock, to which the app responds
        raise
    finally:
        recorded.seconds = time.perf_counter() - started
        requests.note_change(recorded)
        state.finish(recorded)
