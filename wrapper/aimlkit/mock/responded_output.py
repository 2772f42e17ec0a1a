"""The output of a model in a response, in a form common to both APIs: for people who look at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.model_request import Message


@dataclass(frozen=True, slots=True)
class RespondedOutput:
    """The messages that a model wrote, one for each choice, and their usage; None if the response has none."""

    messages: Sequence[Message]
    usage: JsonObject | None
