"""The contract that is built, whatever the sources: validity, names, references and descriptions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.common.documents import dump
from scripts.common.sources import read_sources
from scripts.contract.fold import fold
from scripts.contract.overlay import read_overlay
from scripts.contract.schemas import children, is_object
from tests.conftest import ROOT

Json = Any
CONTRACT = ROOT / "openapi" / "contract.json"
DOCUMENT: Json = json.loads(CONTRACT.read_bytes())
OPERATIONS: list[Json] = [operation for item in DOCUMENT["paths"].values() for operation in item.values()]
SCHEMAS: Json = DOCUMENT["components"]["schemas"]


def every_schema() -> Iterator[tuple[str, Json]]:
    """Yield every schema under components, the named ones and those inside them, with its location."""
    ahead = [(name, schema) for name, schema in SCHEMAS.items()]
    while ahead:
        where, schema = ahead.pop()
        yield where, schema
        ahead += [("/".join([where, *map(str, steps)]), child) for steps, child in children(schema)]


def test_contract_is_valid_openapi_3_1() -> None:
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_openapi_python_client_accepts_the_contract_without_warnings(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "openapi_python_client",
        "generate",
        "--path",
        str(CONTRACT),
        "--meta",
        "none",
    ]
    bin_folder = str(Path(sys.executable).parent)
    result = subprocess.run(
        [*command, "--output-path", str(tmp_path / "stock"), "--fail-on-warning"],
        env={**os.environ, "PATH": os.pathsep.join([bin_folder, os.environ["PATH"]])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "arning" not in result.stdout + result.stderr


def test_contract_grows_by_a_bounded_size_for_each_source() -> None:
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    bodies = [operation for operation in OPERATIONS if "requestBody" in operation]
    # The responses of an operation are described once, the requests of each source may differ.
    assert len(CONTRACT.read_bytes()) <= 50_000 + 120_000 * len(bodies) + 25_000 * len(sources)
    assert len(SCHEMAS) <= 20 + 160 * len(bodies) + 25 * len(sources)


def test_contract_is_written_as_dump_writes_it() -> None:
    assert CONTRACT.read_bytes() == dump(DOCUMENT)


def test_schema_names_are_unique_regardless_of_case() -> None:
    assert len({name.casefold() for name in SCHEMAS}) == len(SCHEMAS)


def test_every_object_schema_is_named() -> None:
    inline = [where for where, schema in every_schema() if "/" in where and is_object(schema)]
    assert inline == []


def test_no_two_schemas_are_equal() -> None:
    final = fold(SCHEMAS, SCHEMAS)
    assert {name: target for name, target in final.items() if name != target} == {}


def test_references_resolve_and_every_schema_is_used() -> None:
    text = json.dumps(DOCUMENT)
    named = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert named == set(SCHEMAS)


def test_errors_and_security_are_documented() -> None:
    assert DOCUMENT["security"] == [{"access-token": []}]
    for operation in OPERATIONS:
        assert set(operation["responses"]) == {
            *["200", "400", "401", "403", "404", "405", "429", "500", "502", "503", "504"],
            *(["413", "415"] if "requestBody" in operation else []),
            *(["304"] if operation["operationId"] == "listModels" else []),
        }
    without_key = [each["operationId"] for each in OPERATIONS if each.get("security") == []]
    assert set(without_key) <= {"listModels"}
    assert set(SCHEMAS["Error"]["properties"]) == {"message", "path", "requestId", "statusCode", "timestamp"}


def test_counts_indices_and_times_are_integers() -> None:
    names = re.compile(r"created(_at)?|.*index|sequence_number|.*_tokens|expires_at|n|seed")
    wrong = [
        where
        for where, schema in every_schema()
        if names.fullmatch(where.split("/")[-1]) and "number" in json.dumps(schema.get("type", ""))
    ]
    assert wrong == []


def test_every_action_of_the_overlay_has_a_reason() -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    assert len(overlay.actions) > 10
    assert all(len(action.reason) > 10 for action in overlay.actions)


def test_descriptions_are_those_of_the_overlay() -> None:
    descriptions = read_overlay(ROOT / "openapi" / "overlay.yaml").descriptions
    ours = {
        *descriptions.values(),
        *re.findall(r"description: (.+)", (ROOT / "openapi" / "overlay.yaml").read_text()),
    }
    described = {schema["description"] for _, schema in every_schema() if "description" in schema}
    assert described <= ours


def test_operations_are_described() -> None:
    assert all(operation["summary"] and operation["description"] for operation in OPERATIONS)
    parameters = [each for operation in OPERATIONS for each in operation.get("parameters", [])]
    assert len(parameters) >= len([operation for operation in OPERATIONS if "requestBody" in operation])
    assert all(parameter["description"] for parameter in parameters)


def test_contract_lists_the_response_headers_that_clients_read() -> None:
    assert DOCUMENT["x-headers"] == {
        "inference-id": "x-inference-id",
        "request-id": ["x-request-id", "request-id", "x-amzn-requestid", "cf-ray"],
        "client-request-id": "x-client-request-id",
        "cost-usd": "x-aimlapi-usd-spent",
        "credits": "x-aimlapi-credits-used",
        "retry-after": "retry-after",
        "retry-after-milliseconds": "retry-after-ms",
        "should-retry": "x-should-retry",
        "etag": "etag",
        "if-none-match": "if-none-match",
    }


def test_every_response_documents_the_headers_that_trace_it() -> None:
    for operation in (item["post"] for item in DOCUMENT["paths"].values() if "post" in item):
        headers = operation["responses"]["200"]["headers"]
        assert sorted(headers) == [
            *("X-AIMLAPI-Credits-Used", "X-AIMLAPI-USD-Spent"),
            *("X-Client-Request-Id", "X-Inference-Id"),
        ]
        named = {
            name: DOCUMENT["components"]["headers"][each["$ref"].rpartition("/")[2]]
            for name, each in headers.items()
        }
        assert [name for name, header in named.items() if header.get("required")] == ["X-Inference-Id"]
        [parameter] = operation["parameters"]
        assert (parameter["name"], parameter["in"]) == ("X-Client-Request-Id", "header")
        assert parameter["schema"] == named["X-Client-Request-Id"]["schema"]
    for response in DOCUMENT["components"]["responses"].values():
        assert {"X-Inference-Id", "X-Client-Request-Id"} <= response["headers"].keys()
