"""The exceptions of httpx that a request may end with, as exceptions of this package."""

from __future__ import annotations

import httpx

from aimlkit._exceptions import APIConnectionError, APIError, APITimeoutError
from aimlkit._redaction import drop_tracebacks

#: Raised by httpx for an invalid address, such as that of a redirect, in addition to its own exceptions.
INVALID_ADDRESS_ERRORS = (httpx.InvalidURL, ValueError, OverflowError, ExceptionGroup)

#: Everything that sending a request may raise, except cancellation and bugs.
TRANSPORT_ERRORS = (httpx.HTTPError, httpx.StreamError, TimeoutError, *INVALID_ADDRESS_ERRORS)


def to_api_error(error: Exception, request: httpx.Request) -> APIError:
    """Return the exception for one of `TRANSPORT_ERRORS`, which becomes its cause, without tracebacks.

    `request` still has the key: it may be sent again.
    """
    drop_tracebacks(error)
    detail = f" ({error})" if str(error) else ""
    server = f" at {request.url.host}" if request.url.host else ""
    api_error: APIError
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        api_error = APITimeoutError(request, message=f"Request timed out{detail}.")
    elif isinstance(error, httpx.DecodingError):
        api_error = APIError(f"cannot decode the body of the response{detail}", request, body=None)
    else:
        api_error = APIConnectionError(message=f"Connection error{server}{detail}.", request=request)
    api_error.__cause__ = error
    return api_error
