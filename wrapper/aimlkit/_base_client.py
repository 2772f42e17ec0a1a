"""The base of the clients: options, connections, and the steps from a method call to a response."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Generic

import httpx
from attrs import define, field

from aimlkit._attempts import send_with_retries
from aimlkit._exceptions import SpendLimitError, request_id_in_headers
from aimlkit._omit import Omit, omit
from aimlkit._options import (
    DEFAULT_MAX_RETRIES,
    DEFAULT_TIMEOUT,
    TimeoutTypes,
    require_non_negative,
    resolve_api_key,
    resolve_base_url,
    timeouts_of,
)
from aimlkit._redaction import SecretString
from aimlkit._requests import PreparedRequest, RequestOptions, merge_headers, operation_url, request_body
from aimlkit._retries import RetryPolicy
from aimlkit._spend import SpendTracker
from aimlkit._transport import AsyncTransport, HttpClientT, SyncTransport, Transport
from aimlkit._version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self, TypeVar

    from attrs import Attribute

    from aimlkit._effects import Flow
    from aimlkit._models import APIResponse
    from aimlkit._replies import ParsedReply
    from aimlkit.endpoints._base import AnyEndpoint, Endpoint

    ResponseT = TypeVar("ResponseT", bound=APIResponse)


def _validate_timeout(client: object, attribute: Attribute[TimeoutTypes], value: TimeoutTypes) -> None:
    timeouts_of(value)


def _validate_max_retries(client: object, attribute: Attribute[int], value: object) -> None:
    require_non_negative(attribute.name, value, int)


def _validate_max_spend(client: object, attribute: Attribute[float | None], value: object) -> None:
    if value is not None:
        require_non_negative(attribute.name, value, (int, float))


@define(init=False, repr=False, eq=False, kw_only=True, slots=False)
class BaseClient(Generic[HttpClientT]):
    """The options of a client. Setting one later takes effect with the next request."""

    api_key: str = field(converter=resolve_api_key)
    base_url: httpx.URL = field(converter=resolve_base_url)
    timeout: TimeoutTypes = field(validator=_validate_timeout)
    max_retries: int = field(validator=_validate_max_retries)
    default_headers: Mapping[str, str | Omit] | None
    default_query: Mapping[str, object] | None
    max_spend_usd: float | None = field(validator=_validate_max_spend)

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: TimeoutTypes | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Mapping[str, str | Omit] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: HttpClientT | None = None,
        max_spend_usd: float | Omit | None = None,
    ) -> None:
        """Create a client.

        Args:
            api_key: The API key; by default that in `AIML_API_KEY` or `AIMLAPI_API_KEY`.
            base_url: The address of the API; by default that in `AIML_API_BASE` or `AIMLAPI_API_BASE`, else the
                service's.
            timeout: Seconds for each wait (connect, read, write, pool), or an `httpx.Timeout`; None for no limit. The
                longest of them also limits a whole attempt. By default ten minutes, and five seconds to connect.
            max_retries: The number of further attempts after a failed one; by default 2.
            default_headers: Headers of all requests; `omit` removes one that the client sends by default.
            default_query: Query parameters of all requests.
            http_client: The httpx client to send requests with, for proxies, TLS settings and limits. It is closed
                with this client. A forked process needs its own.
            max_spend_usd: The cost in US dollars at which no further request is sent; by default there is no limit.

        Raises:
            AIMLAPIError: There is no API key, or `base_url` is invalid.
            TypeError: An option is of the wrong type.
            ValueError: A number is out of its range.
        """
        # A traceback shows local variables: from here on, none holds the key. attrs converts and validates an option
        # whenever it is set, here and later.
        api_key = _secret(api_key)
        self._transport = self._create_transport(http_client)
        self.api_key = resolve_api_key(api_key)
        self.base_url = resolve_base_url(base_url)
        self.timeout = _timeout_of(timeout, http_client)
        self.max_retries = DEFAULT_MAX_RETRIES if isinstance(max_retries, Omit) else max_retries
        self.default_headers = default_headers
        self.default_query = default_query
        self.max_spend_usd = None if isinstance(max_spend_usd, Omit) else max_spend_usd
        self.spend_tracker = SpendTracker()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={str(self.__dict__.get('base_url'))!r})"

    @property
    def spend(self) -> float:
        """The cost of all responses to this client and its copies, in US dollars."""
        return self.spend_tracker.total

    def is_closed(self) -> bool:
        """Return whether the connections of the client are closed."""
        return self._transport.http_client.is_closed

    def copy(
        self,
        *,
        api_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: TimeoutTypes | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Mapping[str, str | Omit] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: HttpClientT | None = None,
        max_spend_usd: float | Omit | None = omit,
    ) -> Self:
        """Return a client with some options changed. It shares the connections and the spend of this one.

        Args:
            api_key: Another API key; by default, that of this client, as for all options.
            base_url: Another address of the API.
            timeout: Another timeout, in seconds; None for no limit.
            max_retries: Another number of further attempts.
            default_headers: Headers to add to those of this client, or to replace them; `omit` removes one.
            default_query: Query parameters to add to those of this client.
            http_client: Another httpx client: then the connections are not shared.
            max_spend_usd: Another limit for the cost in US dollars; None for no limit.

        Raises:
            AIMLAPIError: `base_url` is invalid.
            TypeError: An option is of the wrong type.
            ValueError: A number is out of its range.
        """
        api_key = _secret(api_key)
        other = type(self)(
            api_key=api_key or self.api_key,
            base_url=base_url or self.base_url,
            timeout=self.timeout if isinstance(timeout, Omit) else timeout,
            max_retries=self.max_retries if isinstance(max_retries, Omit) else max_retries,
            default_headers={**(self.default_headers or {}), **(default_headers or {})},
            default_query={**(self.default_query or {}), **(default_query or {})},
            http_client=http_client,
            max_spend_usd=self.max_spend_usd if isinstance(max_spend_usd, Omit) else max_spend_usd,
        )
        if http_client is None:
            other._transport = self._transport
        other.spend_tracker = self.spend_tracker
        return other

    with_options = copy

    # --- requests and responses ---

    def send_flow(
        self,
        endpoint: AnyEndpoint,
        params: Mapping[str, object],
        options: RequestOptions,
        *,
        stream: bool,
    ) -> Flow[ParsedReply]:
        """Send a request of an endpoint, with retries.

        Raises SpendLimitError and TypeError before anything is sent, and APIError.
        """
        prepared = self._prepare(endpoint, params, options, stream=stream)
        return (yield from send_with_retries(prepared, RetryPolicy(self.max_retries)))

    def read_response(self, endpoint: Endpoint[ResponseT, Any], reply: ParsedReply) -> ResponseT:
        """Return the typed response of a reply; add its cost to the spend."""
        request_id = request_id_in_headers(reply.response)
        response = endpoint.response_class.from_reply(
            reply.data, request_id=request_id, retries=reply.retries
        )
        self.spend_tracker.add(response.cost_usd)
        return response

    def _prepare(
        self,
        endpoint: AnyEndpoint,
        params: Mapping[str, object],
        options: RequestOptions,
        *,
        stream: bool,
    ) -> PreparedRequest:
        if self.max_spend_usd is not None and self.spend >= self.max_spend_usd:
            raise SpendLimitError(self.spend, self.max_spend_usd)
        spec = endpoint.spec
        content = request_body(spec, endpoint.with_tool_parameters(params), options.extra_body)
        url = operation_url(self.base_url, spec.path)
        query: dict[str, Any] = {**(self.default_query or {}), **(options.extra_query or {})}
        if query:
            url = url.copy_merge_params(query)
        timeouts = timeouts_of(self.timeout if isinstance(options.timeout, Omit) else options.timeout)
        request = self._transport.http_client.build_request(
            spec.method,
            url,
            content=content,
            headers=merge_headers(self._headers, options.extra_headers),
            extensions={"timeout": timeouts},
        )
        longest = max(math.inf if seconds is None else seconds for seconds in timeouts.values())
        return PreparedRequest(request, stream, longest)

    @property
    def _headers(self) -> dict[str, str]:
        headers = {
            "authorization": SecretString(f"Bearer {self.api_key}"),
            "user-agent": f"aimlkit/{__version__}",
            "accept": "application/json, text/event-stream",
            "content-type": "application/json",
        }
        return merge_headers(headers, self.default_headers)

    def _create_transport(self, http_client: HttpClientT | None) -> Transport[HttpClientT]:
        """Return the transport of a new client. Raises TypeError if `http_client` is of the wrong class."""
        raise NotImplementedError


class SyncAPIClient(BaseClient[httpx.Client]):
    """A client that blocks. Threads may share it."""

    _transport: SyncTransport

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the client cannot be used any more."""
        self._transport.http_client.close()

    @property
    def transport(self) -> SyncTransport:
        """The connections of the client."""
        return self._transport

    def _create_transport(self, http_client: httpx.Client | None) -> SyncTransport:
        return SyncTransport(http_client)


class AsyncAPIClient(BaseClient[httpx.AsyncClient]):
    """A client for asyncio and trio. Tasks may share it."""

    _transport: AsyncTransport

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections; the client cannot be used any more."""
        await self._transport.http_client.aclose()

    async def close(self) -> None:
        """Close all connections: openai-python's name for `aclose()`."""
        await self.aclose()

    @property
    def transport(self) -> AsyncTransport:
        """The connections of the client."""
        return self._transport

    def _create_transport(self, http_client: httpx.AsyncClient | None) -> AsyncTransport:
        return AsyncTransport(http_client)


def _secret(api_key: object) -> SecretString | None:
    if api_key is None or isinstance(api_key, Omit):
        return None
    if not isinstance(api_key, str):
        raise TypeError("api_key must be a string")
    return SecretString(api_key)


def _timeout_of(
    timeout: TimeoutTypes | Omit, http_client: httpx.Client | httpx.AsyncClient | None
) -> TimeoutTypes:
    """Return the timeout that is passed, that of `http_client` unless it is httpx's default, or the default."""
    if not isinstance(timeout, Omit):
        return timeout
    if http_client is not None and http_client.timeout != httpx.Timeout(5.0):
        return http_client.timeout
    return DEFAULT_TIMEOUT
