"""The base of the clients: their options, and closing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast

import httpx

from aimlkit._api_keys import ApiKeyFunction, ApiKeyFunctionT, ApiKeys, AsyncApiKeyFunction
from aimlkit._http_families import AnyAsyncHttpClient, AnySyncHttpClient, is_async_client, is_sync_client
from aimlkit._omit import Omit, omit
from aimlkit._options import (
    DEFAULT_MAX_RETRIES,
    DEFAULT_TIMEOUT,
    TimeoutTypes,
    resolve_base_url,
)
from aimlkit._path_methods import AsyncPathMethods, SyncPathMethods
from aimlkit._redaction import CANNOT_BE_COPIED, SecretString
from aimlkit._requests import require_mapping
from aimlkit._session import AsyncSession, Session, SyncSession, TransportT
from aimlkit._size_limits import SizeLimits
from aimlkit._spend import SpendTracker
from aimlkit._transport import AsyncTransport, SyncTransport
from aimlkit._unsupported import Unsupported, accept_openai_options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from aimlkit._http_families import AnyURL
    from aimlkit._spend import SpendUnknown
    from aimlkit._telemetry import Telemetry

HttpClientT = TypeVar("HttpClientT", bound=AnySyncHttpClient | AnyAsyncHttpClient)
ValueT = TypeVar("ValueT")


class BaseClient(ABC, Generic[HttpClientT, TransportT, ApiKeyFunctionT]):
    """The options of a client. Setting one later takes effect with the next request."""

    _session: Session[TransportT]

    @accept_openai_options
    def __init__(
        self,
        *,
        api_key: str | ApiKeyFunctionT | None = None,
        base_url: str | httpx.URL | AnyURL | None = None,
        timeout: TimeoutTypes | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Mapping[str, str | Omit] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: HttpClientT | None = None,
        max_spend_usd: float | Omit | None = None,
        spend_unknown: SpendUnknown | Omit = omit,
        unsupported: Unsupported | Omit = omit,
        size_limits: SizeLimits | None = None,
        client_request_id: Callable[[], str | None] | Omit | None = None,
        telemetry: Telemetry | Omit | None = None,
    ) -> None:
        """Create a client.

        Args:
            api_key: The API key, or a function that returns it, which is called before each attempt; by default the
                key in `AIML_API_KEY` or `AIMLAPI_API_KEY`. The async client also takes an async function.
            base_url: The URL of the API; by default that in `AIML_API_BASE` or `AIMLAPI_API_BASE`, or else that of the
                service.
            timeout: Seconds for each wait (connect, read, write, pool), or a `Timeout` of httpx or httpx2; None for no
                limit. The longest wait is also the limit of a whole attempt. By default ten minutes, and five seconds to
                connect.
            max_retries: The maximum number of retries of a request; by default 2.
            default_headers: Headers of all requests; `omit` removes one that the client sends by default.
            default_query: Query parameters of all requests.
            http_client: The client of httpx or httpx2 to send requests with, for proxies, TLS settings and limits. It
                is closed with this client. A forked process needs its own.
            max_spend_usd: The cost in US dollars at which no further request is sent; by default there is no limit.
            spend_unknown: The effect of that limit after a response whose cost is unknown: "warn", the default, issues a
                SpendUnknownWarning once; "error" also sends no further request.
            unsupported: The treatment of options and parameters of openai-python that this service does not have:
                "error", the default, raises TypeError; "warn" leaves them out with an UnsupportedParameterWarning;
                "drop" leaves them out without a warning.
            size_limits: The size limits of responses, events and headers; by default those of `SizeLimits()`.
            client_request_id: A function that returns an id of your own for each call, or None; by default calls have
                no such id, unless they set one.
            telemetry: The telemetry that observes requests to models, such as `aimlkit.otel.OpenTelemetry()`; by default
                there is none.

        Raises:
            AIMLAPIError: There is no API key, or `base_url` is invalid.
            TypeError: An option is of the wrong type.
            ValueError: A number is out of its range.
        """
        # A traceback shows local variables: from here on, none of them has the key as plain text.
        api_key = _secret(api_key)
        self._session = Session(
            transport=self._create_transport(http_client),
            spend_tracker=SpendTracker(),
            api_keys=ApiKeys(api_key),
            base_url=base_url,
            timeout=_timeout_of(timeout, http_client),
            max_retries=DEFAULT_MAX_RETRIES if isinstance(max_retries, Omit) else max_retries,
            default_headers=default_headers,
            default_query=default_query,
            max_spend_usd=None if isinstance(max_spend_usd, Omit) else max_spend_usd,
            spend_unknown="warn" if isinstance(spend_unknown, Omit) else spend_unknown,
            unsupported="error" if isinstance(unsupported, Omit) else unsupported,
            size_limits=SizeLimits() if size_limits is None else size_limits,
            client_request_id=None if isinstance(client_request_id, Omit) else client_request_id,
            telemetry=None if isinstance(telemetry, Omit) else telemetry,
        )

    def __repr__(self) -> str:
        session = self.__dict__.get("_session")  # A debugger may show a client before it is complete.
        # The query of a base URL may have a secret.
        base_url = str(session.base_url.copy_with(query=None)) if session else ""
        return f"{type(self).__name__}(base_url={base_url!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(CANNOT_BE_COPIED)

    @abstractmethod
    def _create_transport(self, http_client: HttpClientT | None) -> TransportT:
        """Return the transport of a new client. Raises TypeError if `http_client` is of the wrong class."""

    @property
    def api_key(self) -> str:
        """The API key; if it comes from a function, the one that it returned last, or an empty string."""
        return self._session.api_keys.latest

    @api_key.setter
    def api_key(self, api_key: str | ApiKeyFunctionT) -> None:
        self._session.api_keys = ApiKeys(_secret(api_key))

    @property
    def base_url(self) -> httpx.URL:
        """The address of the API."""
        return self._session.base_url

    @base_url.setter
    def base_url(self, base_url: str | httpx.URL | AnyURL) -> None:
        self._session.base_url = resolve_base_url(base_url)

    @property
    def timeout(self) -> TimeoutTypes:
        """Seconds for each wait, or a `Timeout` of httpx or httpx2; None for no limit."""
        return self._session.timeout

    @timeout.setter
    def timeout(self, timeout: TimeoutTypes) -> None:
        self._session.timeout = timeout

    @property
    def max_retries(self) -> int:
        """The number of further attempts after a failed one."""
        return self._session.max_retries

    @max_retries.setter
    def max_retries(self, max_retries: int) -> None:
        self._session.max_retries = max_retries

    @property
    def default_headers(self) -> Mapping[str, str | Omit]:
        """Headers of all requests, in addition to those that the client sends by itself."""
        return self._session.default_headers

    @default_headers.setter
    def default_headers(self, default_headers: Mapping[str, str | Omit] | None) -> None:
        self._session.default_headers = {} if default_headers is None else default_headers

    @property
    def default_query(self) -> Mapping[str, object]:
        """Query parameters of all requests."""
        return self._session.default_query

    @default_query.setter
    def default_query(self, default_query: Mapping[str, object] | None) -> None:
        self._session.default_query = {} if default_query is None else default_query

    @property
    def max_spend_usd(self) -> float | None:
        """The cost in US dollars at which no further request is sent; None for no limit."""
        return self._session.max_spend_usd

    @max_spend_usd.setter
    def max_spend_usd(self, max_spend_usd: float | None) -> None:
        self._session.max_spend_usd = max_spend_usd

    @property
    def spend_unknown(self) -> SpendUnknown:
        """The effect of a spending limit after a response whose cost is unknown: "warn" or "error"."""
        return self._session.spend_unknown

    @spend_unknown.setter
    def spend_unknown(self, spend_unknown: SpendUnknown) -> None:
        self._session.spend_unknown = spend_unknown

    @property
    def unsupported(self) -> Unsupported:
        """The treatment of options and parameters that only openai-python has: "error", "warn" or "drop"."""
        return self._session.unsupported

    @unsupported.setter
    def unsupported(self, unsupported: Unsupported) -> None:
        self._session.unsupported = unsupported

    @property
    def client_request_id(self) -> Callable[[], str | None] | None:
        """The function that returns an id for each call; None if there is none."""
        return self._session.client_request_id

    @client_request_id.setter
    def client_request_id(self, client_request_id: Callable[[], str | None] | None) -> None:
        self._session.client_request_id = client_request_id

    @property
    def size_limits(self) -> SizeLimits:
        """The maximum sizes of responses, events and headers."""
        return self._session.size_limits

    @size_limits.setter
    def size_limits(self, size_limits: SizeLimits) -> None:
        self._session.size_limits = size_limits

    @property
    def telemetry(self) -> Telemetry | None:
        """The telemetry that observes requests to models; None if there is none."""
        return self._session.telemetry

    @telemetry.setter
    def telemetry(self, telemetry: Telemetry | None) -> None:
        self._session.telemetry = telemetry

    @property
    def spend(self) -> float:
        """The known cost of all responses to this client and its copies, in US dollars."""
        return self._session.spend_tracker.total

    def is_closed(self) -> bool:
        """Return whether the connections of the client are closed."""
        return self._session.transport.is_closed

    @accept_openai_options
    def copy(
        self,
        *,
        api_key: str | ApiKeyFunctionT | None = None,
        base_url: str | httpx.URL | AnyURL | None = None,
        timeout: TimeoutTypes | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Mapping[str, str | Omit] | None = None,
        set_default_headers: Mapping[str, str | Omit] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: HttpClientT | None = None,
        max_spend_usd: float | Omit | None = omit,
        spend_unknown: SpendUnknown | Omit = omit,
        unsupported: Unsupported | Omit = omit,
        size_limits: SizeLimits | None = None,
        client_request_id: Callable[[], str | None] | Omit | None = omit,
        telemetry: Telemetry | Omit | None = omit,
    ) -> Self:
        """Return a client with some options changed. It shares the connections and the spend of this one.

        Args:
            api_key: Another API key, or a function that returns it; by default, that of this client, as for all
                options.
            base_url: Another address of the API.
            timeout: Another timeout, in seconds; None for no limit.
            max_retries: Another number of further attempts.
            default_headers: Headers to add to those of this client, or to replace them; `omit` removes one.
            set_default_headers: All headers, in place of those of this client.
            default_query: Query parameters to add to those of this client.
            set_default_query: All query parameters, in place of those of this client.
            http_client: Another client of httpx or httpx2; the connections are then not shared.
            max_spend_usd: Another limit for the cost in US dollars; None for no limit.
            spend_unknown: Another effect of the limit after a response whose cost is unknown: "warn" or "error".
            unsupported: Another treatment of options and parameters of openai-python that this service does not have.
            size_limits: Other size limits of responses, events and headers.
            client_request_id: Another function that returns an id for each call; None for no ids.
            telemetry: Other telemetry; None for none.

        Raises:
            AIMLAPIError: `base_url` is invalid.
            TypeError: An option is of the wrong type.
            ValueError: A number is out of its range, or both defaults to add and defaults to set are passed.
        """
        api_key = _secret(api_key)
        keys = self._session.api_keys
        other = type(self)(
            api_key=api_key or cast("ApiKeyFunctionT | None", keys.function) or keys.latest,
            base_url=base_url or self.base_url,
            timeout=self.timeout if isinstance(timeout, Omit) else timeout,
            max_retries=self.max_retries if isinstance(max_retries, Omit) else max_retries,
            default_headers=_merged_defaults(
                "default_headers", self.default_headers, default_headers, set_default_headers
            ),
            default_query=_merged_defaults(
                "default_query", self.default_query, default_query, set_default_query
            ),
            http_client=http_client,
            max_spend_usd=self.max_spend_usd if isinstance(max_spend_usd, Omit) else max_spend_usd,
            spend_unknown=self.spend_unknown if isinstance(spend_unknown, Omit) else spend_unknown,
            unsupported=self.unsupported if isinstance(unsupported, Omit) else unsupported,
            size_limits=size_limits or self.size_limits,
            client_request_id=self.client_request_id
            if isinstance(client_request_id, Omit)
            else client_request_id,
            telemetry=self.telemetry if isinstance(telemetry, Omit) else telemetry,
        )
        if http_client is None:
            other._session.transport = self._session.transport
        if not api_key:
            other._session.api_keys = keys
        other._session.spend_tracker = self._session.spend_tracker
        other._session.response_cache = self._session.response_cache
        return other

    with_options = copy


class SyncAPIClient(BaseClient[AnySyncHttpClient, SyncTransport, ApiKeyFunction], SyncPathMethods):
    """A client that blocks. Threads may share it."""

    _session: SyncSession

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the client cannot be used any more."""
        self._session.transport.close()

    @property
    def transport(self) -> SyncTransport:
        """The connections of the client."""
        return self._session.transport

    def _create_transport(self, http_client: AnySyncHttpClient | None) -> SyncTransport:
        return SyncTransport(http_client)


