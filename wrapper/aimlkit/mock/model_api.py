"""The differences between the APIs of models, for rules: reading a request, and writing a reply."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from aimlkit.mock.contract import ServedOperation
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.model_request import ModelRequest


class ModelAPI(Protocol):
    """An API whose responses a model writes."""

    @property
    def name(self) -> str:
        """The name of the API in rules."""
        ...

    def previous_response_id(self, fields: JsonObject) -> str | None:
        """Return the id of the stored response that a request continues; None if there is none."""
        ...

    def read_request(
        self, fields: JsonObject, previous_items: Sequence[JsonObject], headers: Mapping[str, str]
    ) -> ModelRequest:
        """Return the request in the fields of a valid body; `previous_items` are those of the stored conversation."""
        ...

    def sample_responses(
        self, mock_response: MockResponse, model: str, operation: ServedOperation
    ) -> Iterator[tuple[JsonObject, bool]]:
        """Yield a response with the output of `mock_response`, then the events of its stream.

        Each is a pair with True if it is an event. They are not adapted to the contract: the caller checks them.
        """
        ...
