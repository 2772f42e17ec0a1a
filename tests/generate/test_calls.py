"""The calls of a client: what they take beside the parameters, and what `create()` gives."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

PROGRAM = """
from typing import Any, assert_type

from aimlkit_api.models import EasyMessage, Response, StreamEvent
from aimlkit_api.operations import CreateResponse
from aimlkit_api.params import FunctionCallParam


class Tool:
    def v1_param(self) -> dict[str, object]:
        return {}


class Calls(CreateResponse[Response, list[StreamEvent]]):
    def _created(self, params: dict[str, Any], stream: bool | None) -> Any:
        return params, stream


def calls_of(name: str) -> FunctionCallParam:
    return {"arguments": "", "call_id": "c", "name": name, "type": "function_call"}


def right(calls: Calls, flag: bool, said: EasyMessage) -> None:
    assert_type(calls.create(model="mini", input="Hi"), Response)
    assert_type(calls.create(model="mini", input="Hi", stream=False, timeout=3), Response)
    assert_type(calls.create(model="mini", input="Hi", stream=True), list[StreamEvent])
    assert_type(calls.create(model="mini", input="Hi", stream=flag), Response | list[StreamEvent])
    calls.create(model="mini", input=[said, {"role": "user", "content": "Hi"}], tools=[Tool()])
    calls.create(model="mini", input="Hi", tools=[Tool(), calls_of("f")])
    calls.create(model="mini", input="Hi", extra_headers={"a": "b"}, extra_query={"a": 1}, extra_body={})
"""
WRONG = """

def wrong(calls: Calls) -> None:
    calls.create(model="mini")
    calls.create(model="mini", input="Hi", nonsense=1)
    calls.create(model="mini", input="Hi", tools=[1])
    calls.create(model="mini", input="Hi", timeout="3")
    calls.create(model="mini", input="Hi", stream=True).output
"""


@pytest.fixture
def calls(api: str) -> Any:
    """The module."""
    return importlib.import_module(f"{api}.calls")


def keys(made: Any) -> set[str]:
    return set(typing.get_type_hints(made))


def test_what_a_call_takes_is_what_the_request_has_and_the_options(calls: Any, api: str) -> None:
    params = importlib.import_module(f"{api}.params")
    options = keys(calls.CallOptions)
    assert options == {"extra_headers", "extra_query", "extra_body", "timeout"}
    assert keys(calls.CreateResponseCall) == keys(params.ResponseCreateParams) - {"stream"} | options
    assert keys(calls.CreateResponseHelper) - keys(calls.CreateResponseConversation) == {"input"}
    assert "tools" in keys(calls.CreateResponseConversation)


def test_only_what_can_be_streamed_is_there(calls: Any, api: str) -> None:
    operations = importlib.import_module(f"{api}.operations")
    assert hasattr(operations, "CreateResponse")
    assert not [name for name in (*dir(operations), *dir(calls)) if "GetResponse" in name or "Chat" in name]


def test_tools_say_what_they_are_by_a_method_called_by_the_path(calls: Any, api: str) -> None:
    found: Mapping[str, Any] = importlib.import_module(f"{api}.operations").OPERATIONS
    assert {each.form for each in found.values()} == {"v1_param", "v2_param"}  # they have no prefix in common
    assert hasattr(calls.CreateResponseTool, found["create_response"].form)


def test_create_hands_on_what_it_was_given(api: str) -> None:
    made = importlib.import_module(f"{api}.operations").CreateResponse()
    with pytest.raises(NotImplementedError):
        made.create()
    made._created = lambda params, stream: (params, stream)
    assert made.create(model="mini", stream=True) == ({"model": "mini"}, True)
    assert made.create(model="mini") == ({"model": "mini"}, None)


def test_the_operations_load_no_types(run: Callable[..., str]) -> None:
    program = "import sys, aimlkit_api.operations; print([n for n in sys.modules if 'aimlkit_api.' in n])"
    assert run(program) == "['aimlkit_api.operations']\n"


@pytest.mark.parametrize(("more", "errors"), [("", 0), (WRONG, 5)])
def test_its_types(generated: Path, tmp_path: Path, more: str, errors: int) -> None:
    (tmp_path / "program.py").write_text(PROGRAM + more, encoding="utf-8")
    settings = f"[mypy]\nstrict = True\nmypy_path = {generated}\nexplicit_package_bases = True\n"
    (tmp_path / "mypy.ini").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert len(set(re.findall(r"^program.py:(\d+): error:", done.stdout, re.MULTILINE))) == errors, (
        done.stdout
    )
