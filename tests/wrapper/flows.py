"""Running the request flow without I/O: the test plays the driver, the server and the clock."""

from __future__ import annotations

import json
from typing import Any

import httpx

from aimlkit import APIError
from aimlkit._effects import SendRequest, Sleep
from aimlkit._replies import ParsedReply
from aimlkit._request_flow import send_with_retries
from aimlkit._requests import PreparedRequest
from aimlkit._retry_policy import RetryPolicy
from aimlkit._size_limits import SizeLimits
from tests.wrapper.payloads import COMPLETION

API_KEY = "secret-key"


def new_request() -> httpx.Request:
    """Return a request of the client."""
    headers = {"Authorization": f"Bearer {API_KEY}"}
    return httpx.Request("POST", "https://api.test/v1/chat/completions", headers=headers)


def new_response(content: bytes | None = None, status: int = 200, **headers: str) -> httpx.Response:
    """Return a response; by default it is a chat completion. `retry_after="1"` is a header."""
    body = json.dumps(COMPLETION).encode() if content is None else content
    return httpx.Response(
        status,
        content=body,
        headers={
            "content-type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
        request=new_request(),
    )


class FlowRun:
    """A run of `send_with_retries`: its effects, and how it ended.

    `outcomes` are the results of the attempts: a response, or an exception of httpx. `jitter` is the fraction
    of each backoff to wait.
    """

    def __init__(
        self,
        *outcomes: httpx.Response | Exception,
        max_retries: int = 2,
        timeout: float = 600.0,
        jitter: float = 0.5,
    ) -> None:
        self.delays: list[float] = []
        self.requests: list[SendRequest] = []
        self.authorizations: list[str] = []
        """The `Authorization` header of each attempt, at the time that it was made."""
        self.reply: ParsedReply | None = None
        self.error: APIError | None = None
        self.clock = 100.0
        policy = RetryPolicy(max_retries, jitter=lambda: jitter)
        prepared = PreparedRequest(new_request(), stream=False, timeout=timeout, size_limits=SizeLimits())
        flow = send_with_retries(prepared, policy, clock=lambda: self.clock)
        remaining = list(outcomes)
        try:
            effect = next(flow)
            while True:
                if isinstance(effect, Sleep):
                    self.delays.append(effect.seconds)
                    self.clock += effect.seconds
                    effect = flow.send(None)
                    continue
                assert isinstance(effect, SendRequest)
                self.requests.append(effect)
                self.authorizations.append(effect.request.headers["authorization"])
                outcome: Any = remaining.pop(0)
                if isinstance(outcome, httpx.Response):
                    outcome.request = effect.request
                effect = flow.throw(outcome) if isinstance(outcome, Exception) else flow.send(outcome)
        except StopIteration as end:
            self.reply = end.value
        except APIError as error:
            self.error = error
