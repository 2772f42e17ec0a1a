"""The window: a page that shows the requests as they come, adds rules, and has the contract to browse.

The page is static, in the folder `window_page`, and gets everything about requests from the endpoints below
WINDOW_PREFIX. Whoever may use the control endpoints may open it.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from aimlkit.mock import error_responses
from aimlkit.mock.control import CONTROL_PREFIX, to_starlette
from aimlkit.mock.control_access import check_sender, check_visitor
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.http_response import HTTPResponse, json_response, raw_response
from aimlkit.mock.json_text import dump_json
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.request_view import RequestViews
from aimlkit.mock.state import MockState

WINDOW_PATH = "/"
WINDOW_PREFIX = CONTROL_PREFIX + "window/"

MAX_READERS = 16  # pages that show the requests as they come
INTERVAL = 0.1  # seconds between two looks at what has changed; changes in between are sent together
MAX_ROWS = 100  # in one event

#: The files of the page, by name, with their types.
FILES: Mapping[str, str] = {
    "window.html": "text/html; charset=utf-8",
    "window.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "main.js": "text/javascript; charset=utf-8",
    "elements.js": "text/javascript; charset=utf-8",
    "request_list.js": "text/javascript; charset=utf-8",
    "request_details.js": "text/javascript; charset=utf-8",
    "rule_dialog.js": "text/javascript; charset=utf-8",
    "contract.js": "text/javascript; charset=utf-8",
}

# The page loads nothing from elsewhere, runs no script but its files, and never makes HTML of text: where a browser
# supports trusted types, assigning text to `innerHTML` fails.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

PAGE_HEADERS = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", _POLICY.encode()),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


def window_routes(state: MockState, token: str | None) -> list[Route]:
    """Return the routes of the page and of its endpoints; other machines need the control token."""
    window = _Window(state)

    def route(path: str, respond: Callable[[Request], HTTPResponse | Response]) -> Route:
        # Browsers ask for the token when the page is opened, and then send it with all requests.
        check_access = check_visitor if path == WINDOW_PATH else check_sender

        async def endpoint(request: Request) -> Response:
            try:
                check_access(request, token)
                response = await to_thread.run_sync(respond, request)
            except HTTPError as error:
                response = error_responses.error_response(error, request.url.path, state)
            return to_starlette(response) if isinstance(response, HTTPResponse) else response

        return Route(path, endpoint, methods=["GET"])

    return [
        route(WINDOW_PATH, lambda _: page_file("window.html")),
        route(WINDOW_PREFIX + "files/{name}", lambda request: page_file(request.path_params["name"])),
        route(WINDOW_PREFIX + "contract", window.contract),
        route(WINDOW_PREFIX + "requests/{number:int}", window.request),
        route(WINDOW_PREFIX + "requests", window.requests),
    ]


@cache
def page_file(name: str) -> HTTPResponse:
    """Return a file of the page. Raises HTTPError with status 404 if there is none."""
    if name not in FILES:
        raise HTTPError(404, "the window has no such file")
    content = (files("aimlkit.mock") / "window_page" / name).read_bytes()
    return raw_response(content, 200, [(b"content-type", FILES[name].encode()), *PAGE_HEADERS])


class _Window:
    """The endpoints of the page."""

    def __init__(self, state: MockState) -> None:
        self._state = state
        self._views = cache(lambda: RequestViews(state.contract))  # made for the first reader
        self.readers = 0

    def contract(self, request: Request) -> HTTPResponse:
        """Return the contract that the mock serves."""
        return json_response(self._state.contract.document, headers=PAGE_HEADERS)

    def request(self, request: Request) -> HTTPResponse:
        """Return the details of a request. Raises HTTPError with status 404 if it is not recorded any more."""
        recorded = self._state.requests.get(request.path_params["number"])
        if recorded is None:
            raise HTTPError(404, "the request is not recorded any more")
        server_url = f"{request.url.scheme}://{request.url.netloc}"
        return json_response(self._views().details(recorded, server_url), headers=PAGE_HEADERS)

    def requests(self, request: Request) -> Response:
        """Return a stream of the recorded requests, and of their changes. Raises HTTPError if there are too many."""
        if self.readers >= MAX_READERS:
            raise HTTPError(429, f"the window is open in {MAX_READERS} pages, and not more are served")
        headers = {name.decode(): value.decode() for name, value in PAGE_HEADERS}
        if request.method == "HEAD":
            return Response(headers=headers, media_type="text/event-stream")
        return CountedStream(self, headers)

    async def events(self) -> AsyncIterator[bytes]:
        """Yield an event about the mock, then one whenever requests have changed.

        Such an event has the number of the oldest request that is still recorded, and the rows of those that have
        changed. What has not been sent is known from the numbers of the changes, so a slow reader takes no memory.
        """
        yield _event("mock", self._mock_details())
        sent = -1  # the number of the latest change that was sent
        while not self._state.is_stopped:
            requests = self._state.requests
            latest = requests.changes
            if latest != sent:
                changed = sorted((each for each in [*requests] if each.change > sent), key=_change)
                sent = latest if len(changed) <= MAX_ROWS else changed[MAX_ROWS - 1].change
                rows = await to_thread.run_sync(self._rows, changed[:MAX_ROWS])
                yield _event("requests", {"oldest": requests.oldest, "rows": rows})
            await self._state.wait(INTERVAL)

    def _rows(self, requests: Sequence[RecordedRequest]) -> list[JsonObject]:
        return [self._views().row(each) for each in requests]

    def _mock_details(self) -> JsonObject:
        return {"base_path": self._state.contract.base_path, "uses_rules": self._state.gateway is None}


class CountedStream(StreamingResponse):
    """A stream of requests, which counts as a reader until it ends."""

    def __init__(self, window: _Window, headers: Mapping[str, str]) -> None:
        super().__init__(window.events(), media_type="text/event-stream", headers=headers)
        self._window = window

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._window.readers += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._window.readers -= 1


def _change(request: RecordedRequest) -> int:
    return request.change


def _event(name: str, data: JsonObject) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + dump_json(data) + b"\n\n"
