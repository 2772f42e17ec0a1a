# Generated from contract.json. Do not edit.
"""What a request for one model cannot have, although a request for another model can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class UnsupportedValues(NamedTuple):
    """The strings that a place in a request cannot have, although requests for other models have them there."""

    values: frozenset[str]
    objects: Mapping[str, UnsupportedValues]
    """Those in the properties of objects at this place, or in an array there, by property."""


class RequestShape(NamedTuple):
    """What the requests for some models cannot have."""

    parameters: frozenset[str]
    """The parameters that only requests for other models have."""
    values: Mapping[str, UnsupportedValues]
    """The values that only requests for other models have, by parameter."""


def _shape_0_0() -> RequestShape:
    return RequestShape(
        frozenset([]),
        {
            "input": UnsupportedValues(
                frozenset([]),
                {
                    "content": UnsupportedValues(
                        frozenset([]),
                        {
                            "type": UnsupportedValues(frozenset(["input_image"]), {}),
                        },
                    ),
                    "status": UnsupportedValues(frozenset(["failed", "searching"]), {}),
                    "type": UnsupportedValues(frozenset(["web_search_call"]), {}),
                },
            ),
            "tools": UnsupportedValues(
                frozenset([]),
                {
                    "type": UnsupportedValues(
                        frozenset(["web_search_preview", "web_search_preview_2025_03_11"]), {}
                    ),
                },
            ),
        },
    )


def _shape_0_1() -> RequestShape:
    return RequestShape(
        frozenset([]),
        {},
    )


#: Functions that return the request shape of each model, by the ids of the operations that have several. A program needs
#: those of few models.
REQUEST_SHAPES: Mapping[str, Mapping[str, Callable[[], RequestShape]]] = {
    "createResponse": {
        "o3-mini": _shape_0_0,
        "openai/o3-pro": _shape_0_1,
    },
}
