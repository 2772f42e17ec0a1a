"""The types of the client: their packages and modules, the types at schema paths, and properties that no schema has."""

from __future__ import annotations

import ast
import copy
from pathlib import Path
from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.generate.api import read_api
from scripts.generate.client_types import type_at
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from scripts.generate.types import Literals, Named, Scalar
from tests.generate.conftest import command
from tests.generate.fixture import CONTRACT
from tests.generate.test_output import files_of, write

Json = Any


def with_types(types: Json) -> Json:
    return {**copy.deepcopy(CONTRACT), "x-openai-types": types}


def imports_of(source: bytes) -> dict[str, str]:
    """Return the names that a module imports, each with its origin."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def aliases_of(source: bytes) -> dict[str, str]:
    return {
        node.target.id: ast.unparse(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
    }


def types_of(folder: Path, contract: Json) -> dict[str, bytes]:
    """Generate the types of a contract and return their files."""
    generate(write(folder, contract), folder / "out", types=folder / "types")
    return files_of(folder / "types")


TYPES = {
    "": {"usage": {"CompletionUsage": "Usage"}},
    "chat": {
        "chat_completion": {"ChatCompletion": "ChatCompletion", "Choice": "ChatCompletionChoice"},
        "chat_completion_chunk": {"Choice": "ChatCompletionChoice"},
        "gone": {"Gone": "NoSuchSchema", "Lost": "chat.completions/response/no/such/path"},
        "parsed": {"Parsed": "ParsedMessage"},
    },
    "responses": {
        "response_input_param": {
            "InputItemParam": "responses/request/input[]",
            "ResponseInputParam": ["responses/request/input[]"],
        },
        "response_param": {"ResponseParam": "Response"},
    },
}


def test_types_are_in_the_packages_and_modules_of_openai_python(tmp_path: Path) -> None:
    files = types_of(tmp_path, with_types(TYPES))
    assert {*files} == {
        "__init__.py",
        "usage.py",
        "chat/__init__.py",
        "chat/chat_completion.py",
        "chat/chat_completion_chunk.py",
        "chat/parsed.py",
        "responses/__init__.py",
        "responses/response_input_param.py",
    }
    assert imports_of(files["usage.py"]) == {"CompletionUsage": f"{PACKAGE}.models.Usage"}
    assert imports_of(files["chat/chat_completion.py"]) == {
        "ChatCompletion": "aimlkit._models.ChatCompletion",
        "Choice": f"{PACKAGE}.models.ChatCompletionChoice",
    }
    assert imports_of(files["chat/parsed.py"]) == {"Parsed": "aimlkit._models.ParsedMessage"}
    aliases = aliases_of(files["responses/response_input_param.py"])
    assert aliases == {"ResponseInputParam": "list[params.InputItemParam]"}
    names = imports_of(files["responses/response_input_param.py"])
    assert names["InputItemParam"] == f"{PACKAGE}.params.InputItemParam"


def test_packages_export_the_names_of_one_module(tmp_path: Path) -> None:
    files = types_of(tmp_path, with_types(TYPES))
    names = imports_of(files["chat/__init__.py"])
    assert names["ChatCompletion"] == "aimlkit.types.chat.chat_completion.ChatCompletion"
    assert "Choice" not in names
    names = imports_of(files["__init__.py"])
    assert names["CompletionUsage"] == "aimlkit.types.usage.CompletionUsage"
    assert names["Usage"] == f"{PACKAGE}.models.Usage"
    assert names["InputItemParam"] == f"{PACKAGE}.params.InputItemParam"
    assert names["Response"] == "aimlkit._models.Response"
    assert names["Unknown"] == f"{PACKAGE}.types.Unknown"


def test_types_of_a_contract_without_names_of_openai_python(tmp_path: Path) -> None:
    assert [*types_of(tmp_path, CONTRACT)] == ["__init__.py"]


def test_type_at_schema_path(tmp_path: Path) -> None:
    api = read_api(write(tmp_path, CONTRACT))
    assert type_at("Usage", api) == Named("Usage")
    assert type_at("responses/request", api) == Named("ResponseCreateParams")
    assert type_at("responses/request/input[]", api) == Named("InputItem")
    assert type_at("chat.completions/response/choices[]", api) == Named("ChatCompletionChoice")
    assert type_at("chat.completions/response/choices[]/message/tool_calls[]/type", api) == Literals(
        ("'function'",)
    )
    assert type_at("chat.completions/response/usage/total_tokens", api) == Scalar("int")
    assert type_at("responses/response/output[]", api) == Named("OutputItem")
    assert type_at("responses/response/output[](message)", api) == Named("OutputMessage")
    assert type_at("responses/response/labels{}", api) == Named("Usage")
    for path in (
        "NoSuchSchema",
        "other/request",
        "responses/request/nothing",
        "responses/response/output[](nothing)",
    ):
        assert type_at(path, api) is None


@pytest.mark.parametrize(
    ("types", "where"),
    [
        ({"a/b": {"m": {"N": "Usage"}}}, "/a~1b/m/N"),
        ({"chat": {"../m": {"N": "Usage"}}}, "/chat/..~1m/N"),
        ({"chat": {"_m": {"N": "Usage"}}}, "/chat/_m/N"),
        ({"chat": {"m": {"class": "Usage"}}}, "/chat/m/class"),
        ({"chat": {"m": {"N": 5}}}, "/chat/m/N"),
        ({"chat": {"m": {"N": ["Usage", "Usage"]}}}, "/chat/m/N"),
    ],
)
def test_generate_error_for_a_type_that_cannot_be_written(tmp_path: Path, types: Json, where: str) -> None:
    with pytest.raises(PipelineError) as raised:
        types_of(tmp_path, with_types(types))
    assert f"contract.json#/x-openai-types{where}" in str(raised.value)
    assert not (tmp_path / "types").exists()


def test_command_writes_types(tmp_path: Path) -> None:
    contract = write(tmp_path, with_types(TYPES))
    done = command(contract, tmp_path / "out", "--types", str(tmp_path / "types"))
    assert done.returncode == 0, done.stderr
    first = files_of(tmp_path / "types")
    assert "chat/chat_completion.py" in first
    (tmp_path / "types" / "usage.py").write_text("")  # The next run notices, and writes all of them again.
    assert command(contract, tmp_path / "out", "--types", str(tmp_path / "types")).returncode == 0
    assert files_of(tmp_path / "types") == first


def test_absent_properties_are_fields_of_the_class_only(tmp_path: Path) -> None:
    contract = copy.deepcopy(CONTRACT)
    absent = {"seed": {"type": "integer"}, "class": {}, "total_tokens": {"type": "string"}}
    contract["x-absent-properties"] = {"Usage": absent, "NoSuchSchema": {"a": {}}}
    generate(write(tmp_path, contract), tmp_path / "out")
    source = (tmp_path / "out" / PACKAGE / "models" / "usage.py").read_text(encoding="utf-8")
    [usage] = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    fields = {
        ast.unparse(node.target): ast.unparse(node.annotation)
        for node in usage.body
        if isinstance(node, ast.AnnAssign)
    }
    assert fields["seed"] == "int | None"
    assert fields["class_"] == "JsonValue"
    assert fields["total_tokens"] == "int"
    params = (tmp_path / "out" / PACKAGE / "params.py").read_text(encoding="utf-8")
    assert "seed" not in params
