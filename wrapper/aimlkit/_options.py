"""What a client is told: its key, its address, its patience. From arguments and environment."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypedDict, TypeVar

import httpx

from aimlkit._errors import AIMLAPIError
from aimlkit_api import BASE_URL
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    import attrs

    Patience: TypeAlias = float | httpx.Timeout | None

Http = TypeVar("Http", bound=httpx.Client | httpx.AsyncClient)
Timeout = httpx.Timeout


class ClientOptions(TypedDict, Generic[Http], total=False):
    """What a client can be told."""

    api_key: str | None
    """Else AIML_API_KEY or AIMLAPI_API_KEY of the environment."""
    base_url: str | httpx.URL | None
    """Else AIML_API_BASE or AIMLAPI_API_BASE, else https://api.aimlapi.com/v1."""
    timeout: Patience
    """Seconds for each wait, and for the whole of an attempt the longest of them; for all attempts and pauses
    together as much as for all attempts. None: no limit. Else ten minutes, and five seconds to connect."""
    max_retries: int
    """How often to try again; else twice."""
    default_headers: Mapping[str, str] | None
    default_query: Mapping[str, object] | None
    http_client: Http | None
    """Sends all requests, with its own proxies, TLS settings and limits; it is closed with this client.
    A forked process needs one of its own."""
    max_spend_usd: float | None
    """Once this is spent, no request is sent any more."""


class Key(str):
    """An API key, or a header with one. It shows itself to nobody and goes into no pickle."""

    __slots__ = ()

    @classmethod
    def given(cls, options: Mapping[str, Any]) -> Key:
        """That of the options, which may be empty. Raises TypeError for what is no text."""
        given = options.get("api_key") or ""
        if not isinstance(given, str):
            raise TypeError("api_key is a text")
        return cls(given)

    def __repr__(self) -> str:
        return "'***'"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("a client holds an API key and cannot be pickled or copied; make another one there")


def key_of(argument: Key) -> Key:
    """The key that is given, or else that of the environment. Raises AIMLAPIError where there is none."""
    key = Key(_given(argument or None, "AIML_API_KEY", "AIMLAPI_API_KEY").strip())
    if not key:
        raise AIMLAPIError("there is no API key: pass api_key=, or set AIML_API_KEY or AIMLAPI_API_KEY")
    if not (key.isascii() and key.isprintable()):
        raise AIMLAPIError("the API key holds characters that no key has; copy it from your account again")
    return key


def url_of(argument: str | httpx.URL | None) -> httpx.URL:
    default = f"{BASE_URL}{PREFIX}"
    text = str(_given(argument, "AIML_API_BASE", "AIMLAPI_API_BASE", default=default))
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise AIMLAPIError(f"base_url is no address: {text!r}; it is one such as {default}")
    return url.copy_with(path=url.path.rstrip("/"))


def _given(argument: Any, *variables: str, default: str = "") -> Any:
    return argument if argument is not None else next(filter(None, map(os.environ.get, variables)), default)


def waits_of(timeout: Patience) -> dict[str, float | None]:
    """The longest that each kind of wait may take, in seconds, as httpx wants it. Raises ValueError."""
    waits: dict[str, float | None] = httpx.Timeout(timeout).as_dict()
    numbers: list[Any] = [seconds for seconds in waits.values() if seconds is not None]
    if not all(isinstance(seconds, int | float) and 0 < seconds < math.inf for seconds in numbers):
        raise ValueError(f"timeout is a number of seconds above 0, or None; it cannot be {timeout!r}")
    return waits


def at_least_0(kind: Any) -> Callable[[object, attrs.Attribute[Any], Any], None]:
    """What checks an option that is a number. Raises TypeError and ValueError."""

    def check(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        said = f"{attribute.name} is a number from 0 on; it cannot be {value!r}"
        if not isinstance(value, kind):
            raise TypeError(said)
        if not value >= 0:
            raise ValueError(said)

    return check
