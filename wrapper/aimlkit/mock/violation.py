"""A violation: something in an exchange that the contract does not allow."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from aimlkit.mock.json_types import JsonObject

Direction: TypeAlias = Literal["request", "response"]


@dataclass(frozen=True)
class Violation:
    """Something in an exchange that the contract does not allow. Nothing in it is a value from the exchange."""

    direction: Direction
    schema_path: str  # such as `chat.completions/response/choices[]/message`
    rule: str  # the keyword of JSON Schema, or what is checked instead
    sample: str  # the value, redacted
    action: JsonObject | None  # of the overlay, which would allow the value; None if there is none
