"""Convert the exceptions of httpx and httpx2 that a request may raise to exceptions of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from aimlkit._exceptions import APIConnectionError, APIError, APITimeoutError
from aimlkit._http_families import in_all_families
from aimlkit._redaction import drop_tracebacks, is_raised_by_network

if TYPE_CHECKING:
    from typing import TypeGuard


def invalid_address_errors() -> tuple[type[Exception], ...]:
    """Return the exceptions that are raised for an invalid URL, such as that of a redirect."""
    return (*in_all_families(httpx.InvalidURL), ValueError, OverflowError, ExceptionGroup)


def network_errors() -> tuple[type[Exception], ...]:
    """Return the exceptions that reading a response raises."""
    return in_all_families(httpx.HTTPError, httpx.StreamError)


def is_send_error(error: Exception) -> bool:
    """Return whether sending a request failed with `error`.

    That is an exception of httpx or httpx2, or one that was raised in their code or below it: "Event loop is closed" is a
    RuntimeError of asyncio. It is not one that the user's own transport or event hook raised.
    """
    classes = (*network_errors(), *invalid_address_errors(), TimeoutError)
    return isinstance(error, classes) or is_raised_by_network(error)


def is_read_error(error: BaseException) -> TypeGuard[Exception]:
    """Return whether reading the body of a response failed with `error`; False for a cancellation."""
    if isinstance(error, network_errors()):
        return True
    return isinstance(error, Exception) and is_raised_by_network(error)


def is_stream_closed(error: Exception) -> bool:
    """Return whether reading a response failed because it was closed."""
    return isinstance(error, in_all_families(httpx.StreamClosed))


def to_api_error(error: Exception, request: httpx.Request) -> APIError:
    """Return the exception for a transport error, which becomes its cause, without tracebacks.

    `request` still has the key: it may be sent again.
    """
    drop_tracebacks(error)
    detail = f" ({error})" if str(error) else ""
    server = f" at {request.url.host}" if request.url.host else ""
    api_error: APIError
    if isinstance(error, (*in_all_families(httpx.TimeoutException), TimeoutError)):
        api_error = APITimeoutError(request, message=f"Request timed out{detail}.")
    elif isinstance(error, in_all_families(httpx.DecodingError)):
        api_error = APIError(f"cannot decode the body of the response{detail}", request, body=None)
    else:
        api_error = APIConnectionError(message=f"Connection error{server}{detail}.", request=request)
    api_error.__cause__ = error
    return api_error
