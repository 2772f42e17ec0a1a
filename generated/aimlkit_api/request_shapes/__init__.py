# Generated from contract.json. Do not edit.
"""The requests for each model: what they have, and what only those for other models have.

There is a module for each request shape, which is loaded with the first request for one of its models.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..operations import RequestObject


class ObjectProperties(NamedTuple):
    """The properties of the objects at one place in a request; of a union, of all of them together."""

    properties: frozenset[str]
    required: frozenset[str]
    """The properties that each of the objects requires."""
    lists: frozenset[str]
    """The properties that are an array in each of the objects with them."""
    is_closed: bool
    """True if none of the objects can have other properties."""


class UnsupportedValues(NamedTuple):
    """The strings that a place in a request cannot have, although requests for other models have them there."""

    values: frozenset[str]
    objects: Mapping[str, UnsupportedValues]
    """Those in the properties of objects at this place, or in an array there, by property."""


class RequestShape(NamedTuple):
    """The requests for some models."""

    parameters: frozenset[str]
    """The parameters that only requests for other models have."""
    values: Mapping[str, UnsupportedValues]
    """The values that only requests for other models have, by parameter."""
    objects: Mapping[str, ObjectProperties]
    """The objects in a request, by the properties that lead to them, with slashes between; the path of the request itself
    is empty."""
    request_objects: Mapping[str, RequestObject] | None = None
    """The objects in the request body, by property; None if the nulls to send are those of the operation."""


#: The module of each model's request shape, by the ids of the operations.
REQUEST_SHAPES: Mapping[str, Mapping[str, str]] = {
    "createChatCompletion": {
        "o3-mini": "chat_completion_create_params",
    },
    "createResponse": {
        "o3-mini": "o3_mini_response_create_params",
        "openai/o3-pro": "o3_pro_response_create_params",
    },
}


@cache
def request_shape(operation: str, model: str) -> RequestShape | None:
    """Return the request shape of a model; None if the contract does not name the model."""
    module = REQUEST_SHAPES.get(operation, {}).get(model)
    if module is None:
        return None
    shape: RequestShape = import_module(f".{module}", __name__).SHAPE
    return shape
