"""Placeholders: names that the client uses and the contract does not have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.generate.client_names import missing_names, names_in_client
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.generate.conftest import run_program

CLIENT = ROOT / "wrapper" / "aimlkit"


@pytest.fixture(scope="module")
def only_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the package of a contract whose only operation has no body."""
    folder = tmp_path_factory.mktemp("placeholders")
    document = json.loads((ROOT / "openapi" / "contract.json").read_bytes())
    response = {
        "description": "ok",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
    }
    operation = {"operationId": "readThing", "tags": ["things"], "responses": {"200": response}}
    thing = {"type": "object", "properties": {"id": {"type": "string"}}}
    document["paths"] = {"/v1/things": {"get": operation}}
    document["components"]["schemas"] = {"Thing": thing, "Error": document["components"]["schemas"]["Error"]}
    contract = folder / "contract.json"
    contract.write_text(json.dumps(document), encoding="utf-8")
    generate(contract, folder / "out")
    return folder / "out"


def test_names_in_client_are_those_that_its_modules_import_or_access() -> None:
    names = names_in_client()
    assert {"ChatCompletion", "ChoiceDelta", "ResponseOutputText"} <= names["models"]
    assert {"CREATE_CHAT_COMPLETION", "CREATE_RESPONSE", "LIST_MODELS"} <= names["operations"]
    assert "OperationSpec" not in names["operations"]
    assert missing_names("params", names["params"]) == []
    assert missing_names("params", ["Other"]) == sorted(names["params"])


def test_contract_with_all_names_has_no_placeholders() -> None:
    built = json.loads((ROOT / "openapi" / "contract.json").read_bytes())["paths"]
    has_all = {"/v1/chat/completions", "/v1/responses", "/v1/models"} <= built.keys()
    placeholders = ROOT / "generated" / PACKAGE / "models" / "placeholders.py"
    assert placeholders.exists() != has_all


def test_hand_written_modules_of_the_client_can_be_imported_without_their_operations(
    only_models: Path,
) -> None:
    modules = [
        ".".join(path.relative_to(CLIENT.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(CLIENT.rglob("*.py"))
        if "# Generated from" not in path.read_text(encoding="utf-8") and path.name != "__main__.py"
    ]
    program = f"""
import importlib
sys.path.insert(1, {str(CLIENT.parent)!r})
for module in {modules!r}:
    importlib.import_module(module)
from aimlkit_api import models, operations
print(models.Response.from_dict({{"x": 1}}).to_dict(), operations.CREATE_RESPONSE.models, list(operations.OPERATIONS))
"""
    output = run_program(program, only_models)
    assert output == "{'x': 1} () ['readThing']\n"
