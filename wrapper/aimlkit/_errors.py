"""What can go wrong, as exceptions. The tree and the names are those of openai-python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from aimlkit_api.operations import PREFIX

if TYPE_CHECKING:
    import httpx

    from aimlkit._answers import ChatCompletion

_SECRET_HEADERS = ("authorization", "proxy-authorization", "x-api-key", "api-key", "cookie")
_ID_HEADERS = (b"x-request-id", b"request-id", b"x-amzn-requestid", b"cf-ray")
# Words of a 403 that is about money.
_CREDIT_WORDS = ("credit", "balance", "top up", "billing", "payment", "insufficient funds", "quota")


class AIMLAPIError(Exception):
    """The root of all errors of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Without __init__, which takes more than the message that Exception keeps.
        return type(self).__new__, (type(self), *self.args), vars(self)


class SpendLimitError(AIMLAPIError):
    """What the client has spent has reached its `max_spend_usd`; nothing was sent."""

    def __init__(self, spent: float, limit: float) -> None:
        super().__init__(f"${spent:.6g} are spent, and max_spend_usd is ${limit:.6g}: no request was sent")
        self.spent = spent
        self.limit = limit


class APIError(AIMLAPIError):
    """A request that got no answer, or none that can be used.

    `body` is what the server sent: its JSON, or its text; None without an answer. `request_id` names the
    request to the provider, `retries` counts the attempts after the first, and `partial` is the
    ChatCompletion or Response as far as it had come, where a stream is what failed.
    """

    retries = 0
    partial: Any = None

    def __init__(self, message: str, request: httpx.Request, *, body: object | None) -> None:
        super().__init__(message)
        self.message = message
        self.request = request
        self.body = body
        detail = {name: str(value) for name, value in _detail(body).items() if value is not None}
        self.code, self.param, self.type = map(detail.get, ("code", "param", "type"))
        self.request_id = _text(body.get("requestId")) if isinstance(body, dict) else None


class _AnsweredError(APIError):
    def __init__(self, message: str, *, response: httpx.Response, body: object | None) -> None:
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = self.request_id or header_id(response)


class APIResponseValidationError(_AnsweredError):
    """The server says that all is well, and what it sent is not the answer that was asked for."""


class APIStatusError(_AnsweredError):
    """The server answered with an error status."""

    _kinds: ClassVar[dict[int, type[APIStatusError]]] = {}

    def __init_subclass__(cls, status: int | None = None) -> None:
        if status:
            cls._kinds[status] = cls


class BadRequestError(APIStatusError, status=400):
    """400: the request is not what the API takes."""


class AuthenticationError(APIStatusError, status=401):
    """401: there is no key, or not a right one."""


class PermissionDeniedError(APIStatusError, status=403):
    """403: the key does not allow this."""


class OutOfCreditsError(PermissionDeniedError):
    """403 because the account has no credits left."""


class NotFoundError(APIStatusError, status=404):
    """404: there is no such thing."""


class ConflictError(APIStatusError, status=409):
    """409: something else happens at the same time."""


class UnprocessableEntityError(APIStatusError, status=422):
    """422: the request is well-formed and cannot be followed."""


class RateLimitError(APIStatusError, status=429):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """5xx: the server has failed."""


class APIConnectionError(APIError):
    """The connection could not be made, or was lost."""

    def __init__(self, *, message: str = "Connection error.", request: httpx.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    """The time was over before the answer was there."""

    def __init__(self, request: httpx.Request, *, message: str = "Request timed out.") -> None:
        super().__init__(message=message, request=request)


class APIStreamError(APIError):
    """A stream went wrong after it had begun; `partial` is what had arrived."""


class StreamCutError(APIStreamError, APIConnectionError):
    """A stream ended before its end."""


class StreamTimeoutError(StreamCutError, APITimeoutError):
    """The time was over before the end of a stream."""


class LengthFinishReasonError(AIMLAPIError):
    """The answer was to be parsed, and the token limit cut it off."""

    def __init__(self, *, completion: ChatCompletion) -> None:
        super().__init__(f"the answer cannot be parsed: the token limit cut it off ({completion.usage})")
        self.completion = completion


class ContentFilterFinishReasonError(AIMLAPIError):
    """The answer was to be parsed, and the content filter held it back."""

    def __init__(self, *, completion: ChatCompletion | None = None) -> None:
        super().__init__("the answer cannot be parsed: the content filter held it back")
        self.completion = completion


def status_error(response: httpx.Response, body: object) -> APIStatusError:
    """The error for an answer with an error status; `body` is its JSON, or its text."""
    status, said = response.status_code, error_message(body)
    kind = APIStatusError._kinds.get(status, InternalServerError if status >= 500 else APIStatusError)
    if status == 403 and said and any(word in said.lower() for word in _CREDIT_WORDS):
        kind = OutOfCreditsError
    if status == 404 and PREFIX not in response.request.url.path:
        said = f"{said or summary(response)} (a base_url ends with {PREFIX})"
    return kind(f"Error code: {status} - {said or summary(response)}", response=response, body=body)


def _detail(body: object) -> dict[str, Any]:
    """The object that says what went wrong: what was sent, or what is under `error` in it."""
    inner = body.get("error") if isinstance(body, dict) else None
    detail = inner if isinstance(inner, dict) else body
    return detail if isinstance(detail, dict) else {}


def error_message(body: object) -> str | None:
    """What an error's JSON says to people; None where it says nothing."""
    detail = _detail(body)
    for said in map(detail.get, ("message", "error", "detail", "error_description")):
        if _text(said):
            return _text(said)
    return _text(body) if isinstance(body, str) and "<" not in body[:200] and len(body) <= 1000 else None


def summary(response: httpx.Response) -> str:
    """What to say of a body that does not speak for itself, an HTML page say."""
    kind = response.headers.get("content-type", "").partition(";")[0] or "no type"
    phrase = response.reason_phrase or "no reason given"
    return f"{phrase} (the body has {len(response.content):,} bytes of {kind})"


def header_id(response: httpx.Response) -> str | None:
    """The request's id in the answer's headers."""
    sent = {name.lower(): value for name, value in response.headers.raw}
    return next((sent[name].decode("latin-1") for name in _ID_HEADERS if name in sent), None)


def forget_key(sent: httpx.Request | httpx.Response) -> None:
    """Take what is secret out of the headers of a request that was sent, or of all that led to an answer."""
    for request in (getattr(sent, "request", sent), *(past.request for past in getattr(sent, "history", ()))):
        for name in _SECRET_HEADERS:
            if name in request.headers:
                request.headers[name] = "***"


def forget_frames(error: BaseException | None) -> None:
    """Take the frames out of an error of httpx, and of what led to it: their variables hold the key."""
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
