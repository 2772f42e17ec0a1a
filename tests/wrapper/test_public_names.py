"""The public names: what is listed, what type checkers see, and what the modules define are the same.

A name that is added to one of these places and forgotten in another fails here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, _models, types
from aimlkit._base_client import BaseClient
from aimlkit._requests import RequestOptions
from aimlkit._session import Session
from aimlkit.streaming import chat_completions, responses
from aimlkit_api import models, params
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, OperationSpec
from tests.conftest import ROOT
from tests.models import CHAT_OPERATION, RESPONSES_OPERATION, needs

Json = Any


def syntax_tree(module: ModuleType) -> ast.Module:
    """Return the syntax tree of a module."""
    assert module.__file__
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def type_checking_block(tree: ast.Module) -> list[ast.stmt]:
    """Return the statements of the block `if TYPE_CHECKING:` of a module."""
    [block] = [
        node
        for node in tree.body
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]
    return block.body


def modules_of_the_package() -> Iterator[ModuleType]:
    """Import and yield the hand-written modules of the client, without the mock and the command line."""
    for module in pkgutil.walk_packages(aimlkit.__path__, "aimlkit."):
        if not module.name.startswith(("aimlkit.mock", "aimlkit.cli", "aimlkit.__main__")):
            yield importlib.import_module(module.name)


# --- the names of the package ---


def test_all_and_the_table_of_modules_have_the_same_names() -> None:
    assert {*aimlkit._MODULE_BY_NAME, "__version__"} == {*aimlkit.__all__}
    assert len(aimlkit.__all__) == len({*aimlkit.__all__})


def test_type_checkers_see_the_table_of_modules() -> None:
    imports: dict[str, str | None] = {}
    for statement in type_checking_block(syntax_tree(aimlkit)):
        assert isinstance(statement, ast.ImportFrom)
        imports.update({alias.name: statement.module for alias in statement.names})
    assert imports == aimlkit._MODULE_BY_NAME


@pytest.mark.parametrize("name", aimlkit.__all__)
def test_public_name_can_be_imported(name: str) -> None:
    value = getattr(aimlkit, name)
    if name in aimlkit._MODULE_BY_NAME and name != "types":
        assert value is getattr(importlib.import_module(aimlkit._MODULE_BY_NAME[name]), name)
    assert name in dir(aimlkit)


def test_unknown_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(aimlkit, "Nothing")  # noqa: B009 - mypy knows that there is none


# --- the names of the modules ---


def test_all_of_each_module_is_importable() -> None:
    for module in modules_of_the_package():
        for name in getattr(module, "__all__", ()):
            assert hasattr(module, name), f"{module.__name__}.{name}"


def test_every_exception_is_public() -> None:
    for module in modules_of_the_package():
        for name, value in vars(module).items():
            if (
                inspect.isclass(value)
                and issubclass(value, aimlkit.AIMLAPIError)
                and value.__module__ == module.__name__
                and not name.startswith("_")
            ):
                assert name in aimlkit.__all__, f"{module.__name__}.{name} is missing in aimlkit/__init__.py"


@pytest.mark.parametrize(
    ("module", "union"),
    [(chat_completions, "ChatCompletionStreamEvent"), (responses, "ResponseStreamEvent")],
    ids=["chat_completions", "responses"],
)
def test_every_event_class_is_in_the_union_of_its_stream(module: ModuleType, union: str) -> None:
    aliases = [
        node.value
        for node in ast.walk(syntax_tree(module))
        if isinstance(node, ast.AnnAssign)
        and node.value is not None
        and isinstance(node.target, ast.Name)
        and node.target.id == union
    ]
    assert aliases, f"{module.__name__} has no {union}"
    members = {node.id for alias in aliases for node in ast.walk(alias) if isinstance(node, ast.Name)}
    defined = {
        name
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == module.__name__ and name.endswith("Event")
    }
    assert defined
    assert defined <= members, f"missing in {union}: {sorted(defined - members)}"
    for name in defined:
        assert inspect.getdoc(getattr(module, name))


@needs(RESPONSES_OPERATION)
def test_events_and_output_items_with_a_client_class_have_one() -> None:
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    marked = {
        name for name, schema in contract["components"]["schemas"].items() if schema.get("x-client-class")
    }
    assert marked
    for name in marked:
        is_event = name.endswith("Event")
        client_class = getattr(responses, name) if is_event else getattr(_models, f"Parsed{name}")
        assert issubclass(client_class, getattr(models, name)), name


# --- the options ---


def parameters_of(function: Json) -> set[str]:
    return {*inspect.signature(function).parameters} - {"self"}


def test_options_of_the_client_agree() -> None:
    """A new option is an attribute, a parameter of the class and of `copy()`, and is documented."""
    attributes = {name for name, value in vars(BaseClient).items() if getattr(value, "fset", None)}
    shared = {"response_cache", "spend_tracker", "transport"}
    fields = {field.name for field in attrs.fields(Session)} - shared
    assert attributes == {"api_key" if name == "api_keys" else name for name in fields}
    assert parameters_of(AIMLAPI) == parameters_of(AsyncAIMLAPI) == attributes | {"http_client"}
    replacements = {"set_default_headers", "set_default_query"}
    assert parameters_of(AIMLAPI.copy) == parameters_of(AIMLAPI) | replacements
    assert vars(BaseClient)["with_options"] is vars(BaseClient)["copy"]
    for documented in (AIMLAPI.__init__, AIMLAPI.copy):
        documentation = inspect.getdoc(documented) or ""
        for name in parameters_of(AIMLAPI):
            assert f"    {name}: " in documentation, f"{name} is not documented"


@pytest.mark.parametrize("client_class", [AIMLAPI, AsyncAIMLAPI])
@pytest.mark.parametrize(
    ("resource_of", "spec"),
    [
        pytest.param(lambda client: client.chat.completions, CREATE_CHAT_COMPLETION, id="chat"),
        pytest.param(lambda client: client.responses, CREATE_RESPONSE, id="responses"),
    ],
)
def test_options_of_a_request_are_parameters_of_every_call(
    client_class: Json, resource_of: Callable[[Json], Json], spec: OperationSpec
) -> None:
    resource = resource_of(client_class(api_key="a"))
    options = {option.name for option in attrs.fields(RequestOptions)}
    assert parameters_of(resource.create) == spec.parameters | options
    for name in ("parse", "stream", "run_tools"):
        assert options <= parameters_of(getattr(resource, name))


# --- the types ---


@needs(CHAT_OPERATION)
def test_types_has_the_classes_of_responses_and_params() -> None:
    assert types.ChatCompletion is aimlkit.ChatCompletion
    assert types.ChatCompletionChunk is models.ChatCompletionChunk
    assert types.ChatCompletionMessageParam == params.ChatCompletionMessageParam
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(types, "Nothing")  # noqa: B009 - mypy knows that there is none


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
def test_types_are_in_the_modules_of_openai_python() -> None:
    from aimlkit.types.chat import ChatCompletionMessageParam  # noqa: PLC0415
    from aimlkit.types.responses import ResponseStreamEvent  # noqa: PLC0415

    assert ChatCompletionMessageParam == params.ChatCompletionMessageParam
    assert ResponseStreamEvent == models.ResponseStreamEvent
    assert aimlkit.types is types
