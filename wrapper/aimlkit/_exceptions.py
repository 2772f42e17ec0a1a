"""The exceptions. Their names and hierarchy are those of openai-python."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from aimlkit._cost import UNKNOWN_COST, Cost
from aimlkit._json import json_object
from aimlkit._printable import to_message
from aimlkit_api.headers import CLIENT_REQUEST_ID, INFERENCE_ID, REQUEST_ID_HEADERS
from aimlkit_api.operations import ERROR_FIELDS, PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from aimlkit._models import ChatCompletion, Response

__all__ = [
    "AIMLAPIError",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APIStreamError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "ContentFilterFinishReasonError",
    "InternalServerError",
    "LengthFinishReasonError",
    "MaxTurnsError",
    "MissingPackageError",
    "NotFoundError",
    "OutOfCreditsError",
    "PermissionDeniedError",
    "PriceUnknownError",
    "RateLimitError",
    "ResponseFailedError",
    "ResponseTooLargeError",
    "SpendLimitError",
    "SpendUnknownError",
    "StreamCutError",
    "StreamTimeoutError",
    "UnprocessableEntityError",
    "UnsupportedByModelError",
]

PaidResponseT = TypeVar("PaidResponseT", bound="ChatCompletion | Response | None")

# A 403 whose message contains one of these terms is about credits. The error guide documents no code for it.
_CREDIT_TERMS = ("credit", "balance", "top up", "billing", "payment", "insufficient funds", "quota")

# Fields in which compatible servers put the message of an error, in addition to the documented field.
_OTHER_MESSAGE_FIELDS = ("error", "detail", "error_description")

_MAX_PLAIN_TEXT_MESSAGE = 1000


class AIMLAPIError(Exception):
    """Base class of all exceptions of this package. Its message is one line, without invisible characters."""

    def __init__(self, message: str) -> None:
        super().__init__(to_message(message))

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...], dict[str, object]]:
        """Pickle without calling `__init__`, whose parameters differ from `args`."""
        return type(self).__new__, (type(self), *self.args), dict(self.__dict__)


class _PaidResponseError(AIMLAPIError, Generic[PaidResponseT]):
    """Base class of exceptions that carry a response that was received and may have been charged for."""

    response: PaidResponseT

    @property
    def text(self) -> str | None:
        """The text of the response."""
        return _text_of_response(self.response)

    @property
    def cost_usd(self) -> float | None:
        """The cost of the response in US dollars; None if there is no response, or its cost is unknown."""
        return _cost_of_response(self.response).usd

    @property
    def credits_used(self) -> float | None:
        """The cost of the response in the provider's credits; None if there is no response, or its cost is unknown."""
        return _cost_of_response(self.response).credits


class SpendLimitError(_PaidResponseError["ChatCompletion | Response | None"]):
    """Raised when `max_spend_usd` is reached; no request was sent.

    In `run_tools()`, `response` is the last response that arrived.
    """

    def __init__(self, spent: float, limit: float) -> None:
        super().__init__(f"{self._reason(spent, limit)}: no request was sent")
        self.response = None
        self.spent = spent
        self.limit = limit

    @staticmethod
    def _reason(spent: float, limit: float) -> str:
        return f"spent ${spent:.6g} of max_spend_usd=${limit:.6g}"


class UnsupportedByModelError(AIMLAPIError, TypeError):
    """Raised when a helper needs a property that requests for the model do not have; no request was sent.

    Helpers are `function_tool`, `parse`, `run_tools` and others that write a part of the request.
    """

    def __init__(self, model: str, property_path: str, purpose: str) -> None:
        super().__init__(
            f"the model {model!r} does not support {purpose}: its requests have no property {property_path!r}"
        )
        self.model = model
        self.property_path = property_path
        """The missing property, with slashes between those that lead to it, such as `tools/function`."""


class PriceUnknownError(AIMLAPIError):
    """Raised when the catalogue states no price from which a cost can be estimated; `model` is the model."""

    def __init__(self, message: str, model: str) -> None:
        super().__init__(message)
        self.model = model


class SpendUnknownError(SpendLimitError):
    """Raised with `spend_unknown="error"` after a response whose cost is unknown; no request was sent.

    `spent` is the cost that is known.
    """

    @staticmethod
    def _reason(spent: float, limit: float) -> str:
        known = f"spent ${spent:.6g} of max_spend_usd=${limit:.6g}"
        return f"{known}, and the unknown cost of a response (spend_unknown='error')"


class MaxTurnsError(_PaidResponseError["ChatCompletion | Response"]):
    """Raised by `run_tools()` when the model still calls tools after `max_turns` requests.

    `response` is the last response.
    """

    def __init__(self, response: ChatCompletion | Response, max_turns: int) -> None:
        super().__init__(f"the model still calls tools after max_turns={max_turns} requests")
        self.response = response
        self.max_turns = max_turns


