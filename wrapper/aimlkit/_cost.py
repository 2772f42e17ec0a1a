"""The cost of a response: in its JSON, in the last event of its stream, or in its headers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from attrs import frozen

from aimlkit._json import is_one_of
from aimlkit_api.headers import COST_USD, CREDITS
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, OPERATIONS, VALUES
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aimlkit_api.operations import OperationSpec

#: The first operation whose responses state a cost: those of operations that the client does not implement are read as
#: its responses are.
COST_SPEC = next(
    (spec for spec in (CREATE_CHAT_COMPLETION, *OPERATIONS.values()) if spec.cost_path is not None),
    CREATE_CHAT_COMPLETION,
)
#: No response costs this many dollars; a larger number is an error of the server.
_IMPLAUSIBLE_COST_USD = 1e9


@frozen
class Cost:
    """The cost of a response, as far as the server states it."""

    usd: float | None = None
    credits: float | None = None

    @property
    def is_complete(self) -> bool:
        """True if the cost is known both in US dollars and in credits."""
        return self.usd is not None and self.credits is not None

    def completed_by(self, other: Cost) -> Cost:
        """Return this cost, with the amounts of `other` where it has none."""
        usd = other.usd if self.usd is None else self.usd
        return Cost(usd, other.credits if self.credits is None else self.credits)


UNKNOWN_COST = Cost()


def cost_in(response: Model | Mapping[str, object], spec: OperationSpec) -> Cost:
    """Return the cost in the JSON of a response, or of an event or error, to a request for the operation `spec`."""
    usd = _number_at(response, spec.cost_path)
    credits_used = _number_at(response, spec.credits_path)
    return _plausible(usd, credits_used)


def cost_in_headers(headers: Mapping[str, str]) -> Cost:
    """Return the cost in the headers of a response."""
    return _plausible(_number(headers.get(COST_USD)), _number(headers.get(CREDITS)))


def is_free(response: Model) -> bool:
    """Return whether a response that states no cost has none: the provider charges nothing for a failed one."""
    return is_one_of(response.__dict__.get("status"), VALUES.free)


def _plausible(usd: float | None, credits_used: float | None) -> Cost:
    """Return the cost without numbers that no cost has: negative and infinite ones, and NaN."""
    if usd is not None and not 0 <= usd < _IMPLAUSIBLE_COST_USD:
        usd = None
    if credits_used is not None and not 0 <= credits_used < math.inf:
        credits_used = None
    return UNKNOWN_COST if usd is None and credits_used is None else Cost(usd, credits_used)


def _number_at(response: object, path: Sequence[str] | None) -> float | None:
    """Return the number at a path of property names in a response; None if there is none.

    Objects on the path are models, or, in an error or a field that is not documented, dictionaries.
    """
    value: object = response
    for name in path or ():
        match value:
            case Model():
                value = value.__dict__.get(name)
            case dict():
                value = cast("dict[str, object]", value).get(name)
            case _:
                return None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _number(text: str | None) -> float | None:
    """Return the number in a header; None if there is none."""
    if text is None:
        return None
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return None
