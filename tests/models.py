"""The models of the contract that is built: tests take models from here and name none, as any may be among the sources."""

from __future__ import annotations

from typing import Any

import pytest

from aimlkit.mock.contract import packaged_contract
from aimlkit_api.operations import OPERATIONS

CHAT_OPERATION, RESPONSES_OPERATION = "createChatCompletion", "createResponse"


def models_of(operation_id: str) -> list[str]:
    """Return the models of an operation, in the order of the sources; none if the contract has no such operation."""
    return [*OPERATIONS[operation_id].models] if operation_id in OPERATIONS else []


CHAT_MODELS = models_of(CHAT_OPERATION)
RESPONSES_MODELS = models_of(RESPONSES_OPERATION)
#: All models, in the order of the catalogue.
MODELS = [*dict.fromkeys(model for spec in OPERATIONS.values() for model in spec.models)]

#: The model of most requests: the first one. Without the operation there are no such requests, so any name will do.
CHAT_MODEL = next(iter(CHAT_MODELS), "no model")
RESPONSES_MODEL = next(iter(RESPONSES_MODELS), "no model")


def aliases_of(model: str) -> list[str]:
    """Return the aliases of a model in the catalogue of the mock: its name without the developer, if no other has it."""
    developer, _, short_name = model.rpartition("/")
    return [short_name] if developer and short_name not in MODELS else []


def models_that_take(operation_id: str, fields: dict[str, Any]) -> list[str]:
    """Return the models of an operation whose requests may have these fields."""
    return [
        model
        for operation in packaged_contract().operations
        if operation.id == operation_id
        for model, shape in operation.shapes.items()
        if shape.validator.is_valid({"model": model, **fields})
    ]


def model_that_takes(operation_id: str, fields: dict[str, Any]) -> str:
    """Return the first model whose requests may have these fields; skip the test if there is none."""
    models = models_that_take(operation_id, fields)
    if not models:
        pytest.skip(f"no model of the contract takes these fields: {', '.join(fields)}")
    return models[0]