class LengthFinishReasonError(_PaidResponseError["ChatCompletion | Response"]):
    """Raised when output that was to be parsed is cut off by the token limit.

    `response` is the incomplete response; `completion` is openai-python's name for it.
    """

    def __init__(self, *, completion: ChatCompletion | Response) -> None:
        super().__init__(f"cannot parse the response: the token limit cut it off ({completion.usage})")
        self.completion = self.response = completion


class ContentFilterFinishReasonError(_PaidResponseError["ChatCompletion | Response | None"]):
    """Raised when output that was to be parsed is withheld by the content filter.

    `response` is the incomplete response; `completion` is openai-python's name for it.
    """

    def __init__(self, *, completion: ChatCompletion | Response | None = None) -> None:
        super().__init__("cannot parse the response: the content filter withheld it")
        self.completion = self.response = completion


class MissingPackageError(AIMLAPIError, ImportError):
    """Raised if a feature needs a package of an extra that is not installed."""


class APIError(AIMLAPIError):
    """Raised when a request has no usable response.

    - `body`: the value of `error` in the JSON of the response, or all of the JSON if it has none; the text if it is not
      JSON; None without a response.
    - `request_id`: the id under which the provider's support can find the request.
    - `client_request_id`: the id that the application gave the request.
    - `retries`: the number of attempts after the first.
    - `partial`: the part of a response that arrived before it failed; in `run_tools()` otherwise the last response that
      arrived. `text` is that of `partial`.
    - `cost_usd`, `credits_used`: the cost of the response that failed, as far as its headers or its JSON state it; else
      that of `partial`.
    """

    retries: int = 0
    partial: ChatCompletion | Response | None = None
    _cost: Cost = UNKNOWN_COST
    """The cost of the response that failed, without that of `partial`."""
    _is_charged: bool = False
    """True if the headers of a successful response arrived, so that it may be charged for."""

    def __init__(self, message: str, request: httpx.Request, *, body: object | None) -> None:
        super().__init__(message)
        self.message: str = self.args[0]
        self.request = request
        self.body = _error_or_body(body)
        detail = _error_object(body)
        self.code = _text_of(detail.get("code"))
        self.param = _text_of(detail.get("param"))
        self.type = _text_of(detail.get("type"))
        self.request_id = _request_id_in(body)
        self.client_request_id: str | None = request.headers.get(CLIENT_REQUEST_ID)

    @property
    def text(self) -> str | None:
        """The text of `partial`; None if there is none."""
        return _text_of_response(self.partial)

    @property
    def cost_usd(self) -> float | None:
        """The cost of the response that failed, or of `partial`, in US dollars; None if it is unknown."""
        return _cost_of_response(self.partial).usd if self._cost.usd is None else self._cost.usd

    @property
    def credits_used(self) -> float | None:
        """The cost of the response that failed, or of `partial`, in the provider's credits; None if it is unknown."""
        return _cost_of_response(self.partial).credits if self._cost.credits is None else self._cost.credits

    def add_cost(self, cost: Cost, *, is_charged: bool) -> None:
        """Set the cost that the response states, and whether it may be charged for if it states none."""
        self._cost = cost
        self._is_charged = is_charged

    def add_response(self, response: ChatCompletion | Response) -> None:
        """Set the response that was found in the body, although the body does not have the requested form."""
        self.partial = response
        self._cost = _cost_of_response(response)

    @property
    def is_charged(self) -> bool:
        """True if the response that failed may be charged for: its status is a success, or it states a cost."""
        return self._is_charged or self._cost.usd is not None


class APIStreamError(APIError):
    """Raised when a response fails after it began, as in a stream; `partial` is the part that arrived."""


class ResponseFailedError(APIStreamError):
    """Raised when the server states that a response failed or was cancelled, in a stream or not.

    `partial` is that response. `create()` returns it instead, as in openai-python.
    """


