"""The mock as a part of the package: imports, requirements, the pytest plugin."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import aimlkit.mock
from aimlkit.mock import MockServer
from aimlkit.mock.contract import packaged_contract
from aimlkit_api.operations import OPERATIONS
from tests.models import RESPONSES_MODEL, RESPONSES_OPERATION, require

HERE = Path(aimlkit.mock.__file__).parent


def run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_client_does_not_import_the_mock() -> None:
    run("import sys, aimlkit; assert not [n for n in sys.modules if n.startswith('aimlkit.mock')]")


def test_plugin_imports_nothing_but_pytest() -> None:
    run(
        "import sys; import aimlkit.mock.plugin\n"
        "assert not {'starlette', 'uvicorn', 'jsonschema_rs'} & sys.modules.keys()"
    )


def test_public_names_are_imported_on_first_use() -> None:
    assert all(getattr(aimlkit.mock, name) for name in aimlkit.mock.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        aimlkit.mock.nothing  # noqa: B018


def test_mock_imports_only_requirements_of_its_extra() -> None:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in HERE.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    third_party = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names
    assert third_party == {
        "aimlkit",
        "anyio",
        "httpx",  # of the client
        "jsonschema_rs",
        "orjson",
        "pytest",
        "ruamel",
        "starlette",
        "uvicorn",
    }


def test_mock_serves_every_operation_of_the_contract(aimlkit_mock: MockServer) -> None:
    operations = {(operation.method.upper(), operation.path) for operation in packaged_contract().operations}
    assert operations == {(spec.method, spec.path) for spec in OPERATIONS.values()}
    assert aimlkit_mock.base_url == aimlkit_mock.url + "/v1"


SUITE = f"""
import httpx
from aimlkit.mock import MockResponse

def create_response(server):
    body = {{"model": {RESPONSES_MODEL!r}, "input": "Hi"}}
    headers = {{"Authorization": "Bearer " + server.key}}
    return httpx.post(server.base_url + "/responses", json=body, headers=headers)

def test_one(aimlkit_mock):
    aimlkit_mock.enqueue(MockResponse(text="One."), MockResponse(text="Two."))
    assert create_response(aimlkit_mock).json()["output_text"] == "One."
    assert aimlkit_mock.requests[0].body["input"] == "Hi"

def test_two(aimlkit_mock):
    assert not aimlkit_mock.requests
    assert "mock" in create_response(aimlkit_mock).json()["output_text"]
"""


def test_fixture_works_in_another_test_suite(tmp_path: Path) -> None:
    require(RESPONSES_OPERATION)
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "2 passed" in done.stdout, done.stdout + done.stderr
