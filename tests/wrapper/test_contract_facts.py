"""The facts of the API that the wrapper needs are in the generated code; a failure names the missing one.

The facts reach the generated code by extensions of the contract, which the overlay sets. If a document
renames a property (such as `usd_spent`), the extension is lost with it, and these checks fail.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aimlkit_api import headers, operations
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, ERROR_FIELDS, VALUES
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, needs

Json = Any

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)


def missing_facts(operations: Json, headers: Json) -> list[str]:
    """Return the facts that two generated modules lack, by name."""
    facts: dict[str, object] = {}
    for spec in operations.OPERATIONS.values():
        facts[f"{spec.id}: the class of the response"] = spec.response
        if spec.method != "POST":
            continue
        facts[f"{spec.id}: the path to the cost (x-role: cost-usd)"] = spec.cost_path
        facts[f"{spec.id}: the path to the credits (x-role: credits)"] = spec.credits_path
        facts[f"{spec.id}: the path to the output format (x-output-format)"] = spec.output_format_path
        facts[f"{spec.id}: the data of the event that ends a stream (a const)"] = spec.end_of_stream
        facts[f"{spec.id}: the class of the events"] = spec.event
        facts[f"{spec.id}: the models"] = spec.models
        facts[f"{spec.id}: the parameters of openai-python (x-openai-parameters)"] = spec.openai_parameters
    facts["the options of openai-python's client (x-openai-client-options)"] = (
        operations.OPENAI_CLIENT_OPTIONS
    )
    chat_padding = operations.CREATE_CHAT_COMPLETION.stream_padding
    facts["createChatCompletion: the padding of a stream (x-stream-padding)"] = chat_padding
    facts["createResponse: the terminal events (x-terminal)"] = operations.CREATE_RESPONSE.terminal_events
    facts["createResponse: the accumulations (x-accumulates)"] = operations.CREATE_RESPONSE.accumulations
    facts["listModels: the list (x-list)"] = operations.LIST_MODELS.listing
    facts["PriceUnit: the tokens of a measure (x-token-measures)"] = operations.TOKEN_MEASURES
    for role, values in operations.VALUES._asdict().items():
        facts[f"the values of a {role} (x-value-roles)"] = values
    for field, name in operations.ERROR_FIELDS._asdict().items():
        facts[f"Error: the field of the {field} (x-role)"] = name
    for constant in (
        *("INFERENCE_ID", "REQUEST_ID_HEADERS", "CLIENT_REQUEST_ID", "CLIENT_REQUEST_ID_MAX_LENGTH"),
        *("CLIENT_REQUEST_ID_PATTERN", "COST_USD", "CREDITS"),
        *("RETRY_AFTER", "RETRY_AFTER_MILLISECONDS", "SHOULD_RETRY", "ETAG", "IF_NONE_MATCH"),
    ):
        facts[f"x-headers: {constant}"] = getattr(headers, constant)
    return [fact for fact, value in facts.items() if not value]


def test_generated_code_has_all_facts() -> None:
    assert missing_facts(operations, headers) == []


def test_operations_have_the_facts_that_the_wrapper_was_written_for() -> None:
    for spec in (CREATE_CHAT_COMPLETION, CREATE_RESPONSE):
        assert spec.cost_path == ("meta", "usage", "usd_spent")
        assert spec.end_of_stream == "[DONE]"
    assert CREATE_CHAT_COMPLETION.output_format_path == ("response_format",)
    assert CREATE_RESPONSE.output_format_path == ("text", "format")
    assert ERROR_FIELDS._asdict() == {
        "message": "message",
        "path": "path",
        "request_id": "requestId",
        "status": "statusCode",
        "timestamp": "timestamp",
    }


def test_terminal_events_and_accumulations_are_events_of_the_contract() -> None:
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    event_types = {
        schema["properties"]["type"].get("const")
        for schema in contract["components"]["schemas"].values()
        if isinstance(schema.get("properties", {}).get("type"), dict)
    }
    assert event_types >= CREATE_RESPONSE.terminal_events
    assert event_types >= {*CREATE_RESPONSE.accumulations}


def test_words_that_the_wrapper_compares_with_are_in_the_contract() -> None:
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    schemas = contract["components"]["schemas"]
    finish_reasons = schemas["ChatCompletionChoice"]["properties"]["finish_reason"]["x-extensible-enum"]
    assert {"length", "content_filter"} <= {*finish_reasons}
    assert "completed" in schemas["Response"]["properties"]["status"]["x-extensible-enum"]
    terminal_events = {"response.completed", "response.failed", "response.incomplete"}
    assert terminal_events <= CREATE_RESPONSE.terminal_events


def test_fields_that_the_accumulator_reads_are_in_the_events() -> None:
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    by_type = {
        schema["properties"]["type"].get("const"): schema["properties"]
        for schema in contract["components"]["schemas"].values()
        if isinstance(schema.get("properties", {}).get("type"), dict)
    }
    for event_type, accumulation in CREATE_RESPONSE.accumulations.items():
        index = {f"{accumulation.list}_index"} if accumulation.list else set[str]()
        assert by_type[event_type].keys() >= {"output_index", "item_id", "delta", *index}, event_type
        assert by_type[accumulation.done_event].keys() >= {"output_index", accumulation.field}, event_type
    assert "item" in by_type["response.output_item.added"]
    for event_type in CREATE_RESPONSE.terminal_events:
        assert "response" in by_type[event_type], event_type


# --- a fact that is lost is named ---


def remove_extension(name: str, value: str | None = None) -> Callable[[Json], None]:
    """Return an edit of a contract that removes an extension wherever it is, or has this value."""

    def edit(node: Json) -> None:
        if isinstance(node, dict):
            if name in node and value in (None, node[name]):
                del node[name]
            for inner in node.values():
                edit(inner)
        elif isinstance(node, list):
            for inner in node:
                edit(inner)

    return edit


PRINT_MISSING_FACTS = """
import json, sys
from aimlkit_api import headers, operations
from tests.wrapper.test_contract_facts import missing_facts
print(json.dumps(missing_facts(operations, headers)))
"""


@pytest.mark.parametrize(
    ("edits", "missing"),
    [
        (
            [
                remove_extension("x-role", "cost-usd"),
                remove_extension("x-role", "error-message"),
                remove_extension("x-terminal"),
            ],
            ["cost-usd", "x-terminal", "field of the message"],
        ),
        (
            [
                remove_extension("x-headers"),
                remove_extension("x-output-format"),
                remove_extension("x-accumulates"),
                remove_extension("x-list"),
                remove_extension("x-token-measures"),
                remove_extension("x-openai-parameters"),
                remove_extension("x-openai-client-options"),
                remove_extension("x-stream-padding"),
            ],
            [
                *("x-headers", "x-output-format", "x-accumulates", "x-list", "x-token-measures"),
                *("x-openai-parameters", "x-openai-client-options", "x-stream-padding"),
            ],
        ),
    ],
    ids=["roles", "keywords"],
)
def test_missing_fact_is_named(
    tmp_path: Path, edits: list[Callable[[Json], None]], missing: list[str]
) -> None:
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    for edit in edits:
        edit(contract)
    edited = tmp_path / "contract.json"
    edited.write_text(json.dumps(contract), encoding="utf-8")
    generate(edited, tmp_path / "generated")
    run = subprocess.run(
        [sys.executable, "-c", PRINT_MISSING_FACTS],
        env={"PYTHONPATH": f"{tmp_path / 'generated'}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    facts = json.loads(run.stdout)
    assert facts
    for name in missing:
        assert any(re.search(name, fact) for fact in facts), f"{name} is not named in {facts}"
    for fact in facts:
        assert any(re.search(name, fact) for name in missing), f"{fact} was not removed"


#: Values that the contract states, and that have no other meaning in the wrapper.
API_VALUES = {value for values in VALUES for value in values} - {"error", "USD"}


def test_wrapper_has_no_value_of_the_contract_in_its_code() -> None:
    folder = ROOT / "wrapper" / "aimlkit"
    generated = [folder / "resources" / f"{name}.py" for name in ("chat_completions", "responses", "models")]
    summary = folder / "bulk" / "_summary.py"  # It counts the requests that failed.
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        if {folder / "mock", folder / "types"} & {*path.parents} or path in [*generated, summary]:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in API_VALUES:
                found.add(f"{path.name}:{node.lineno}: {node.value}")
    assert found == set()


def test_values_are_those_of_the_contract(tmp_path: Path) -> None:
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    status = contract["components"]["schemas"]["Response"]["properties"]["status"]
    status["x-value-roles"] = {"complete": ["finished", "done"], "free": "no list"}
    (tmp_path / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    generate(tmp_path / "contract.json", tmp_path)
    code = (tmp_path / "aimlkit_api" / "operations.py").read_text(encoding="utf-8")
    assert 'complete=frozenset(["done", "finished"])' in code
    assert "free=frozenset([])" in code