class APIConnectionError(APIError):
    """Raised when the connection could not be established, or was lost."""

    def __init__(self, *, message: str = "Connection error.", request: httpx.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    """Raised when the response did not arrive in time."""

    def __init__(self, request: httpx.Request, *, message: str = "Request timed out.") -> None:
        super().__init__(message=message, request=request)


class ResponseTooLargeError(APIError):
    """Raised when a response is larger than the client allows (`size_limits`)."""

    @classmethod
    def of_part(cls, part: str, limit: float, request: httpx.Request) -> ResponseTooLargeError:
        """Return the exception for a part of a response (body or headers) of more than `limit` bytes."""
        size = f"{limit:,.0f} bytes"
        message = f"the {part} of the response is larger than {size}; size_limits= of the client allows more"
        return cls(message, request, body=None)


class StreamCutError(APIStreamError, APIConnectionError):
    """Raised when a stream ends before its last event."""


class StreamTimeoutError(StreamCutError, APITimeoutError):
    """Raised when a stream does not end in time."""


class _APIResponseError(APIError):
    """Raised when there is a response, but it is not usable."""

    def __init__(self, message: str, *, response: httpx.Response, body: object | None) -> None:
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = (
            response.headers.get(INFERENCE_ID) or self.request_id or request_id_in_headers(response)
        )
        self.client_request_id = client_request_id_in_headers(response) or self.client_request_id


class APIResponseValidationError(_APIResponseError):
    """Raised when the status is a success, but the body does not have the requested form."""


class APIStatusError(_APIResponseError):
    """Raised when the status of the response is an error."""

    _class_by_status: ClassVar[dict[int, type[APIStatusError]]] = {}

    def __init_subclass__(cls, status: int | None = None) -> None:
        """Register a subclass as the exception for `status`."""
        super().__init_subclass__()
        if status is not None:
            cls._class_by_status[status] = cls

    @classmethod
    def from_response(cls, response: httpx.Response, body: object) -> APIStatusError:
        """Return the exception for a response with an error status; `body` is its JSON, or its text."""
        status = response.status_code
        message = error_message(body)
        error_class = cls._class_by_status.get(
            status, InternalServerError if status >= 500 else APIStatusError
        )
        if status == 403 and message and any(term in message.lower() for term in _CREDIT_TERMS):
            error_class = OutOfCreditsError
        message = message or body_summary(response)
        if response.has_redirect_location:
            message = f"refused a redirect to another server: {_redirect_target(response)}"
        if status == 404 and PREFIX not in response.request.url.path:
            message = f"{message} (base_url usually ends with {PREFIX})"
        return error_class(f"Error code: {status} - {message}", response=response, body=body)


class BadRequestError(APIStatusError, status=400):
    """400: the request is invalid."""


class AuthenticationError(APIStatusError, status=401):
    """401: the API key is missing or invalid."""


class PermissionDeniedError(APIStatusError, status=403):
    """403: the API key does not allow this."""


class OutOfCreditsError(PermissionDeniedError):
    """403 because the account has no credits left."""


class NotFoundError(APIStatusError, status=404):
    """404: the endpoint, model or object does not exist."""


class ConflictError(APIStatusError, status=409):
    """409: another request is changing the same object."""


class UnprocessableEntityError(APIStatusError, status=422):
    """422: the request is well-formed, but cannot be processed."""


class RateLimitError(APIStatusError, status=429):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """5xx: the server failed."""


def _redirect_target(response: httpx.Response) -> str:
    """Return the URL of a redirect, without its query; or the `Location` header if that is no URL."""
    from httpx import InvalidURL  # noqa: PLC0415 - slow to import

    location = response.headers["location"]
    try:
        return str(response.url.join(location).copy_with(query=None, fragment=None, userinfo=b""))
    except (InvalidURL, ValueError):
        return location


def error_message(body: object) -> str | None:
    """Return the message of an error body, which is JSON or text; None if it has no readable one."""
    detail = _error_object(body)
    for field in (ERROR_FIELDS.message, *_OTHER_MESSAGE_FIELDS):
        message = detail.get(field)
        if isinstance(message, str) and message.strip():
            return message.strip()
    if isinstance(body, str) and "<" not in body[:200] and len(body) <= _MAX_PLAIN_TEXT_MESSAGE:
        return body.strip() or None
    return None


def body_summary(response: httpx.Response) -> str:
    """Return a description of a body without a message, such as an HTML page."""
    media_type = response.headers.get("content-type", "").partition(";")[0] or "unknown type"
    phrase = response.reason_phrase or "no reason given"
    return f"{phrase} (the body is {len(response.content):,} bytes of {media_type})"


def request_id_in_headers(response: httpx.Response) -> str | None:
    """Return the request id from the headers of a response."""
    headers = dict(response.headers.items())  # httpx searches all headers for each name.
    for name in (INFERENCE_ID, *REQUEST_ID_HEADERS):
        if request_id := headers.get(name):
            return request_id
    return None


def client_request_id_in_headers(response: httpx.Response) -> str | None:
    """Return the id that the application gave the request, if the server returned it."""
    client_request_id: str | None = response.headers.get(CLIENT_REQUEST_ID)
    return client_request_id


def _text_of_response(response: ChatCompletion | Response | None) -> str | None:
    from aimlkit._models import text_of  # noqa: PLC0415 - only for exceptions that are read

    return text_of(response) if response else None


def _cost_of_response(response: ChatCompletion | Response | None) -> Cost:
    return Cost(response.cost_usd, response.credits_used) if response else UNKNOWN_COST


def _request_id_in(body: object) -> str | None:
    request_id = (json_object(body) or {}).get(ERROR_FIELDS.request_id)
    return request_id.strip() or None if isinstance(request_id, str) else None


def _error_or_body(body: object) -> object:
    """Return the value of `error` in a body, as openai-python does, or the body itself if it has none."""
    error = (json_object(body) or {}).get("error")
    return body if error is None else error


def _error_object(body: object) -> Mapping[str, object]:
    """Return the object that describes an error: the body itself, or its `error` if that is an object."""
    error = json_object(body) or {}
    return json_object(error.get("error")) or error


def _text_of(value: object) -> str | None:
    return None if value is None else str(value)
