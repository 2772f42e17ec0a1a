"""Exceptions."""

from __future__ import annotations

import socket
from typing import Any

from aimlkit.mock import MockResponse
from tests.migration.feature import Group, Sdk

ERRORS = Group("Errors")

_NAMES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    500: "InternalServerError",
    503: "InternalServerError",
}


def _error(sdk: Sdk, response: MockResponse) -> Any:
    sdk.mock.enqueue(response)
    try:
        sdk.chat()
    except sdk.module.APIError as error:
        return error
    raise AssertionError("no error")


@ERRORS.feature("the classes for 400, 401, 403, 404, 409, 422, 429 and 5xx")
def statuses(sdk: Sdk) -> object:
    errors = {status: _error(sdk, MockResponse(status=status)) for status in _NAMES}
    return [isinstance(errors[status], getattr(sdk.module, name)) for status, name in _NAMES.items()]


@ERRORS.feature("`APIError`, `APIStatusError`, `APIConnectionError`, `APITimeoutError`: the class hierarchy")
def hierarchy(sdk: Sdk) -> object:
    module = sdk.module
    return [
        issubclass(module.APIStatusError, module.APIError),
        issubclass(module.APIConnectionError, module.APIError),
        issubclass(module.APITimeoutError, module.APIConnectionError),
        issubclass(module.RateLimitError, module.APIStatusError),
        issubclass(module.APIResponseValidationError, module.APIError),
    ]


@ERRORS.feature("the base class `OpenAIError`", missing="it is called `AIMLAPIError`")
def base(sdk: Sdk) -> object:
    return issubclass(sdk.module.APIError, sdk.module.OpenAIError)


@ERRORS.feature("`status_code`, `response`, `request`, `message`")
def attributes(sdk: Sdk) -> object:
    error = _error(sdk, MockResponse(status=429, body={"error": {"message": "Slow down."}}))
    return [
        error.status_code,
        error.response.status_code,
        error.request.method,
        "Slow down." in error.message,
    ]


@ERRORS.feature(
    "`request_id`", differs="the id in `x-inference-id`, which the provider's support and usage logs use"
)
def request_id(sdk: Sdk) -> object:
    return _error(sdk, MockResponse(status=429)).request_id is not None


@ERRORS.feature("`body`: the value of `error`; `code`, `param`, `type`")
def body(sdk: Sdk) -> object:
    content = {"error": {"message": "Bad.", "type": "invalid", "param": "n", "code": "bad_n"}}
    error = _error(sdk, MockResponse(status=400, body=content))
    return [error.body, error.code, error.param, error.type]


@ERRORS.feature("`body` of an error without `error`")
def plain_body(sdk: Sdk) -> object:
    return _error(sdk, MockResponse(status=400, body={"message": "Bad."})).body


@ERRORS.feature("`body` of an error that is not JSON")
def text_body(sdk: Sdk) -> object:
    error = _error(sdk, MockResponse(status=500, body="<h1>Bad</h1>", headers={"content-type": "text/html"}))
    return [error.body, error.response.text]


@ERRORS.feature("an unreachable server: `APIConnectionError` with `__cause__`")
def unreachable(sdk: Sdk) -> object:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        client = sdk.client(base_url=f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
        try:
            client.chat.completions.create(**sdk.question())
        except sdk.module.APIConnectionError as error:
            return [type(error.__cause__).__name__, error.request.method]
    return None


@ERRORS.feature("a timeout: `APITimeoutError`")
def timeout(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(delay=60))
    try:
        sdk.client(timeout=0.05).chat.completions.create(**sdk.question())
    except sdk.module.APITimeoutError:
        return "APITimeoutError"
    return None


@ERRORS.feature("a missing API key: the constructor raises an exception")
def missing_key(sdk: Sdk) -> object:
    import os  # noqa: PLC0415
    from unittest import mock  # noqa: PLC0415

    with mock.patch.dict(os.environ, clear=True):
        try:
            getattr(sdk.module, sdk.client_name)()
        except Exception as error:
            return "api_key" in str(error)
    return None


@ERRORS.feature(
    "403 without credits: `PermissionDeniedError`",
    differs="raises its subclass `OutOfCreditsError`",
)
def out_of_credits(sdk: Sdk) -> object:
    message = (
        "You've run out of credits. Please top up your balance or update your payment method to continue"
    )
    return type(_error(sdk, MockResponse(status=403, body={"message": message}))).__name__


@ERRORS.feature(
    "a stream that is cut off: an exception of httpx2, or none",
    differs="`StreamCutError` with the response accumulated so far",
)
def cut(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(disconnect_after_events=1))
    try:
        return len(list(sdk.chat(stream=True)))
    except Exception as error:
        return type(error).__name__


@ERRORS.feature(
    "redirects to another server are followed",
    differs="followed within a server only; others raise `APIStatusError`, because the other server would receive the API key",
)
def redirect(sdk: Sdk) -> object:
    from aimlkit.mock import MockServer  # noqa: PLC0415

    with MockServer(key=sdk.mock.key) as other:
        headers = {"location": f"{other.base_url}/chat/completions"}
        sdk.mock.enqueue(MockResponse(status=307, headers=headers, body=""))
        sdk.chat()
        return len(other.requests)
