"""Client options: the API key, the base URL and the timeouts, from arguments and the environment."""

from __future__ import annotations

import math
import os
import re
from typing import TYPE_CHECKING, TypeAlias, cast

import httpx

from aimlkit._exceptions import AIMLAPIError
from aimlkit._http_families import is_timeout, is_url
from aimlkit._redaction import SecretString
from aimlkit_api import BASE_URL
from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._http_families import AnyTimeout

#: Seconds for each wait (connect, read, write, pool); a `Timeout` of httpx or httpx2 sets them one by one; None: no limit.
TimeoutTypes: TypeAlias = "float | httpx.Timeout | AnyTimeout | None"

Timeout = httpx.Timeout

# The longest timeout that is accepted, in seconds; operating systems cannot wait longer.
_MAX_TIMEOUT = 1e6 * 365 * 24 * 3600

DEFAULT_TIMEOUT = Timeout(600.0, connect=5.0)
DEFAULT_MAX_RETRIES = 2
DEFAULT_BASE_URL = f"{BASE_URL}{PREFIX}"

API_KEY_VARIABLES = ("AIML_API_KEY", "AIMLAPI_API_KEY")
BASE_URL_VARIABLES = ("AIML_API_BASE", "AIMLAPI_API_BASE")


def resolve_api_key(api_key: object) -> SecretString:
    """Return the key that is passed, or that of the environment.

    Raises TypeError if it is not a string, and AIMLAPIError if there is none or it contains invalid characters.
    """
    if not isinstance(api_key, str | None):
        raise TypeError("api_key must be a string, or a function that returns one")
    key = SecretString((api_key or SecretString(_environment(API_KEY_VARIABLES) or "")).strip())
    if not key:
        raise AIMLAPIError(f"no API key: pass api_key=, or set {' or '.join(API_KEY_VARIABLES)}")
    if not is_sendable_key(key):
        raise AIMLAPIError("the API key has invalid characters; copy it from your account again")
    return key


def is_sendable_key(key: str) -> bool:
    """Return whether a key can be sent in a header."""
    return key.isascii() and key.isprintable()


def resolve_base_url(base_url: object) -> httpx.URL:
    """Return the base URL that is passed, that of the environment, or the service's.

    Raises TypeError if it is neither a string nor a URL of httpx or httpx2, and AIMLAPIError if it is invalid or has a
    password.
    """
    if not (base_url is None or isinstance(base_url, str) or is_url(base_url)):
        raise TypeError("base_url must be a string or a URL of httpx or httpx2")
    text = _environment(BASE_URL_VARIABLES) or DEFAULT_BASE_URL if base_url is None else str(base_url)
    url = _http_url(text.strip())
    if url is None:
        raise AIMLAPIError(
            f"base_url is not an HTTP URL: {_without_secrets(text)!r}; an example is {DEFAULT_BASE_URL}"
        )
    if url.userinfo:
        raise AIMLAPIError(
            "base_url must not have a user name or password; the API key is passed as api_key="
        )
    return url.copy_with(path=url.path.rstrip("/"))


def _http_url(text: str) -> httpx.URL | None:
    """Return an HTTP URL with a host and a possible port; None if `text` is something else."""
    try:
        url = httpx.URL(text)
        is_valid = url.scheme in ("http", "https") and bool(url.host)
    except (httpx.InvalidURL, ValueError):
        return None
    return url if is_valid and (url.port is None or 0 < url.port < 2**16) else None


def _without_secrets(text: str) -> str:
    """Return the part of an invalid URL that cannot be a password, nor a secret in a query or fragment."""
    return re.split("[?#]", text.rpartition("@")[2])[0]


def timeouts_of(timeout: TimeoutTypes) -> Mapping[str, float | None]:
    """Return the limit of each wait in seconds, by httpx's names. Raises ValueError."""
    timeouts: Mapping[str, float | None]
    try:
        timeouts = (
            timeout.as_dict() if is_timeout(timeout) else httpx.Timeout(cast("float", timeout)).as_dict()
        )
    except (LookupError, TypeError, ValueError):
        timeouts = {
            "": math.nan
        }  # Rejected below: httpx's own messages for other types do not name the option.
    for seconds in timeouts.values():
        if seconds is not None and not (_is_number(seconds) and 0 < seconds <= _MAX_TIMEOUT):
            raise ValueError(f"timeout must be a positive number of seconds, or None; it is {timeout!r}")
    return timeouts


def require_non_negative(name: str, value: object, types: type[int] | tuple[type[int], type[float]]) -> None:
    """Raise TypeError if `value` is not of one of the `types`, and ValueError if it is negative or NaN."""
    problem = f"{name} must be a non-negative number; it is {value!r}"
    if not isinstance(value, types):
        raise TypeError(problem)
    if not value >= 0:
        raise ValueError(problem)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _environment(variables: tuple[str, ...]) -> str | None:
    return next(filter(None, map(os.environ.get, variables)), None)
