"""Raw responses: a response with its status and headers."""

from __future__ import annotations

import copy
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar, cast, get_origin, overload

from aimlkit._exceptions import (
    APIResponseValidationError,
    client_request_id_in_headers,
    request_id_in_headers,
)
from aimlkit._json import json_object
from aimlkit._models import APIResponse
from aimlkit._redaction import redact_response
from aimlkit._replies import is_error_body, parse_body
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    import httpx

    from aimlkit._effects import Flow
    from aimlkit._redaction import EchoRedactor
    from aimlkit._replies import ParsedReply

ParsedT = TypeVar("ParsedT")
TargetT = TypeVar("TargetT")


class RawResponse(Generic[ParsedT]):
    """A response of `with_raw_response`: it has the attributes of `httpx.Response`, and `parse()`."""

    if TYPE_CHECKING:
        status_code: int
        headers: httpx.Headers
        content: bytes
        text: str
        url: httpx.URL
        http_version: str
        elapsed: timedelta
        is_closed: bool

        def json(self) -> object:
            """Return the body as JSON."""

    def __init__(
        self,
        http_response: httpx.Response,
        parsed: ParsedT | APIResponseValidationError,
        retries: int,
        redactor: EchoRedactor,
    ) -> None:
        """Create a raw response; `parsed` is the exception for a body that is not JSON of the expected form."""
        redact_response(http_response)
        redactor.redact_head(http_response)
        self.http_response = http_response
        self.request_id = request_id_in_headers(http_response)
        self.client_request_id = client_request_id_in_headers(http_response)
        self.retries_taken = retries
        self._parsed = parsed

    @property
    def http_request(self) -> httpx.Request:
        """The request that led to the response, without the API key."""
        return self.http_response.request

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.http_request.method

    @overload
    def parse(self) -> ParsedT: ...

    @overload
    def parse(self, *, to: type[TargetT]) -> TargetT: ...

    def parse(self, *, to: type[TargetT] | None = None) -> ParsedT | TargetT:
        """Return the result of the method without `with_raw_response`: the response, or the stream.

        As in openai-python, a body that is not JSON, and is not declared as JSON, is returned as text. `to` is another
        type for the body: a model of this client, `dict`, `list`, `str`, `bytes`, `httpx.Response`, or any type that
        pydantic reads.

        Raises APIResponseValidationError if the body does not have the expected form, OutputValidationError if it does
        not match `to`, and TypeError if `to` is passed for a stream.
        """
        if to is not None:
            return self._parse_as(to)
        if not isinstance(self._parsed, APIResponseValidationError):
            return self._parsed
        if _is_json(self.http_response) or not isinstance(parse_body(self.http_response), str):
            raise copy.copy(self._parsed)  # The exception itself would refer to this frame, and so to itself.
        return cast("ParsedT", self.http_response.text)

    def _parse_as(self, target: type[TargetT]) -> TargetT:
        from httpx import Response  # noqa: PLC0415 - slow to import

        response = self.http_response
        if target is Response or isinstance(response, target if _is_httpx2_response(target) else ()):
            return cast("TargetT", response)
        if _is_httpx2_response(target):
            return cast("TargetT", _to_httpx2(response))
        if not isinstance(self._parsed, APIResponse | APIResponseValidationError):
            raise TypeError("a stream cannot be parsed as another type: iterate over parse()")
        if target is str:
            return cast("TargetT", response.text)
        if target is bytes:
            return cast("TargetT", response.content)
        body = parse_body(response)
        if isinstance(body, str) and isinstance(self._parsed, APIResponseValidationError):
            raise copy.copy(self._parsed)
        if target in (object, type(body)):
            return cast("TargetT", body)
        model_class = get_origin(target) or target
        if isinstance(model_class, type) and issubclass(model_class, Model):
            return cast("TargetT", self._model(model_class, body))
        from aimlkit.structured import parse_json_as  # noqa: PLC0415 - only for other types

        return parse_json_as(target, response.text, response=self._parsed)

    def _model(self, model_class: type[Model], body: object) -> Model:
        """Return a body as a model, with the details of the response that are not in its JSON."""
        fields = json_object(body)
        if fields is None:
            raise TypeError(f"the body is not a JSON object, and cannot be parsed as {model_class.__name__}")
        model = model_class.from_dict(fields)
        if isinstance(model, APIResponse) and isinstance(self._parsed, APIResponse):
            model.copy_details(self._parsed)
        return model

    def __getattr__(self, name: str) -> object:
        if name == "http_response":  # While it is being unpickled.
            raise AttributeError(name)
        return getattr(self.http_response, name)


def raw_response_flow(
    replies: Flow[ParsedReply], read: Callable[[ParsedReply], ParsedT], redactor: Callable[[], EchoRedactor]
) -> Flow[RawResponse[ParsedT]]:
    """Run the flow of a request; return its raw response, even if the body is not JSON of the expected form.

    Raises the exceptions of `replies`, such as APIResponseValidationError for a body that reports an error.
    """
    try:
        reply = yield from replies
    except APIResponseValidationError as error:
        if is_error_body(parse_body(error.response)):
            raise
        error.__traceback__ = None
        return RawResponse(error.response, error, error.retries, redactor())
    return RawResponse(reply.response, read(reply), reply.retries, redactor())


def _is_httpx2_response(target: object) -> bool:
    """Return whether a type is `httpx2.Response`, without importing that package."""
    return isinstance(target, type) and (target.__module__, target.__name__) == ("httpx2", "Response")


def _to_httpx2(response: httpx.Response) -> object:
    """Return a response that has been read as a response of httpx2."""
    request = response.request
    httpx2 = import_module("httpx2")
    encodings = ("content-encoding", "transfer-encoding")  # The body has been decoded.
    headers = [(name, value) for name, value in response.headers.multi_items() if name not in encodings]
    result: object = httpx2.Response(
        status_code=response.status_code,
        headers=headers,
        content=response.content,
        request=httpx2.Request(request.method, str(request.url), headers=request.headers.multi_items()),
    )
    return result


def _is_json(response: httpx.Response) -> bool:
    """Return whether the media type of a response is that of JSON."""
    content_type: str = response.headers.get("content-type", "")
    return content_type.partition(";")[0].strip().lower().endswith("json")
