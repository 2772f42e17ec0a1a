"""The contract that is built, and the code generated from it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.generate.test_output import files_of
from tests.models import RESPONSES_OPERATION, needs

CONTRACT = ROOT / "openapi" / "contract.json"
RESOURCES = ROOT / "wrapper" / "aimlkit" / "resources"
TYPES = ROOT / "wrapper" / "aimlkit" / "types"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that contains the package of the contract."""
    folder = tmp_path_factory.mktemp("built")
    generate(
        CONTRACT, folder, folder / RESOURCES.name, folder / "client" / TYPES.name
    )  # A warning of openapi-python-client is an error.
    return folder


def test_built_package_is_generated_from_the_contract(built: Path) -> None:
    assert files_of(ROOT / "generated" / PACKAGE) == files_of(built / PACKAGE), "run make generate"


def test_built_resources_are_generated_from_the_contract(built: Path) -> None:
    generated = files_of(built / RESOURCES.name)
    in_repository = files_of(RESOURCES)
    hand_written = {"_base.py", "_conversations.py", "_operations.py"}
    assert {name: in_repository.get(name) for name in generated} == generated, "run make generate"
    assert in_repository.keys() - generated.keys() == hand_written


def test_built_types_are_generated_from_the_contract(built: Path) -> None:
    assert files_of(TYPES) == files_of(built / "client" / TYPES.name), "run make generate"


def test_built_package_has_one_module_per_schema(built: Path) -> None:
    schemas = json.loads(CONTRACT.read_text(encoding="utf-8"))["components"]["schemas"]
    files = files_of(built / PACKAGE)
    modules = {name for name in files if name.startswith("models/")} - {"models/__init__.py"}
    modules -= {"models/placeholders.py"}  # stand for classes of operations that no source has
    # Those of the events and items for which the client has no separate class.
    unions = {name for name in modules if name.startswith("models/other_")}
    assert len(modules - unions) == len(schemas)


def test_built_package_passes_mypy_strict(built: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", PACKAGE],
        capture_output=True,
        text=True,
        check=False,
        cwd=built,
    )
    assert done.returncode == 0, done.stdout


def test_built_package_loads_every_class(built: Path, run: Callable[..., str]) -> None:
    program = """
import typing
from aimlkit_api import models, params
for name in models.MODULES:
    thing = getattr(models, name)
    if isinstance(thing, type) and hasattr(thing, "from_dict"):
        assert thing.from_dict({"type": "new", "x": [None]}).to_dict() == {"type": "new", "x": [None]}
for name in dir(params):
    if typing.is_typeddict(getattr(params, name)):
        typing.get_type_hints(getattr(params, name))
print("done")
"""
    assert run(program, built) == "done\n"


#: A response as the server sends it, with null and undocumented fields.
RESPONSE: dict[str, Any] = {
    "id": "resp_1",
    "object": "response",
    "created_at": 1751884892,
    "error": None,
    "instructions": None,
    "model": "any model",
    "output": [
        {"id": "rs_1", "type": "reasoning", "summary": []},
        {
            "id": "msg_1",
            "type": "message",
            "status": "completed",
            "content": [{"type": "output_text", "annotations": [], "logprobs": [], "text": "Hello"}],
            "role": "assistant",
        },
        {"type": "apply_patch_call", "operation": {"type": "create_file"}},
    ],
    "parallel_tool_calls": True,
    "reasoning": {"effort": "none", "summary": None},
    "text": {"format": {"type": "text"}, "verbosity": "medium"},
    "tool_choice": "auto",
    "tools": [],
    "usage": {"input_tokens": 2, "output_tokens": 3, "output_tokens_details": {"reasoning_tokens": 0}},
    "store": True,
}


@needs(RESPONSES_OPERATION)
def test_built_response_round_trips(built: Path, run: Callable[..., str]) -> None:
    program = f"""
from aimlkit_api.models import Response, ResponseOutputMessage
from aimlkit_api.types import Unknown
source = {RESPONSE!r}
response = Response.from_dict(source)
assert response.to_dict() == source
message, patch = response.output[1:]
assert isinstance(message, ResponseOutputMessage) and message.content[0].text == "Hello"
assert isinstance(patch, Unknown) and patch.operation == {{"type": "create_file"}}
assert response.reasoning.effort == "none" and response.store is True and response.background is None
print(response.usage.output_tokens)
"""
    assert run(program, built) == "3\n"
