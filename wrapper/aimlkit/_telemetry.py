"""The interface between a client and the telemetry of an application; it needs no package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aimlkit._effects import Flow
    from aimlkit._exceptions import APIError
    from aimlkit._redaction import EchoRedactor
    from aimlkit._replies import ParsedReply
    from aimlkit._requests import PreparedRequest
    from aimlkit.endpoints._base import AnyEndpoint
    from aimlkit.tools import RunnableToolCall


@frozen
class ModelRequest:
    """A request to a model, as telemetry sees it."""

    endpoint: AnyEndpoint
    prepared: PreparedRequest
    create_redactor: Callable[[], EchoRedactor]
    """Returns a redactor for the keys that the client has had so far."""


class SendWithRetries(Protocol):
    """Sends a request with retries."""

    def __call__(self, *, on_retry: Callable[[APIError], None]) -> Flow[ParsedReply]:
        """Return the flow; it calls `on_retry` with the exception of each attempt that another one follows."""
        ...


class Telemetry(ABC):
    """Observes the requests of a client to models, and the tools that its runs of tools call.

    The option `telemetry` of a client takes an instance; `aimlkit.otel.OpenTelemetry` is one.
    """

    @abstractmethod
    def observe_request(self, request: ModelRequest, send: SendWithRetries) -> Flow[ParsedReply]:
        """Send a request by means of `send`; return its reply. Raises the exceptions of `send`.

        If the reply is a stream, its `observe_stream` observes the events.
        """

    @abstractmethod
    def observe_tools(
        self, calls: Sequence[RunnableToolCall], create_redactor: Callable[[], EchoRedactor]
    ) -> Sequence[RunnableToolCall]:
        """Return tool calls that do the same as `calls`, observed."""
