"""The generated models of the committed documents: their types, the documented responses, and their number."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs

from aimlkit_api.models import ChatCompletion, Response
from tests.conftest import ROOT

Json = Any
CONTRACT: Json = json.loads((ROOT / "openapi" / "contract.json").read_bytes())


def documented(shared: Path) -> list[Json]:
    """Return the responses on the provider's pages: two about o3-mini, two about o3-pro."""
    mini = (shared / "docs" / "o3-mini.md").read_text()
    pro = (shared / "docs" / "o3-pro.txt").read_text()
    responses: list[Json] = [ast.literal_eval(line) for line in mini.splitlines() if line.startswith("{'id'")]
    responses += [
        json.loads(text) for text in re.findall(r"^\{\n.*?^\}$", mini + "\n" + pro, re.DOTALL | re.MULTILINE)
    ]
    return responses


def test_documented_responses_are_valid_typed_and_round_trip(shared: Path) -> None:
    responses = documented(shared)
    assert [response["object"] for response in responses] == [
        "chat.completion",
        "response",
        "response",
        "response",
    ]
    for response in responses:
        model_class = ChatCompletion if response["object"] == "chat.completion" else Response
        schema = {
            "$ref": f"#/components/schemas/{model_class.__name__}",
            "components": CONTRACT["components"],
        }
        jsonschema_rs.Draft202012Validator(schema).validate(response)
        model = model_class.from_dict(response)
        assert model.to_dict() == response
        if isinstance(model, Response):
            assert model.output_text
            assert model.usage is not None
            for item in model.output or []:
                assert type(item).__name__ in ("ResponseOutputMessage", "ResponseReasoningItem")
        else:
            assert model.choices[0].message.content
            assert type(model.usage).__name__ == "CompletionUsage"


PROGRAM = """
from typing import Unpack
from aimlkit_api import params
from aimlkit_api.models import (
    EasyInputMessage, O3MiniResponseCreateParams, O3ProResponseCreateParams, Response,
    O3ProWebSearchPreviewTool,
)
search = O3ProWebSearchPreviewTool(type="web_search_preview")
message = EasyInputMessage(role="user", content="hi")
O3MiniResponseCreateParams(model="o3-mini", input=[message])
O3ProResponseCreateParams(model="openai/o3-pro", input="hi", tools=[search])
for item in Response.from_dict({}).output or []:
    if item.type == "function_call":
        print(item.arguments.upper())
def respond(**params_: Unpack[params.ResponseCreateParams]) -> None: ...
def complete(**params_: Unpack[params.ChatCompletionCreateParams]) -> None: ...
respond(model="openai/o3-pro", input=[{"role": "user", "content": "hi"}])
respond(model="openai/o3-pro", input="hi", tools=[{"type": "web_search_preview"}])
respond(model="o3-mini", input=[{"type": "function_call_output", "call_id": "c", "output": "3"}])
respond(model="o3-mini", input=[{"role": "user", "content": [{"type": "input_text", "text": "hi"}]}])
complete(model="o3-mini", messages=[{"role": "user", "content": "hi"}], reasoning_effort="low")
"""
WRONG = {
    'O3MiniResponseCreateParams(model="o3-mini", input="hi", tools=[search])': "list-item",
    'O3MiniResponseCreateParams(model="openai/o3-pro", input="hi")': "arg-type",
    'O3MiniResponseCreateParams(model="o3-mini")': "call-arg",
    'O3MiniResponseCreateParams(model="o3-mini", imput="hi")': "call-arg",
    'complete(model="o3-mini", mesages=[])': "call-arg",
    'complete(model="o3-mini", messages=[{"role": "user"}])': "typeddict-item",
    'respond(model="o3-mini", input="hi", reasoning={"effort": "utmost"})': "arg-type",
}


def test_mypy_distinguishes_models(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM + "\n".join(WRONG) + "\n")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(tmp_path / "cache"),
    ]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "generated")}
    result = subprocess.run(
        [*command, str(program)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    found = re.findall(r"program\.py:(\d+): error: .*\[([\w-]+)\]", result.stdout)
    first = PROGRAM.count("\n") + 1
    assert {(int(line) - first, code) for line, code in found} >= set(enumerate(WRONG.values())), (
        result.stdout
    )
    assert {int(line) - first for line, _ in found} == set(range(len(WRONG))), result.stdout


def test_package_has_at_most_260_files() -> None:
    package = ROOT / "generated" / "aimlkit_api"
    assert len([path for path in package.rglob("*") if path.suffix in (".py", ".typed")]) <= 260
