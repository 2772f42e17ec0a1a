"""The exceptions: their classes by status, their messages and attributes, and pickling."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import _exceptions, structured
from aimlkit._exceptions import APIStatusError
from aimlkit.structured import OutputProblem
from tests.wrapper.flows import new_request, new_response
from tests.wrapper.payloads import COMPLETION

Json = Any


def status_error(content: bytes, status: int, **headers: str) -> APIStatusError:
    """Return the exception for a response with this body."""
    try:
        body = json.loads(content)
    except ValueError:
        body = content.decode("utf-8", "replace")
    return APIStatusError.from_response(new_response(content, status, **headers), body)


# --- classes by status ---


@pytest.mark.parametrize(
    ("status", "error_class"),
    [
        (400, aimlkit.BadRequestError),
        (401, aimlkit.AuthenticationError),
        (403, aimlkit.PermissionDeniedError),
        (404, aimlkit.NotFoundError),
        (409, aimlkit.ConflictError),
        (418, aimlkit.APIStatusError),
        (422, aimlkit.UnprocessableEntityError),
        (429, aimlkit.RateLimitError),
        (500, aimlkit.InternalServerError),
        (529, aimlkit.InternalServerError),
    ],
)
def test_status_error_class_and_attributes(status: int, error_class: type[APIStatusError]) -> None:
    body = {"message": "No.", "path": "/v1", "requestId": "r1", "statusCode": str(status), "timestamp": "t"}
    error = status_error(json.dumps(body).encode(), status)
    assert type(error) is error_class
    assert error.message == str(error) == f"Error code: {status} - No."
    assert (error.status_code, error.request_id, error.body) == (status, "r1", body)
    assert error.response.status_code == status


@pytest.fixture
def _restore_status_classes() -> Iterator[None]:
    registered = dict(APIStatusError._class_by_status)
    yield
    APIStatusError._class_by_status.clear()
    APIStatusError._class_by_status.update(registered)


@pytest.mark.usefixtures("_restore_status_classes")
def test_status_error_subclass_registers_itself() -> None:
    class TeapotError(APIStatusError, status=418):
        """418: the server is a teapot."""

    assert type(status_error(b"", 418)) is TeapotError


@pytest.mark.parametrize(
    ("message", "is_out_of_credits"),
    [
        ("You've run out of credits. Please top up your balance.", True),
        ("Insufficient funds", True),
        ("Your key may not do this", False),
        (None, False),
    ],
)
def test_status_error_403_is_out_of_credits_by_its_message(
    message: str | None, is_out_of_credits: bool
) -> None:
    error = status_error(json.dumps({"message": message}).encode(), 403)
    assert isinstance(error, aimlkit.PermissionDeniedError)
    assert isinstance(error, aimlkit.OutOfCreditsError) is is_out_of_credits


# --- messages and attributes ---


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": {"message": "No.", "code": 7, "type": "t", "param": "p"}}', "No."),
        (b'{"error": "No."}', "No."),
        (b'{"detail": "No."}', "No."),
        (b"No.", "No."),
        (b"<html><body>Bad gateway</body></html>", "Status (the body is 37 bytes of text/html)"),
        (b"", "Status (the body is 0 bytes of text/html)"),
        (b"[1]", "Status (the body is 3 bytes of text/html)"),
        (b'{"message": ["a"]}', "Status (the body is 18 bytes of text/html)"),
        (b"\xff" * 3000, "Status (the body is 3,000 bytes of text/html)"),
    ],
)
def test_status_error_message(body: bytes, message: str) -> None:
    response = new_response(body, 400, content_type="text/html")
    response.extensions["reason_phrase"] = b"Status"
    try:
        parsed: Json = json.loads(body)
    except ValueError:
        parsed = body.decode("utf-8", "replace")
    error = APIStatusError.from_response(response, parsed)
    assert str(error) == f"Error code: 400 - {message}"


def test_status_error_has_code_type_and_param_of_the_error_object() -> None:
    error = status_error(b'{"error": {"message": "No.", "code": 7, "type": "t", "param": "p"}}', 400)
    assert (error.code, error.type, error.param) == ("7", "t", "p")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"error": {"message": "No.", "code": "c"}}, {"message": "No.", "code": "c"}),
        ({"error": "No."}, "No."),
        ({"error": None, "message": "No."}, {"error": None, "message": "No."}),
        ({"message": "No."}, {"message": "No."}),
        (["No."], ["No."]),
    ],
)
def test_status_error_body_is_the_value_of_error(body: Json, expected: Json) -> None:
    assert status_error(json.dumps(body).encode(), 400).body == expected


@pytest.mark.parametrize("name", ["x-request-id", "cf-ray"])
def test_status_error_request_id_is_read_from_headers(name: str) -> None:
    assert status_error(b"", 400, **{name: "r7"}).request_id == "r7"


def test_status_error_request_id_is_preferably_the_inference_id() -> None:
    headers = {"x-inference-id": "i1", "x-request-id": "r2", "cf-ray": "c3"}
    assert status_error(b'{"requestId": "r1"}', 400, **headers).request_id == "i1"
    assert status_error(b'{"requestId": "r1"}', 400, **{"x-request-id": "r2"}).request_id == "r1"


def test_error_has_the_client_request_id_that_was_sent_or_returned() -> None:
    request = httpx.Request("POST", "https://api.test", headers={"X-Client-Request-Id": "order-7"})
    assert aimlkit.APITimeoutError(request).client_request_id == "order-7"
    assert aimlkit.APITimeoutError(new_request()).client_request_id is None
    assert status_error(b"", 400, **{"x-client-request-id": "order-8"}).client_request_id == "order-8"


def test_status_error_404_names_the_prefix_if_the_url_lacks_it() -> None:
    response = new_response(b"", 404)
    response.request = httpx.Request("POST", "https://api.test/chat/completions")
    assert str(APIStatusError.from_response(response, "")).endswith("(base_url usually ends with /v1)")
    assert "base_url" not in str(status_error(b"", 404))


# --- pickling ---


def all_subclasses(cls: type[Exception]) -> Iterator[type[Exception]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from all_subclasses(subclass)


def public_exceptions() -> set[type[Exception]]:
    """Return the exception classes of the package that are public."""
    for name in aimlkit.__all__:
        getattr(aimlkit, name)
    return {
        aimlkit.AIMLAPIError,
        *(
            error
            for error in all_subclasses(aimlkit.AIMLAPIError)
            if error.__module__.startswith("aimlkit") and not error.__name__.startswith("_")
        ),
    }


def example_of(error_class: type[Exception]) -> Exception:
    """Return an exception with all that it can carry."""
    completion = aimlkit.ChatCompletion.from_dict(COMPLETION)
    request, response = new_request(), new_response(b'{"message": "No."}', 400)
    match error_class:
        case aimlkit.SpendLimitError:
            return aimlkit.SpendLimitError(1.5, 1.0)
        case aimlkit.SpendUnknownError:
            return aimlkit.SpendUnknownError(0.5, 1.0)
        case aimlkit.MaxTurnsError:
            return aimlkit.MaxTurnsError(completion, 10)
        case aimlkit.LengthFinishReasonError:
            return aimlkit.LengthFinishReasonError(completion=completion)
        case aimlkit.ContentFilterFinishReasonError:
            return aimlkit.ContentFilterFinishReasonError(completion=completion)
        case aimlkit.APITimeoutError:
            return aimlkit.APITimeoutError(request)
        case aimlkit.OutputValidationError:
            problems = [OutputProblem("$.city", "is missing"), OutputProblem("$", "is wrong")]
            return aimlkit.OutputValidationError("{}", problems, response=completion)
        case aimlkit.BulkInputError:
            return aimlkit.BulkInputError("in.jsonl", 3, "No.")
        case aimlkit.PriceUnknownError:
            return aimlkit.PriceUnknownError("No price.", "o3-mini")
        case aimlkit.UnsupportedByModelError:
            return aimlkit.UnsupportedByModelError("o3-mini", "tools", "function tools")
        case structured.MissingPydanticError:
            return structured.MissingPydanticError()
    if issubclass(error_class, aimlkit.APIStatusError | aimlkit.APIResponseValidationError):
        return error_class("No.", response=response, body={"message": "No."})
    if issubclass(error_class, aimlkit.APIConnectionError):
        connection_error = error_class(message="No.", request=request)
        connection_error.partial = completion
        return connection_error
    if issubclass(error_class, aimlkit.APIError):
        api_error = error_class("No.", request, body={"message": "No."})
        api_error.partial = completion
        api_error.retries = 2
        return api_error
    return error_class("No.")


def comparable(value: object) -> object:
    """Return a value in a form that equality is defined for."""
    if isinstance(value, httpx.Request):
        return value.method, value.url, value.headers
    if isinstance(value, httpx.Response):
        return value.status_code, value.headers, value.content
    return value


@pytest.mark.parametrize("error_class", sorted(public_exceptions(), key=str))
def test_exception_can_be_pickled(error_class: type[Exception]) -> None:
    error = example_of(error_class)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is error_class
    assert (str(copy), copy.args) == (str(error), error.args)
    assert vars(copy).keys() == vars(error).keys()
    for name, value in vars(error).items():
        assert comparable(getattr(copy, name)) == comparable(value), name


def test_exceptions_are_all_listed() -> None:
    defined = {error.__name__ for error in public_exceptions() if error.__module__ == "aimlkit._exceptions"}
    assert defined == set(_exceptions.__all__)
    assert all(error.__doc__ for error in public_exceptions())
