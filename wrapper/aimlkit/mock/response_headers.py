"""Checks of the headers of a response against those that the contract describes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jsonschema_rs import Draft202012Validator

from aimlkit.mock.contract import MockContract, ServedOperation
from aimlkit.mock.exchanges import Exchange
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.overlay_actions import removal
from aimlkit.mock.parameters import typed_value
from aimlkit.mock.redacted_samples import redacted_sample
from aimlkit.mock.violation import Violation


@dataclass(frozen=True)
class ResponseHeader:
    """A header that the contract describes for the responses of one status."""

    name: str
    path: Sequence[str]  # of its description in the contract
    is_required: bool
    types: Sequence[str]
    validator: Draft202012Validator

    def violations(self, exchange: Exchange, label: str) -> Iterator[Violation]:
        """Yield the violations of the header in a response; `label` is the schema path of the response."""
        schema_path = f"{label}/headers/{self.name}"
        expected = self.name.lower().encode()
        texts = [value.decode("latin-1") for name, value in exchange.headers if name.lower() == expected]
        if not texts and self.is_required and exchange.has_all_headers:
            action = removal([*self.path, "required"])
            yield Violation("response", schema_path, "required", "a response without it", action)
        for text in texts:
            value = typed_value(text.strip(), self.types)
            for error in self.validator.iter_errors(value):
                keyword = str(error.schema_path[-1])
                action = removal([*self.path, "schema", keyword])
                yield Violation("response", schema_path, keyword, redacted_sample(value), action)


def response_headers(contract: MockContract, operation: ServedOperation, status: str) -> list[ResponseHeader]:
    """Return the headers that the contract describes for a status of an operation."""
    response, location = _resolved(
        contract, ["paths", operation.path, operation.method.lower(), "responses", status]
    )
    described: list[ResponseHeader] = []
    for name in response.get("headers", {}):
        header, path = _resolved(contract, [*location, "headers", name])
        schema: JsonObject = contract.resolve(header.get("schema", {}))
        types: str | list[str] = schema.get("type", "string")
        described.append(
            ResponseHeader(
                name=name,
                path=path,
                is_required=header.get("required", False),
                types=[types] if isinstance(types, str) else types,
                validator=contract.validator(schema),
            )
        )
    return described


def _resolved(contract: MockContract, path: Sequence[str]) -> tuple[JsonObject, Sequence[str]]:
    """Return what is at a path of the contract, or what a reference there leads to; and where that is."""
    node = contract.document
    for step in path:
        node = node[step]
    if "$ref" not in node:
        return node, path
    steps = [step.replace("~1", "/").replace("~0", "~") for step in str(node["$ref"]).split("/")[1:]]
    return _resolved(contract, steps)
