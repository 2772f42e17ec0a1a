"""Names that Python, the models or the client have other uses for."""

from __future__ import annotations

import ast
import builtins
import copy
import importlib
import inspect
import keyword
import pkgutil
import re
import sys
import typing
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pydantic
import pytest

import aimlkit
from aimlkit_api.operations import OPERATIONS
from aimlkit_api.types import Model
from scripts.common.errors import PipelineError
from scripts.common.reserved_names import (
    PYDANTIC_MEMBERS,
    client_members,
    model_members,
    response_members,
)
from scripts.contract.identifiers import is_schema_name, join_identifier
from scripts.generate.methods import is_parameter_name
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.generate.fixture import CONTRACT, INTEGER, STRING, array, entity, ref
from tests.generate.test_output import write
from tests.generate.test_resources import Function, classes_in, methods_of, parameters_of, with_chat_stream
from tests.models import BALANCE_OPERATION, CATALOGUE_OPERATION, CHAT_OPERATION

#: The module of a response that the sources have.
RESPONSE_MODULE = f"aimlkit_api.models.{'chat_completion' if CHAT_OPERATION in OPERATIONS else 'response'}"
#: Every name that a property could take from a model, its class, its module or Python itself.
NAMES = sorted(
    {
        *dir(Model),
        *dir(type(Model)),
        *dir(builtins),
        *keyword.kwlist,
        *keyword.softkwlist,
        *vars(importlib.import_module("aimlkit_api.types")),
        *vars(importlib.import_module(RESPONSE_MODULE)),
        *PYDANTIC_MEMBERS,
        *("self", "cls", "fields", "copies"),
    }
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the name of an importable package whose models and parameters have every name as a property."""
    folder = tmp_path_factory.mktemp("reserved")
    contract = copy.deepcopy(CONTRACT)
    schemas = contract["components"]["schemas"]
    types: tuple[Any, ...] = (
        STRING,
        INTEGER,
        array(ref("Usage")),
        {"type": "object", "additionalProperties": STRING},
        {},
    )
    schemas["Everything"] = {
        "type": "object",
        "properties": {name: types[number % len(types)] for number, name in enumerate(NAMES)},
    }
    schemas["ChatCompletion"]["properties"] |= dict.fromkeys(
        ("request_id", "retries", "cost_usd", "from_reply", "text"), STRING
    )
    hiding = ("str", "int", "object", "Literal", "Sequence", "Mapping", "NotRequired", "TextPartParam")
    schemas["ChatCompletionCreateParams"]["properties"] |= dict.fromkeys(hiding, STRING)
    generate(write(folder, contract), folder / "out")
    (folder / "reserved_api").symlink_to(folder / "out" / PACKAGE, target_is_directory=True)
    sys.path.insert(0, str(folder))
    yield "reserved_api"
    sys.path.remove(str(folder))


def test_property_of_any_name_is_read_and_written_and_hides_no_member(package: str) -> None:
    models = importlib.import_module(f"{package}.models")
    source: dict[str, Any] = {name: [number] for number, name in enumerate(NAMES)}
    everything = models.Everything.from_dict(source)
    assert everything.to_dict() == everything.model_copy().to_dict() == source
    assert everything.model_dump(by_alias=True) == source
    assert copy.deepcopy(everything) == copy.copy(everything) == everything
    base = importlib.import_module(f"{package}.types").Model
    for name in dir(base):
        if callable(getattr(base, name)) and not name.startswith("__"):
            assert callable(getattr(everything, name)), name
    # Evaluating an annotation in the scope of the class fails if a field hides a type.
    names = {**vars(inspect.getmodule(models.Everything) or base), "Usage": models.Usage}
    hints = models.Everything.__annotations__
    for annotation in hints.values():
        eval(annotation, names, dict(vars(models.Everything)))
    attributes = {name: key for key, name in models.Everything.__attribute_names__.items()}
    fields = [field for field in hints if not field.startswith("_")]
    assert sorted(attributes.get(field, field) for field in fields) == NAMES
    assert [getattr(everything, field) for field in fields] == [
        source[attributes.get(field, field)] for field in fields
    ]
    assert {"copies", "object", "id", "type"} <= set(fields), "a name that nothing uses is unchanged"
    assert not {name for name in fields if name in PYDANTIC_MEMBERS}
    assert (everything.copy_, everything.json_) == (source["copy"], source["json"])


def test_reserved_names_include_those_of_pydantic_models() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert public <= PYDANTIC_MEMBERS, "add these to PYDANTIC_MEMBERS"
    assert model_members() >= PYDANTIC_MEMBERS
    # Further methods of models that people know from openai-python.
    assert {"to_dict", "to_json", "from_dict"} <= model_members()


def test_property_with_the_name_of_a_member_of_the_client_is_renamed(package: str) -> None:
    models = importlib.import_module(f"{package}.models")

    class Extension:
        request_id = "from the headers"
        retries = 2

    extended: Any = type("Extended", (models.ChatCompletion, Extension), {})
    completion = extended.from_dict({"request_id": "a", "retries": "b", "text": "c"})
    assert (completion.request_id, completion.retries) == ("from the headers", 2)
    assert (completion.request_id_, completion.retries_, completion.text_) == ("a", "b", "c")
    assert completion.to_dict() == {"request_id": "a", "retries": "b", "text": "c"}


def test_client_members_are_those_of_the_classes_of_the_client() -> None:
    for module in pkgutil.walk_packages(aimlkit.__path__, "aimlkit."):
        if not module.name.startswith("aimlkit.mock") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    pending, expected, generated = [Model], dict[str, set[str]](), list[set[str]]()
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        model = next(
            (base for base in cls.__mro__ if base.__module__.startswith("aimlkit_api.models.")), None
        )
        if model is not None and cls.__module__.startswith("aimlkit."):
            added = {
                name
                for name in set(dir(cls)) - set(dir(model))
                if not name.startswith("_")
                and getattr(inspect.getattr_static(cls, name), "fset", None) is None
            }
            if re.match(r"aimlkit\.resources\.[a-z]", cls.__module__):
                generated.append(added)
            else:
                expected.setdefault(model.__name__, set()).update(added)
    assert {model: {*names} for model, names in client_members().items()} == expected
    assert "request_id" in expected["ChatCompletion"]
    if OPERATIONS.keys() & {CATALOGUE_OPERATION, BALANCE_OPERATION}:
        assert generated
    assert all(added == response_members() for added in generated)


def test_typed_dictionary_with_the_names_of_types_as_keys_has_their_types(package: str) -> None:
    params = importlib.import_module(f"{package}.params")
    hints = typing.get_type_hints(params.ChatCompletionCreateParams)
    assert hints["str"] is hints["object"] is hints["Sequence"] is hints["TextPartParam"] is str
    assert hints["response_format"] is params.TextPartParam
    # In a class, a type checker would take the key for the type.
    assert "ChatCompletionCreateParams = TypedDict(" in inspect.getsource(params)


def test_no_parameter_has_a_name_that_a_method_uses() -> None:
    checked = 0
    for path in (ROOT / "wrapper" / "aimlkit" / "resources").glob("[a-z]*.py"):
        for cls in classes_in(path).values():
            for method in (part for part in cls.body if isinstance(part, Function)):
                used = {
                    node.id for part in method.body for node in ast.walk(part) if isinstance(node, ast.Name)
                }
                bodies = [node for node in ast.walk(method) if isinstance(node, ast.Dict)]
                # An overload, or the method whose parameters are sent one by one later.
                if not bodies or method.name == "conversation":
                    continue
                sent = {ast.literal_eval(key) for key in bodies[0].keys if key}
                sent |= {value.id for value in bodies[0].values if isinstance(value, ast.Name)}
                parameters = {
                    argument.arg: ast.unparse(argument.annotation or ast.Constant(0))
                    for argument in (*method.args.args, *method.args.kwonlyargs)
                }
                outputs = {name for name, annotation in parameters.items() if "type[" in annotation}
                for name in {*used, *parameters, "self"} - sent - outputs:
                    # Classes of the contract have names that no property has.
                    assert name[0].isupper() or not is_parameter_name(name), (path.name, method.name, name)
                    checked += 1
    assert checked > 50


def test_property_named_like_the_output_type_is_no_second_parameter(tmp_path: Path) -> None:
    contract = with_chat_stream()
    contract["components"]["schemas"]["MiniResponseCreateParams"]["properties"]["text_format"] = STRING
    generate(write(tmp_path, contract), tmp_path / "out", tmp_path / "resources")
    cls = classes_in(tmp_path / "resources" / "responses.py")["Responses"]
    (parse,), (*_, create) = methods_of(cls, "parse"), methods_of(cls, "create")
    assert parameters_of(parse)["text_format"].startswith("type[OutputT]")
    assert parameters_of(create)["text_format"] == "str | Omit"


@pytest.mark.parametrize("name", ["ValueError", "Exception", "Model", "JsonValue", "Client", "Warning"])
def test_schema_with_the_name_of_another_class_is_an_error(tmp_path: Path, name: str) -> None:
    contract = {
        **CONTRACT,
        "components": {"schemas": {**CONTRACT["components"]["schemas"], name: entity(a=STRING)}},
    }
    with pytest.raises(PipelineError, match=f"{name}: is a name that the generated code reserves"):
        generate(write(tmp_path, contract), tmp_path / "out")


@pytest.mark.parametrize("parts", [["Value", "Error"], ["None"], ["Key", "Error"], ["Ellipsis"]])
def test_contract_gives_no_schema_the_name_of_a_class_of_python(parts: list[str]) -> None:
    assert not is_schema_name("".join(parts))
    assert is_schema_name(join_identifier(parts))


def test_generated_names_run_in_a_fresh_interpreter(package: str, run: Callable[..., str]) -> None:
    folder = Path(importlib.import_module(package).__file__ or "").resolve().parents[1]
    source = "from aimlkit_api import models, params\nprint(len(models.Everything.from_dict({'copy': 1}).to_dict()))"
    assert run(source, folder) == "1\n"
