"""GET /v1/models: the models that the contract knows, as a catalogue."""

from collections.abc import Iterable, Sequence

from aimlkit.mock import examples
from aimlkit.mock.contract import MockContract, ServedOperation, ValidRequest
from aimlkit.mock.cost import CREDITS_PER_DOLLAR, CREDITS_PER_TOKEN
from aimlkit.mock.http_response import HTTPResponse, json_response
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.state import MockState

TOKENS_PER_PRICE = 1_000_000


async def respond(
    request: ValidRequest, operation: ServedOperation, state: MockState, mock_response: MockResponse | None
) -> HTTPResponse:
    """Return the HTTP response: the models that the parameters select, with the sections that they name."""
    examples.raise_failure(mock_response)
    facts = operation.list_facts
    sections = facts.requested_sections(request.fields)
    models = [
        {name: value for name, value in model.items() if name not in facts.sections or name in sections}
        for model in catalogue(state.contract)
        if is_selected(model, operation, request.fields)
    ]
    return json_response({"object": "list", facts.items: models})


def catalogue(contract: MockContract) -> list[JsonObject]:
    """Return the models of all request schemas, with all sections."""
    operations: dict[str, ServedOperation] = {}
    for operation in contract.operations:
        for name in operation.shapes:
            operations.setdefault(name, operation)
    return [_model(name, operation, operations.keys()) for name, operation in operations.items()]


def is_selected(model: JsonObject, operation: ServedOperation, fields: JsonObject) -> bool:
    """Return whether a model has one of the values of each filter in the parameters; case does not matter."""
    return all(
        {value.casefold() for value in fields[parameter]}
        & {value.casefold() for path in paths for value in values_at(model, path.split("."))}
        for parameter, paths in operation.list_facts.filters.items()
        if parameter in fields
    )


def values_at(model: JsonObject, path: Sequence[str]) -> list[str]:
    """Return the text at a path of properties, or the texts of a list there."""
    *parents, name = path
    for parent in parents:
        model = model[parent]
    value: str | list[str] = model[name]
    return [value] if isinstance(value, str) else value


def _model(name: str, operation: ServedOperation, all_names: Iterable[str]) -> JsonObject:
    developer, _, short_name = name.rpartition("/")
    aliases = [short_name] if developer and short_name not in all_names else []
    price = CREDITS_PER_TOKEN * TOKENS_PER_PRICE / CREDITS_PER_DOLLAR
    rates = [
        {"name": "token", "measure": measure, "price": price, "per": TOKENS_PER_PRICE}
        for measure in ("input", "output")
    ]
    return {
        "id": name,
        "aliases": aliases,
        "type": f"openai/{'-'.join(operation.path.split('/')[2:])}",
        "info": {"name": short_name, "developer": developer or "mock", "contextLength": 200_000},
        "tags": ["playground:chat"],
        "modalities": {"input": ["text"], "output": ["text"]},
        "capabilities": ["streaming", "structured_output", "tools"],
        "pricing": {"kind": "fixed", "currency": "USD", "units": rates},
    }
