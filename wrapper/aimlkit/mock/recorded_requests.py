"""Requests that the mock received, recorded without credentials."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aimlkit.mock.conversations import Conversation
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_text import parse_json
from aimlkit.mock.model_api import ModelAPI
from aimlkit.mock.model_request import ModelRequest

MAX_RECORDED = 1000
MAX_RECORDED_BYTES = 64 * 1024 * 1024

# Headers that may contain credentials; their values are never recorded.
SECRET_HEADERS = {b"authorization", b"proxy-authorization", b"x-api-key", b"api-key", b"cookie"}


@dataclass
class RecordedRequest:
    """A request that the mock received, and the outcome. Headers with credentials have the value `***`."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: str = ""  # as it is in the URL
    content: bytes = b""  # the raw body; empty if the request was rejected before it was read
    operation: str = ""  # the id of its operation in the contract; empty if there is none
    api: ModelAPI | None = None  # of a valid request to a model
    model: str | None = None  # the full name of the model of a valid request
    previous: Conversation | None = None  # the stored conversation that it continues
    rule: str | None = None  # the name of the rule that matched
    fault: str | None = None  # the name of the random fault in its response
    status: int | None = None  # of the response; None until it starts, and if there is none
    seconds: float | None = None  # until the end of the response

    @cached_property
    def body(self) -> Any:  # whatever JSON the client sent; tests subscript it
        """The parsed JSON body; None if there is none."""
        try:
            return parse_json(self.content)
        except ValueError:
            return None

    @property
    def model_request(self) -> ModelRequest | None:
        """The request as rules see it; None if it was invalid, or not for a model."""
        if self.api is None:
            return None
        items = self.previous.items if self.previous else ()
        return self.api.read_request({**self.body, "model": self.model}, items, self.headers)

    @property
    def size(self) -> int:
        """The bytes of the head, the body and the conversation that the request continues."""
        head = sum(len(name) + len(value) for name, value in self.headers.items())
        previous = self.previous.size if self.previous else 0
        return len(self.path) + len(self.query) + head + len(self.content) + previous


class RecordedRequests:
    """The last requests: at most MAX_RECORDED, and MAX_RECORDED_BYTES."""

    def __init__(self) -> None:
        self._requests: deque[RecordedRequest] = deque()
        self._size = 0

    def __iter__(self) -> Iterator[RecordedRequest]:
        return iter(self._requests)

    def add(self, request: RecordedRequest) -> None:
        """Record a request, whose body has not been read yet."""
        self._requests.append(request)
        self._size += request.size
        self._drop_oldest()

    def set_content(self, request: RecordedRequest, content: bytes) -> None:
        """Set the body of a request; it is not recorded if the request has been dropped."""
        if self._is_recorded(request):
            request.content = content
            self._size += len(content)
            self._drop_oldest()

    def set_model_request(
        self, request: RecordedRequest, api: ModelAPI, model: str, previous: Conversation | None
    ) -> None:
        """Set that a request is a valid one to a model, unless it has been dropped."""
        if self._is_recorded(request):
            request.api, request.model, request.previous = api, model, previous
            self._size += previous.size if previous else 0
            self._drop_oldest()

    def clear(self) -> None:
        """Remove all requests."""
        self._requests.clear()
        self._size = 0

    def _is_recorded(self, request: RecordedRequest) -> bool:
        is_newest = bool(self._requests) and self._requests[-1] is request
        return is_newest or any(each is request for each in reversed(self._requests))

    def _drop_oldest(self) -> None:
        while self._requests and (len(self._requests) > MAX_RECORDED or self._size > MAX_RECORDED_BYTES):
            self._size -= self._requests.popleft().size


def redact_headers(headers: Headers) -> dict[str, str]:
    """Return ASGI headers as text, with credentials replaced by `***`."""
    return {
        name.decode("latin-1"): "***" if name.lower() in SECRET_HEADERS else value.decode("latin-1")
        for name, value in headers
    }


def credentials_in(headers: Headers) -> list[str]:
    """Return the credentials in ASGI headers: the values of those that may have some, and the parts of these."""
    values = [value.decode("latin-1") for name, value in headers if name.lower() in SECRET_HEADERS]
    return [part for value in values for part in (value, *value.split())]
