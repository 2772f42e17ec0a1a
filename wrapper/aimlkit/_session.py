"""Sessions: the options, connections and spend that a client and its resources share."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, cast

from attrs import define, evolve, field

from aimlkit._content_decoder import ACCEPT_ENCODING
from aimlkit._cost import COST_SPEC, Cost, cost_in, cost_in_headers, is_free
from aimlkit._exceptions import (
    AIMLAPIError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    client_request_id_in_headers,
    request_id_in_headers,
)
from aimlkit._json import json_object
from aimlkit._omit import Omit
from aimlkit._options import (
    TimeoutTypes,
    require_non_negative,
    resolve_base_url,
    timeouts_of,
)
from aimlkit._redaction import EchoRedactor, SecretString, hide_secret_headers, redact_error, redact_response
from aimlkit._replies import StreamReply, is_error_body, parse_body, parse_reply
from aimlkit._request_flow import send_with_retries
from aimlkit._requests import (
    PreparedRequest,
    RequestOptions,
    add_query,
    merge_headers,
    operation_url,
    request_body,
    require_client_request_id,
    require_mapping,
    url_parameters,
)
from aimlkit._response_cache import EMPTY_SLOT, ResponseCache
from aimlkit._retry_policy import RetryPolicy
from aimlkit._size_limits import SizeLimits
from aimlkit._spend import note_warning_on
from aimlkit._telemetry import ModelRequest, Telemetry
from aimlkit._transport import AsyncTransport, SyncTransport
from aimlkit._unsupported import Unsupported, require_unsupported, supported_parameters
from aimlkit._version import __version__
from aimlkit_api.headers import CLIENT_REQUEST_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import httpx
    from attrs import Attribute

    from aimlkit._api_keys import ApiKeys
    from aimlkit._effects import Flow
    from aimlkit._models import AnyResponse, APIResponse
    from aimlkit._replies import ParsedReply
    from aimlkit._spend import SpendTracker, SpendUnknown
    from aimlkit.endpoints._base import AnyEndpoint, EndpointOf
    from aimlkit.tools import RunnableToolCall
    from aimlkit_api.operations import OperationSpec

    ResponseT = TypeVar("ResponseT", bound=APIResponse)

TransportT = TypeVar("TransportT", bound=SyncTransport | AsyncTransport)

_AUTHORIZATION = "authorization"


def _validate_timeout(client: object, attribute: Attribute[TimeoutTypes], value: TimeoutTypes) -> None:
    timeouts_of(value)


def _validate_max_retries(client: object, attribute: Attribute[int], value: object) -> None:
    require_non_negative(attribute.name, value, int)


def _validate_max_spend(client: object, attribute: Attribute[float | None], value: object) -> None:
    if value is not None:
        require_non_negative(attribute.name, value, (int, float))


def _convert_headers(headers: Mapping[str, str | Omit] | None) -> Mapping[str, str | Omit]:
    require_mapping("default_headers", headers)
    return hide_secret_headers(headers or {})


def _convert_query(query: Mapping[str, object] | None) -> Mapping[str, object]:
    require_mapping("default_query", query)
    return query or {}


def _validate_size_limits(client: object, attribute: Attribute[SizeLimits], value: object) -> None:
    if not isinstance(value, SizeLimits):
        raise TypeError(f"{attribute.name} must be a SizeLimits; it is {value!r}")


def _validate_spend_unknown(client: object, attribute: Attribute[SpendUnknown], value: object) -> None:
    if value not in ("warn", "error"):
        raise ValueError(f"{attribute.name} must be 'warn' or 'error'; it is {value!r}")


def _validate_unsupported(client: object, attribute: Attribute[Unsupported], value: object) -> None:
    require_unsupported(value)


def _validate_client_request_id(
    client: object, attribute: Attribute[Callable[[], str | None] | None], value: object
) -> None:
    if value is not None and not callable(value):
        raise TypeError(
            f"{attribute.name} of a client must be a function that returns an id; it is {value!r}"
        )


def _validate_telemetry(client: object, attribute: Attribute[Telemetry | None], value: object) -> None:
    if not isinstance(value, Telemetry | None):
        raise TypeError(f"{attribute.name} must be a Telemetry, such as OpenTelemetry(); it is {value!r}")


@define(repr=False, eq=False, kw_only=True, slots=False)
class Session(Generic[TransportT]):
    """The options, connections and spend of a client.

    Resources refer to the session instead of the client, so that they are in no reference cycle with it. Options are
    converted and validated whenever they are set.
    """

    transport: TransportT
    spend_tracker: SpendTracker
    api_keys: ApiKeys
    base_url: httpx.URL = field(converter=resolve_base_url)
    timeout: TimeoutTypes = field(validator=_validate_timeout)
    max_retries: int = field(validator=_validate_max_retries)
    default_headers: Mapping[str, str | Omit] = field(converter=_convert_headers)
    default_query: Mapping[str, object] = field(converter=_convert_query)
    max_spend_usd: float | None = field(validator=_validate_max_spend)
    spend_unknown: SpendUnknown = field(validator=_validate_spend_unknown)
    unsupported: Unsupported = field(validator=_validate_unsupported)
    client_request_id: Callable[[], str | None] | None = field(validator=_validate_client_request_id)
    size_limits: SizeLimits = field(validator=_validate_size_limits)
    telemetry: Telemetry | None = field(validator=_validate_telemetry)
    response_cache: ResponseCache = field(factory=ResponseCache)

    def send_flow(
        self,
        endpoint: AnyEndpoint,
        params: Mapping[str, object],
        options: RequestOptions,
        *,
        stream: bool,
        read_body: bool = True,
    ) -> Flow[ParsedReply]:
        """Send a request of an endpoint, with retries; without `read_body`, the reply is for `read_later`.

        Raises SpendLimitError and TypeError before anything is sent, and APIError.
        """
        if self.max_spend_usd is not None:
            self.spend_tracker.check(self.max_spend_usd, self.spend_unknown)
        spec = endpoint.spec
        params = endpoint.with_tool_parameters(endpoint.with_supported_history(params))
        params = supported_parameters(spec, params, options.extra_body, self.unsupported)
        objects = endpoint.request_objects(params)
        content = request_body(spec, params, options.extra_body, objects)
        prepared = self._prepare(
            spec.method,
            operation_url(self.base_url, spec.path),
            options,
            content=content,
            stream=stream,
            read_body=read_body,
        )
        return (yield from self._send(prepared, self.max_retries, endpoint))

    def path_flow(
        self,
        method: str,
        url: httpx.URL,
        content: bytes | None,
        options: RequestOptions,
        max_retries: int,
        endpoint: AnyEndpoint | None,
        *,
        stream: bool,
        is_charged: bool,
    ) -> Flow[ParsedReply]:
        """Send a request to any URL of the server, as `send_flow` does.

        Unless the request `is_charged`, it costs nothing if its response states no cost, and no spending limit applies.
        """
        require_non_negative("max_retries", max_retries, int)
        if is_charged and self.max_spend_usd is not None:
            self.spend_tracker.check(self.max_spend_usd, self.spend_unknown)
        prepared = self._prepare(method, url, options, content=content, stream=stream)
        return (yield from self._send(prepared, max_retries, endpoint, is_charged=is_charged))

    def _send(
        self,
        prepared: PreparedRequest,
        max_retries: int,
        endpoint: AnyEndpoint | None,
        *,
        is_charged: bool = True,
    ) -> Flow[ParsedReply]:
        """Send a request with retries; a request to a model is observed if the client has telemetry."""
        send = partial(self._send_and_count, prepared, max_retries, endpoint, is_charged=is_charged)
        if self.telemetry is None or endpoint is None:
            return send()
        return self.telemetry.observe_request(ModelRequest(endpoint, prepared, self.echo_redactor), send)

    def _send_and_count(
        self,
        prepared: PreparedRequest,
        max_retries: int,
        endpoint: AnyEndpoint | None,
        *,
        is_charged: bool,
        on_retry: Callable[[APIError], None] | None = None,
    ) -> Flow[ParsedReply]:
        """Send a request with retries; add the cost of each response that is not usable to the spend.

        Once the spending limit is reached, a failed attempt is not followed by another one.
        """
        spec = COST_SPEC if endpoint is None else endpoint.spec

        def has_cost(error: APIError) -> bool:
            return error.cost_usd is not None or (is_charged and error.is_charged)

        def count_attempt(error: APIError) -> bool:
            _read_cost_in_body(error, spec)
            if has_cost(error):  # If it is unknown, the last response of the request warns.
                self.spend_tracker.add(error.cost_usd)
            return not is_charged or self._is_within_spending_limit()

        try:
            policy = RetryPolicy(max_retries)
            return (
                yield from send_with_retries(prepared, policy, on_failure=count_attempt, on_retry=on_retry)
            )
        except APIError as error:
            if has_cost(error):
                self._complete_charged_error(endpoint, error)
            raise

    def _is_within_spending_limit(self) -> bool:
        if self.max_spend_usd is None:
            return True
        return self.spend_tracker.limit_error(self.max_spend_usd, self.spend_unknown) is None

    def observe_tools(self, calls: Sequence[RunnableToolCall]) -> Sequence[RunnableToolCall]:
        """Return tool calls that do the same as `calls`; they are observed if the client has telemetry."""
        return calls if self.telemetry is None else self.telemetry.observe_tools(calls, self.echo_redactor)

    def read_later(self, endpoint: AnyEndpoint, response: httpx.Response, retries: int) -> ParsedReply:
        """Return the reply in a response that the program has read itself.

        Raises APIResponseValidationError under the same conditions as `send_flow`.
        """
        try:
            return parse_reply(response, stream=False, retries=retries, redactor=self.echo_redactor())
        except APIResponseValidationError as error:
            error.retries = retries
            is_charged = not is_error_body(parse_body(response))
            error.add_cost(cost_in_headers(response.headers), is_charged=is_charged)
            _read_cost_in_body(error, endpoint.spec)
            if error.is_charged:
                self.spend_tracker.add(error.cost_usd)
                self._complete_charged_error(endpoint, error)
            redact_error(error)
            raise

    def operation_flow(
        self, spec: OperationSpec, params: Mapping[str, object], options: RequestOptions
    ) -> Flow[ParsedReply]:
        """Send a request without a body, with retries; it costs nothing, and no spending limit applies to it.

        A cached response is used again if the server states that it has not changed. Raises TypeError
        before anything is sent, and APIError.
        """
        parameters = url_parameters(spec, params)
        prepared = self._prepare(
            spec.method,
            operation_url(self.base_url, parameters.path),
            options,
            query=parameters.query,
            headers=parameters.headers,
        )
        # A slot is for one API key, which is not known yet if it comes from a function.
        slot = EMPTY_SLOT if prepared.api_keys else self.response_cache.slot(prepared.request)
        reply = yield from send_with_retries(
            evolve(prepared, cached=slot.cached), RetryPolicy(self.max_retries)
        )
        slot.fill(reply.response)
        return reply

    def read_response(self, endpoint: EndpointOf[ResponseT], reply: ParsedReply) -> ResponseT:
        """Return the typed response of a reply; add its cost to the spend, and warn if it is unknown."""
        response = endpoint.response_class.from_dict(reply.data)
        return self.with_details(response, endpoint.spec, reply)

    def with_details(
        self, response: ResponseT, spec: OperationSpec, reply: ParsedReply, *, is_charged: bool = True
    ) -> ResponseT:
        """Return `response` with details that are not in its JSON, such as ids and retries; add its cost to the spend.

        If the response `is_charged` but states no cost, its cost is unknown.
        """
        http_response = reply.response
        cost = cost_in(response, spec)
        if not cost.is_complete:
            cost = cost.completed_by(cost_in_headers(http_response.headers))
        response.add_details(
            request_id=request_id_in_headers(http_response),
            client_request_id=client_request_id_in_headers(http_response),
            retries=reply.retries,
            cost=cost,
        )
        if cost.usd is not None or (is_charged and not is_free(response)):
            self.spend_tracker.add(cost.usd)
            self.warn_about_unknown_spend(lambda: cast("AnyResponse", response))
        return response

    def _complete_charged_error(self, endpoint: AnyEndpoint | None, error: APIError) -> None:
        """Add the response in the body, if there is one, to the exception; warn if its cost is unknown."""
        # `error.body` may be only a part of the body.
        body = parse_body(error.response) if isinstance(error, APIResponseValidationError) else None
        fields = json_object(body)
        if (
            isinstance(error, APIResponseValidationError)
            and endpoint is not None
            and fields is not None
            and not is_error_body(fields)
        ):
            response: AnyResponse = endpoint.response_class.from_dict(fields)
            response.add_details(
                request_id=error.request_id,
                client_request_id=error.client_request_id,
                retries=error.retries,
                cost=cost_in_headers(error.response.headers),
            )
            error.add_response(response)
        with note_warning_on(error):
            self.warn_about_unknown_spend(lambda: error.partial)

    def stream_reply(self, reply: ParsedReply) -> StreamReply:
        """Return a reply whose body has yet to be read, with its headers redacted."""
        redactor = self.echo_redactor()
        redact_response(reply.response)
        redactor.redact_head(reply.response)
        return StreamReply(
            reply.response,
            self.spend_tracker,
            retries=reply.retries,
            request_id=request_id_in_headers(reply.response),
            max_event_size=self.size_limits.event,
            redactor=redactor,
            observe_stream=reply.observe_stream,
            open_streams=self.transport.open_streams,
            owner=self,
            is_client_closed=lambda: self.transport.is_closed,
            warn_about_unknown_spend=self.warn_about_unknown_spend,
        )

    def warn_about_unknown_spend(self, response: Callable[[], AnyResponse | None]) -> None:
        """Warn once if there is a spending limit and the cost of a response is unknown.

        If a filter turns the warning into an exception, it is raised with the result of `response`.
        """
        if self.max_spend_usd is not None:
            self.spend_tracker.warn_if_unknown(response)

    def with_client_request_id(self, options: RequestOptions) -> RequestOptions:
        """Return `options` with the id for all requests of the call, by default from the client's function."""
        if self.client_request_id is None or not isinstance(options.client_request_id, Omit):
            return options
        return evolve(options, client_request_id=self.client_request_id())

    def _prepare(
        self,
        method: str,
        url: httpx.URL,
        options: RequestOptions,
        *,
        content: bytes | None = None,
        stream: bool = False,
        read_body: bool = True,
        query: Mapping[str, str | list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> PreparedRequest:
        """Return a request; without `content`, it has no body and no headers that describe a body."""
        if self.transport.is_closed:
            raise AIMLAPIError("the client is closed; create another one")
        url = add_query(url, self.default_query, query or {}, options.extra_query or {})
        all_headers = merge_headers(self._headers, headers)
        if content is None:
            all_headers.pop("content-type", None)
        timeouts = timeouts_of(self.timeout if isinstance(options.timeout, Omit) else options.timeout)
        request = self.transport.build_request(
            method,
            url,
            content=content,
            headers=self._headers_of(all_headers, self.with_client_request_id(options)),
            timeouts=timeouts,
        )
        longest = max(math.inf if seconds is None else seconds for seconds in timeouts.values())
        api_keys = self.api_keys if self._needs_key_function(options) else None
        return PreparedRequest(
            request, stream, longest, self.size_limits, read_body=read_body, api_keys=api_keys
        )

    def _needs_key_function(self, options: RequestOptions) -> bool:
        """Return whether the key comes from a function, and no header of the user overrides it."""
        names = (*self.default_headers, *(options.extra_headers or ()))
        return self.api_keys.function is not None and _AUTHORIZATION not in map(str.lower, names)

    def echo_redactor(self) -> EchoRedactor:
        """Return a redactor for the current key of the client and its earlier ones."""
        return EchoRedactor(self.api_keys.latest, *self.api_keys.earlier_keys)

    @staticmethod
    def _headers_of(headers: dict[str, str], options: RequestOptions) -> dict[str, str]:
        """Return the headers of a request, with those of the options. Raises TypeError and ValueError."""
        client_request_id = options.client_request_id
        if client_request_id is None:
            headers.pop(CLIENT_REQUEST_ID, None)
        elif not isinstance(client_request_id, Omit):
            headers[CLIENT_REQUEST_ID] = require_client_request_id(client_request_id)
        headers = merge_headers(headers, options.extra_headers)
        if CLIENT_REQUEST_ID in headers:
            require_client_request_id(headers[CLIENT_REQUEST_ID])
        return headers

    @property
    def _headers(self) -> dict[str, str]:
        headers = {
            _AUTHORIZATION: SecretString(f"Bearer {self.api_keys.latest}"),
            "user-agent": f"aimlkit/{__version__}",
            "accept": "application/json, text/event-stream",
            "accept-encoding": ACCEPT_ENCODING,
            "content-type": "application/json",
        }
        if self.api_keys.function is not None:
            del headers[_AUTHORIZATION]  # Each attempt sets its own.
        return merge_headers(headers, self.default_headers)


def _read_cost_in_body(error: APIError, spec: OperationSpec) -> None:
    """Read the cost of a failed request from the body of its response; that in its headers is the default."""
    if not isinstance(error, APIStatusError | APIResponseValidationError):
        return
    in_body = cost_in(json_object(parse_body(error.response)) or {}, spec)
    in_headers = Cost(error.cost_usd, error.credits_used)
    error.add_cost(in_body.completed_by(in_headers), is_charged=error.is_charged)


#: The session of a blocking client.
SyncSession: TypeAlias = Session[SyncTransport]
#: The session of an async client.
AsyncSession: TypeAlias = Session[AsyncTransport]
