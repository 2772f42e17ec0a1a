"""Requests that the mock received, recorded without credentials."""

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aimlkit.mock.conversations import Conversation
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_text import parse_json
from aimlkit.mock.model_api import ModelAPI
from aimlkit.mock.model_request import ModelRequest
from aimlkit.mock.sent_response import SentResponse

MAX_RECORDED = 1000
MAX_RECORDED_BYTES = 64 * 1024 * 1024

# Headers that may contain credentials; their values are never recorded.
SECRET_HEADERS = {
    b"authorization",
    b"proxy-authorization",
    b"x-api-key",
    b"api-key",
    b"cookie",
    b"set-cookie",
}

_SCHEMES = {"basic", "bearer"}  # of authentication; they are no credentials


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
    response: SentResponse | None = field(default=None, repr=False)  # as it was sent; None until it starts
    received_at: float = field(default_factory=time.time)  # seconds since 1970
    number: int = 0  # of the request among all that this server received, from 1
    change: int = field(default=0, repr=False)  # the number of the latest change among those of all requests
    secrets: Sequence[str] = field(
        default=(), repr=False
    )  # the credentials in the headers, to remove them from text

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
        """The bytes of the head, the body, the conversation that the request continues, and the response."""
        head = sum(len(name) + len(value) for name, value in self.headers.items())
        previous = self.previous.size if self.previous else 0
        response = self.response.size if self.response else 0
        return len(self.path) + len(self.query) + head + len(self.content) + previous + response


class RecordedRequests:
    """The last requests: at most MAX_RECORDED, and MAX_RECORDED_BYTES with their responses."""

    def __init__(self) -> None:
        self._by_number: OrderedDict[int, RecordedRequest] = OrderedDict()
        self._size = 0
        self._received = 0  # requests since the start
        self.changes = 0  # of all requests since the start

    def __iter__(self) -> Iterator[RecordedRequest]:
        return iter(self._by_number.values())

    def __len__(self) -> int:
        return len(self._by_number)

    @property
    def oldest(self) -> int:
        """The number of the oldest request; that of the next one if there is none."""
        return next(iter(self._by_number), self._received + 1)

    def get(self, number: int) -> RecordedRequest | None:
        """Return the request with this number; None if there is none, or if it has been dropped."""
        return self._by_number.get(number)

    def add(self, request: RecordedRequest) -> None:
        """Record a request, whose body has not been read yet."""
        self._received += 1
        request.number = self._received
        self._by_number[request.number] = request
        self._add_size(request.size)
        self.note_change(request)

    def set_content(self, request: RecordedRequest, content: bytes) -> None:
        """Set the body of a request; it is not recorded if the request has been dropped."""
        if self._is_recorded(request):
            request.content = content
            self._add_size(len(content))
            self.note_change(request)

    def set_model_request(
        self, request: RecordedRequest, api: ModelAPI, model: str, previous: Conversation | None
    ) -> None:
        """Set that a request is a valid one to a model, unless it has been dropped."""
        if self._is_recorded(request):
            request.api, request.model, request.previous = api, model, previous
            self._add_size(previous.size if previous else 0)
            self.note_change(request)

    def start_response(self, request: RecordedRequest, status: int, headers: Headers) -> None:
        """Set the status of the response, and its headers unless the request has been dropped."""
        request.status = status
        if self._is_recorded(request):
            request.response = SentResponse(status, headers)
            self.note_change(request)

    def add_chunk(self, request: RecordedRequest, seconds: float, chunk: bytes, *, is_end: bool) -> None:
        """Record a chunk of the response, sent so many seconds after the request, unless it has been dropped."""
        response = request.response
        if response is not None and self._is_recorded(request):
            self._add_size(response.add(seconds, chunk))
            response.is_complete = response.is_complete or is_end

    def note_change(self, request: RecordedRequest) -> None:
        """Number a change of a request."""
        self.changes += 1
        request.change = self.changes

    def clear(self) -> None:
        """Remove all requests."""
        self._by_number.clear()
        self._size = 0
        self.changes += 1

    def _is_recorded(self, request: RecordedRequest) -> bool:
        return self._by_number.get(request.number) is request

    def _add_size(self, size: int) -> None:
        """Count bytes, and drop the oldest requests if there are too many."""
        self._size += size
        while self._by_number and (len(self._by_number) > MAX_RECORDED or self._size > MAX_RECORDED_BYTES):
            _, dropped = self._by_number.popitem(last=False)
            self._size -= dropped.size


def redact_headers(headers: Headers) -> dict[str, str]:
    """Return ASGI headers as text, with credentials replaced by `***`."""
    return {
        name.decode("latin-1"): "***" if name.lower() in SECRET_HEADERS else value.decode("latin-1")
        for name, value in headers
    }


def credentials_in(headers: Headers) -> list[str]:
    """Return the credentials in ASGI headers: the values of those that may have some, and the parts of these."""
    values = [value.decode("latin-1") for name, value in headers if name.lower() in SECRET_HEADERS]
    parts = [part for value in values for part in (value, *value.split())]
    return [part for part in parts if part.lower() not in _SCHEMES]
