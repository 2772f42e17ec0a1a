"""The differences between the APIs of models, for rules and the window: reading a request, writing and reading a reply."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from aimlkit.mock.contract import ServedOperation
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.model_request import ModelRequest
from aimlkit.mock.responded_output import RespondedOutput


class ModelAPI(Protocol):
    """An API whose responses a model writes."""

    @property
    def name(self) -> str:
        """The name of the API in rules."""
        ...

    @property
    def conversation_fields(self) -> Collection[str]:
        """The fields of a request that `read_request` reads into messages, tools and model; others are parameters."""
        ...

    def previous_response_id(self, fields: JsonObject) -> str | None:
        """Return the id of the stored response that a request continues; None if there is none."""
        ...

    def read_request(
        self, fields: JsonObject, previous_items: Sequence[JsonObject], headers: Mapping[str, str]
    ) -> ModelRequest:
        """Return the request in the fields of a valid body; `previous_items` are those of the stored conversation."""
        ...

    def read_response(self, response: JsonObject) -> RespondedOutput:
        """Return the output in a response, in which any field may be missing."""
        ...

    def read_events(self, events: Sequence[JsonObject], operation: ServedOperation) -> RespondedOutput:
        """Return the output in the events of a stream, which may end early."""
        ...

    def sample_responses(
        self, mock_response: MockResponse, model: str, operation: ServedOperation
    ) -> Iterator[tuple[JsonObject, bool]]:
        """Yield a response with the output of `mock_response`, then the events of its stream.

        Each is a pair with True if it is an event. They are not adapted to the contract: the caller checks them.
        """
        ...