class AsyncAPIClient(BaseClient[AnyAsyncHttpClient, AsyncTransport, AsyncApiKeyFunction], AsyncPathMethods):
    """A client for asyncio and trio. Tasks may share it."""

    _session: AsyncSession

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections; the client cannot be used any more."""
        await self._session.transport.aclose()

    async def close(self) -> None:
        """Close all connections: openai-python's name for `aclose()`."""
        await self.aclose()

    @property
    def transport(self) -> AsyncTransport:
        """The connections of the client."""
        return self._session.transport

    def _create_transport(self, http_client: AnyAsyncHttpClient | None) -> AsyncTransport:
        return AsyncTransport(http_client)


def _merged_defaults(
    name: str,
    own: Mapping[str, ValueT],
    added: Mapping[str, ValueT] | None,
    replacement: Mapping[str, ValueT] | None,
) -> Mapping[str, ValueT]:
    """Return the default headers or query of a copy.

    Raises ValueError if both `added` and `replacement` are passed, and TypeError if one of them is not a mapping.
    """
    require_mapping(name, added)
    require_mapping(f"set_{name}", replacement)
    if replacement is None:
        return {**own, **(added or {})}
    if added is not None:
        raise ValueError(f"pass either {name}, which adds to those of the client, or set_{name}")
    return replacement


def _secret(api_key: str | ApiKeyFunctionT | Omit | None) -> SecretString | ApiKeyFunctionT | None:
    """Return a key as a `SecretString`, a function unchanged, and None for `omit`."""
    if isinstance(api_key, str):
        return SecretString(api_key)
    return None if isinstance(api_key, Omit) else api_key


def _timeout_of(timeout: TimeoutTypes | Omit, http_client: object) -> TimeoutTypes:
    """Return the timeout that is passed, that of `http_client` unless it is httpx's default, or the default."""
    if not isinstance(timeout, Omit):
        return timeout
    if is_sync_client(http_client) or is_async_client(http_client):
        own_timeout = http_client.timeout
        if own_timeout.as_dict() != httpx.Timeout(5.0).as_dict():
            return own_timeout
    return DEFAULT_TIMEOUT
