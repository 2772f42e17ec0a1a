"""Types: correct programs pass mypy --strict, and wrong ones do not."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from tests.conftest import ROOT

CORRECT = """
from typing import Any, Literal, Unpack, assert_type

from aimlkit_api import AuthenticatedClient, Client
from aimlkit_api.api.chat import create_chat_completion
from aimlkit_api.api.model_responses import delete_response, get_response
from aimlkit_api.models import ChatCompletion, ChatCompletionCreateParams, Error, OutputItem, Response
from aimlkit_api.models import OutputMessage, Reasoning, StreamEvent, Usage, UserMessage
from aimlkit_api.models.stream_event import read
from aimlkit_api.params import InputItemParam, OddParams, ResponseCreateParams
from aimlkit_api.types import Unknown


def create(**params: Unpack[ResponseCreateParams]) -> None: ...


create(model="mini", input="hello", temperature=None)
create(model="pro", input=[{"role": "user", "content": "hello"}], background=True)
create(model="pro", input=({"role": "user", "content": "hello"},), metadata={"a": "b"})
odd: OddParams = {"model": "m", "class": "c", "top-level": "t"}
items: list[InputItemParam] = [{"id": "i"}]
create(model="mini", input=items)

completion = ChatCompletion.from_dict({})
assert_type(completion, ChatCompletion)
assert_type(completion.choices[0].message.content, str | None)
assert_type(completion.choices[0].finish_reason, Literal["stop", "length"] | str)
assert_type(completion.object, Literal["chat.completion"])
assert_type(completion.created, int)
assert_type(completion.usage, Usage | None)
if completion.usage:
    assert_type(completion.usage.total_tokens, int)
assert_type(completion.to_dict(), dict[str, Any])

response = Response.from_dict({})
assert_type(response.status, Literal["completed", "failed"] | str | None)
for item in response.output or []:
    assert_type(item, OutputItem)
    if item.type == "message":
        assert_type(item, OutputMessage)
    if isinstance(item, Reasoning):
        assert_type(item.id, str)
    if isinstance(item, Unknown):
        print(item.anything_at_all)

event = read({"type": "error"})
assert_type(event, StreamEvent)
if event.type == "response.output_text.delta":
    assert_type(event.delta, str)

Usage(total_tokens=1)
body = ChatCompletionCreateParams(model="tiny", messages=[UserMessage(role="user", content="hello")])
client = AuthenticatedClient("https://api.example.test", "key")
assert_type(create_chat_completion.sync(client=client, body=body), ChatCompletion | Error | None)
delete_response.sync_detailed("r", client=Client("https://api.example.test"))
assert_type(get_response.sync_detailed("r", client=client).parsed, Response | Error | None)
"""

WRONG = """
from typing import Unpack

from aimlkit_api import Client
from aimlkit_api.api.model_responses import get_response
from aimlkit_api.models import ChatCompletion, Nonsense, Usage
from aimlkit_api.params import InputItemParam, ResponseCreateParams


def create(**params: Unpack[ResponseCreateParams]) -> None: ...


create(model="unheard-of", input="hello")
create(input="hello")
create(model="mini", input="hello", inputs="hello")
create(model="mini", input=[{"role": "nobody", "content": "hello"}])
create(model="mini", input="hello", temperature="hot")
create(model="mini", input="hello", metadata={"a": 1})

completion = ChatCompletion.from_dict({})
completion.nonsense
completion.usage.total_tokens
completion.created + "1"
completion.choices[0].message.role = "user"
Usage(total_tokens="1")
Usage(nonsense=1)
ChatCompletion.from_dict([])
get_response.sync("r", client=Client("https://api.example.test"))
"""


def _mypy(generated: Path, folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    file = folder / "program.py"
    file.write_text(program, encoding="utf-8")
    settings = folder / "mypy.ini"
    text = f"[mypy]\nstrict = True\nmypy_path = {generated}\nexplicit_package_bases = True\n"
    settings.write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(settings), "program.py", str(generated)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def test_mypy_accepts_package_and_correct_program(generated: Path, tmp_path: Path) -> None:
    done = _mypy(generated, tmp_path, CORRECT)
    assert done.returncode == 0, done.stdout


def test_mypy_rejects_each_wrong_line(generated: Path, tmp_path: Path) -> None:
    done = _mypy(generated, tmp_path, WRONG)
    rejected = {int(number) for number in re.findall(r"^program\.py:(\d+): error", done.stdout, re.MULTILINE)}
    lines = WRONG.splitlines()
    wrong = {
        number
        for number, line in enumerate(lines, 1)
        if (number > lines.index('create(model="unheard-of", input="hello")') and line)
        and not line.startswith("completion = ")
    }
    imported = {number for number, line in enumerate(lines, 1) if "Nonsense" in line}
    assert rejected == wrong | imported, done.stdout


def test_package_passes_ruff_configuration_of_repository(generated: Path, tmp_path: Path) -> None:
    (tmp_path / "generated").symlink_to(generated, target_is_directory=True)
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for arguments in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments, "--no-cache", "generated"],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stdout


def test_params_support_get_type_hints(api: str) -> None:
    params = importlib.import_module(f"{api}.params")
    hints = typing.get_type_hints(params.ResponseCreateParams)
    assert hints["model"] == typing.Literal["mini", "pro"]
    assert params.ResponseCreateParams.__doc__ == "What a Responses request takes."
    assert params.InputItemParam == (
        params.EasyMessageParam
        | params.InputMessageParam
        | params.OutputMessageParam
        | params.FunctionCallParam
        | params.ItemReferenceParam
    )
    for name in vars(params):
        if typing.is_typeddict(getattr(params, name)):
            typing.get_type_hints(getattr(params, name))
    assert set(typing.get_type_hints(params.OddParams)) == {"model", "class", "top-level", "__mangled"}


OPTIONAL = {"metadata", "stream", "temperature", "text", "tools"}


@pytest.mark.parametrize(
    ("name", "required", "optional"),
    [
        ("MiniResponseCreateParams", {"model", "input"}, {*OPTIONAL, "effort"}),
        ("ResponseCreateParams", {"model", "input"}, {*OPTIONAL, "effort", "background"}),
        ("UserMessageParam", {"content", "role"}, {"name", "quoted"}),
    ],
)
def test_params_required_and_optional_keys(
    api: str, name: str, required: set[str], optional: set[str]
) -> None:
    params = importlib.import_module(f"{api}.params")
    hints = typing.get_type_hints(getattr(params, name), include_extras=True)
    not_required = {key for key, hint in hints.items() if typing.get_origin(hint) is typing.NotRequired}
    assert not_required == optional
    assert set(hints) - not_required == required
