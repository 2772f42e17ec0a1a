"""Servers for the app: uvicorn for a separate process, and MockServer in a thread for tests."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self, Unpack

import uvicorn
from starlette.applications import Starlette

from aimlkit.mock.app import create_app, mock_state
from aimlkit.mock.conditions import Conditions, RequestFunction
from aimlkit.mock.http_protocol import HTTPProtocol
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.options import MockOptions
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.rule_builder import ConditionFields, RuleBuilder
from aimlkit.mock.rule_checks import checked, resolved_conditions
from aimlkit.mock.rules import Rule

MAX_LISTED = 20  # requests in a message


class UvicornServer(uvicorn.Server):
    """A uvicorn server that calls `on_ready` when it serves, and ends stalled responses when it stops."""

    def __init__(self, app: Starlette, on_ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=HTTPProtocol,
                access_log=False,
                lifespan="off",
                log_config=None,
                log_level="critical",  # a truncated response is not an error; the app logs its own errors
                proxy_headers=False,  # a client could pretend to be on this machine
                server_header=False,
                ws="none",
            )
        )
        self._state = mock_state(app)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._state.stop()
        await super().shutdown(sockets)
        for close in self._state.on_shutdown:
            await close()


def open_listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address; port 0 is any free port. Raises OSError if that fails."""
    family, socket_type, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket_type, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def listener_url(listener: socket.socket) -> str:
    """Return the URL at which the socket listens."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class MockServer:
    """The mock on a free port of this machine, in a thread, for the duration of a `with` block.

    Attributes: `url` is its address, `base_url` the base URL for clients, `key` the API key that it accepts. The
    parameters are those of create_app.
    """

    def __init__(self, *, key: str = "mock-key", **options: Unpack[MockOptions]) -> None:
        self.key = key
        app = create_app(key=key, **options)
        self._state = mock_state(app)
        self._listener = open_listener("127.0.0.1", 0)
        self.url = listener_url(self._listener)
        self.base_url = self.url + self._state.contract.base_path
        self._ready = threading.Event()
        self._server = UvicornServer(app, self._ready.set)
        self._thread = threading.Thread(target=self._run, name="aimlkit-mock", daemon=True)
        self._rule_builders: list[RuleBuilder] = []

    def __repr__(self) -> str:
        requests, rules = len([*self._state.requests]), len(self._state.rules)
        return f"<MockServer {self.base_url}, recorded requests: {requests}, rules: {rules}>"

    def on(self, *functions: RequestFunction, **conditions: Unpack[ConditionFields]) -> RuleBuilder:
        """Return the builder of a rule for requests that meet all conditions; its method `reply` adds the rule to the mock.

        The first rule that matches a request is used. `functions` are conditions, too: each gets a ModelRequest, and
        returns whether it matches. The others are the fields of Conditions. Without any, every request matches.

        Raises ValueError if the contract has no such model or API.
        """
        resolved = resolved_conditions(Conditions(**conditions, functions=functions), self._state.contract)
        builder = RuleBuilder(resolved, self._add_rule)
        self._rule_builders.append(builder)
        return builder

    @property
    def rules(self) -> list[Rule]:
        """The rules, in the order in which they are tried."""
        return [*self._state.rules]

    @property
    def strict(self) -> bool:
        """True if a rule has to match each request to a model; otherwise, the mock generates a response."""
        return self._state.strict

    @strict.setter
    def strict(self, value: bool) -> None:
        self._state.strict = value

    @property
    def problems(self) -> list[str]:
        """The mistakes in the rules that requests have shown."""
        return [*self._state.problems]

    def assert_called(
        self,
        *functions: RequestFunction,
        times: int | None = None,
        **conditions: Unpack[ConditionFields],
    ) -> list[RecordedRequest]:
        """Return the recorded requests to a model that meet all conditions, which are those of `on`.

        Raises AssertionError if there are none; with `times`, if there are more or fewer. Requests that the contract
        does not allow do not count.
        """
        expected = resolved_conditions(Conditions(**conditions, functions=functions), self._state.contract)
        requests = [(each, model_request) for each in self.requests if (model_request := each.model_request)]
        matching = [each for each, model_request in requests if expected.are_met(model_request)]
        if len(matching) == times or (times is None and matching):
            return matching
        count = "a request" if times is None else f"requests: {times}"
        lines = [f"expected {count} with {expected}; found {len(matching)}"]
        numbered = [*enumerate(requests, 1)]
        for number, (_, model_request) in numbered[-MAX_LISTED:]:
            mismatches = "; ".join(expected.mismatches(model_request)) or "matches"
            lines.append(f"  request {number}: {mismatches}")
        raise AssertionError("\n".join(lines))

    def assert_all_rules_used(self) -> None:
        """Raise AssertionError if a rule has replies that no request got."""
        unused = [f"  {rule!r}" for rule in self._state.rules if not rule.is_used]
        if unused:
            raise AssertionError("\n".join(["these rules have replies that no request got:", *unused]))

    def assert_no_problems(self) -> None:
        """Raise AssertionError if enqueued responses are left, if a rule has no reply, or if rules have mistakes.

        The fixture `aimlkit_mock` does this after each test.
        """
        lines = [*self._problem_lines()]
        if lines:
            raise AssertionError("\n".join(["the mock found problems:", *lines]))

    def _problem_lines(self) -> Iterator[str]:
        for response in self._state.pending_responses:
            yield f"  no request got the enqueued {response.summary}"
        for rule in self._rule_builders:
            if not rule.has_reply:
                yield f"  {rule!r} has no reply"
        for problem in self._state.problems:
            yield f"  {problem}"

    def _add_rule(self, rule: Rule) -> None:
        self._state.add_rules([checked(rule, self._state.contract)])

    def enqueue(self, *responses: MockResponse) -> None:
        """Set the next responses, in this order, whatever the rules. A request that violates the contract consumes none.

        Raises ValueError if there would be too many.
        """
        self._state.enqueue(responses)

    @property
    def pending_responses(self) -> list[MockResponse]:
        """The enqueued responses that no request has consumed."""
        return list(self._state.pending_responses)

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests received, oldest first, without credentials."""
        return list(self._state.requests)

    def reset(self) -> None:
        """Return to the initial state: nothing enqueued, recorded or stored, no added rules, and ids start again."""
        self._state.reset()
        self._rule_builders.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._server.serve(sockets=[self._listener]))
        finally:
            self._ready.set()  # if the server does not start, __enter__ must not wait forever
