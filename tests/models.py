"""The models of the contract: tests take their models from here, because the sources may have any models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from aimlkit import models as model_constants
from aimlkit.mock.contract import packaged_contract
from aimlkit_api.operations import OPERATIONS
from tests.committed import documents
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = Any

CHAT_OPERATION, RESPONSES_OPERATION = "createChatCompletion", "createResponse"
CATALOGUE_OPERATION, BALANCE_OPERATION = "listModels", "getBillingBalance"

_SCHEMA: Json = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
_FUNCTION: Json = {"name": "f", "parameters": _SCHEMA, "strict": True}
_HI: Json = [{"role": "user", "content": "Hi"}]

#: The fields of requests in tests, apart from the model.
_CHAT_FIELDS: Sequence[Json] = (
    {"messages": _HI},
    {"messages": [{"role": "developer", "content": "Hi"}]},
    {"messages": _HI, "stream": True, "stream_options": {"include_usage": True}},
    {"messages": _HI, "tools": [{"type": "function", "function": _FUNCTION}], "tool_choice": "required"},
    {
        "messages": _HI,
        "response_format": {"type": "json_schema", "json_schema": {"name": "f", "schema": _SCHEMA}},
    },
    {"messages": _HI, "reasoning_effort": "low"},
    {"messages": _HI, "max_completion_tokens": 20, "n": 2, "seed": 1, "stop": "a"},
)
_RESPONSES_FIELDS: Sequence[Json] = (
    {"input": "Hi"},
    {"input": _HI, "stream": True},
    {"input": "Hi", "tools": [{"type": "function", **_FUNCTION}], "tool_choice": "required"},
    {"input": "Hi", "text": {"format": {"type": "json_schema", "name": "f", "schema": _SCHEMA}}},
    {"input": "Hi", "reasoning": {"effort": "high", "summary": "auto"}},
    {
        "input": "Hi",
        "max_output_tokens": 20,
        "store": True,
        "previous_response_id": "r",
        "instructions": "Hi",
    },
    {"input": [{"type": "reasoning", "id": "r", "summary": []}], "include": ["reasoning.encrypted_content"]},
)


def _skip(reason: str) -> NoReturn:
    """Skip the test, or its module, because of the sources; fail if these are the committed ones, which skip none."""
    if documents.are_the_sources(ROOT / "openapi" / "sources.toml"):
        pytest.fail(reason)
    pytest.skip(reason, allow_module_level=True)


def require(operation_id: str) -> None:
    """Skip the test if the contract has no such operation, because no source has it."""
    if operation_id not in OPERATIONS:
        _skip(f"no source has the operation {operation_id}")


def require_cost(operation_id: str) -> None:
    """Skip the test if the contract describes no cost in the responses of an operation."""
    require(operation_id)
    if OPERATIONS[operation_id].cost_path is None:
        _skip(f"no source describes a cost in the responses of {operation_id}")


def require_schemas(*names: str) -> None:
    """Skip the test if the contract lacks one of these schemas."""
    if missing := sorted({*names} - packaged_contract().document["components"]["schemas"].keys()):
        _skip(f"the contract has no schema {', '.join(missing)}")


def example_count() -> int:
    """Return the number of examples of requests for models of the contract, which the overlay has for some models."""
    contract = packaged_contract()
    count = 0
    for operation in contract.operations:
        described = contract.document["paths"][operation.path][operation.method.lower()]
        body: Json = described.get("requestBody", {}).get("content", {}).get("application/json", {})
        models = [example["value"].get("model") for example in body.get("examples", {}).values()]
        count += sum(model in operation.shapes for model in models)
    return count


def require_examples() -> None:
    """Skip the test if no operation of the contract has examples for its models."""
    if not example_count():
        _skip("no operation of the contract has examples for its models")


def require_properties(operation_id: str, request: Json) -> None:
    """Skip the test if requests to CHAT_MODEL or RESPONSES_MODEL lack one of the properties of `request`."""
    require(operation_id)
    model = CHAT_MODEL if operation_id == CHAT_OPERATION else RESPONSES_MODEL
    operation = next(each for each in packaged_contract().operations if each.id == operation_id)
    if missing := sorted({*request} - operation.shapes[model].properties.keys()):
        _skip(f"no source has these properties of requests: {', '.join(missing)}")


def require_models_in(program: str) -> None:
    """Skip the test if a program, or a page with programs, needs an API or a model that no source has."""
    for pattern, operation_id in (
        (r"\bchat\.", CHAT_OPERATION),
        (r"\bresponses\.|\bimport .*\bResponse\b", RESPONSES_OPERATION),
        (r"\baimlkit models\b", CATALOGUE_OPERATION),
    ):
        if re.search(pattern, program):
            require(operation_id)
    named = re.findall(r'(?:\bmodel=|"model": )"([^"]+)"', program)
    named += re.findall(r"\{model: ([^,}]+)", program)  # the conditions of a rule, in YAML
    for names in re.findall(r"^from aimlkit\.models import (.+)$", program, re.MULTILINE):
        named += [getattr(model_constants, name, name) for name in names.split(", ")]
    if missing := sorted({*named} - {*MODELS}):
        _skip(f"no source has the models of the program: {', '.join(missing)}")


def needs(*operation_ids: str) -> pytest.MarkDecorator:
    """Return a marker that skips a test, or a module of tests, if no source has one of the operations."""
    missing = [operation_id for operation_id in operation_ids if operation_id not in OPERATIONS]
    return pytest.mark.skipif(bool(missing), reason=f"no source has the operation {', '.join(missing)}")


def models_of(operation_id: str) -> list[str]:
    """Return the models of an operation; none if the contract has no such operation."""
    return [*OPERATIONS[operation_id].models] if operation_id in OPERATIONS else []


def aliases_of(model: str) -> list[str]:
    """Return the aliases of a model in the catalogue of the mock: its name without the developer, if no other has it."""
    developer, _, short_name = model.rpartition("/")
    return [short_name] if developer and short_name not in MODELS else []


def models_that_take(operation_id: str, fields: Json) -> list[str]:
    """Return the models of an operation whose requests accept these fields with these values."""
    return [
        model
        for operation in packaged_contract().operations
        if operation.id == operation_id
        for model, shape in operation.shapes.items()
        if fields.keys() <= shape.properties.keys() and shape.validator.is_valid({"model": model, **fields})
    ]


def optional_nulls(operation_id: str, request: Json) -> list[str]:
    """Return the properties of the messages or items of a valid request that are null and could be left out."""
    operation = next(each for each in packaged_contract().operations if each.id == operation_id)
    validator = operation.shapes[request["model"]].validator
    found: list[str] = []
    lists = {name: items for name, items in request.items() if isinstance(items, list)}
    for name, items in lists.items():
        objects = {number: item for number, item in enumerate(items) if isinstance(item, dict)}
        for number, item in objects.items():
            for key in [key for key, value in item.items() if value is None]:
                without = {field: value for field, value in item.items() if field != key}
                changed = [*items[:number], without, *items[number + 1 :]]
                if validator.is_valid({**request, name: changed}):
                    found.append(f"{name}/{number}/{key}")
    return found


def model_that_takes(operation_id: str, fields: Json) -> str:
    """Return the first model whose requests accept these fields; skip the test if there is none."""
    models = models_that_take(operation_id, fields)
    if not models:
        _skip(f"no model of the contract takes these fields: {', '.join(fields)}")
    return models[0]


def _most_able_model(operation_id: str, requests: Sequence[Json]) -> str:
    """Return the model that accepts most of the requests; the first one if several accept as many.

    If the contract lacks the operation, its tests are skipped, so the name of the model does not matter.
    """
    able = [model for fields in requests for model in models_that_take(operation_id, fields)]
    return max(models_of(operation_id), key=able.count, default="no model")


CHAT_MODELS = models_of(CHAT_OPERATION)
RESPONSES_MODELS = models_of(RESPONSES_OPERATION)
#: All models, in the order of the catalogue.
MODELS = [*dict.fromkeys([*CHAT_MODELS, *RESPONSES_MODELS])]

#: The models for requests in tests: those that accept most of the fields above.
CHAT_MODEL = _most_able_model(CHAT_OPERATION, _CHAT_FIELDS)
RESPONSES_MODEL = _most_able_model(RESPONSES_OPERATION, _RESPONSES_FIELDS)

#: The models whose input may have reasoning items. Other models do not reason, and return no such items.
REASONING_MODELS = models_that_take(
    RESPONSES_OPERATION, {"input": [{"type": "reasoning", "id": "r", "summary": []}]}
)
