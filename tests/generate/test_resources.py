"""The resource classes: which there are, and the parameters and docstrings of their methods."""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from tests.generate.conftest import command
from tests.generate.fixture import CONTRACT, STRING
from tests.generate.test_hostile import PAYLOADS
from tests.generate.test_output import files_of, write

STREAM = {"type": ["boolean", "null"], "description": "Whether to stream."}
OPTIONS = ["extra_headers", "extra_query", "extra_body", "timeout", "client_request_id"]

MODEL_MODULES = ["model_constants.py", "model_parameters.py"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def with_chat_stream() -> Any:
    """Return the fixture contract, in which Chat Completions can be streamed, too."""
    contract = copy.deepcopy(CONTRACT)
    properties = contract["components"]["schemas"]["ChatCompletionCreateParams"]["properties"]
    properties["stream"] = STREAM
    properties["model"] = {**properties["model"], "x-open": True}
    return contract


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the resource classes of the fixture contract."""
    folder = tmp_path_factory.mktemp("resources")
    generate(write(folder, with_chat_stream()), folder / "out", folder / "resources")
    return folder / "resources"


def classes_in(path: Path) -> dict[str, ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def methods_of(node: ast.ClassDef, name: str) -> list[Function]:
    return [part for part in node.body if isinstance(part, Function) and part.name == name]


def parameters_of(method: Function) -> dict[str, str]:
    assert not method.args.posonlyargs
    assert [argument.arg for argument in method.args.args] == ["self"]
    assert method.args.vararg is method.args.kwarg is None
    return {
        argument.arg: ast.unparse(argument.annotation or ast.Constant(0))
        for argument in method.args.kwonlyargs
    }


def test_resources_have_one_module_per_streamable_operation(resources: Path) -> None:
    assert sorted(files_of(resources)) == sorted(
        ["__init__.py", "chat_completions.py", "responses.py", *MODEL_MODULES]
    )
    assert [*classes_in(resources / "responses.py")] == [
        "Responses",
        "AsyncResponses",
        "ResponsesOfModel",
        "AsyncResponsesOfModel",
        "ResponsesWithRawResponse",
        "AsyncResponsesWithRawResponse",
        "ResponsesWithStreamingResponse",
        "AsyncResponsesWithStreamingResponse",
    ]
    assert {"ChatCompletions", "Chat", "AsyncChat", "ChatWithRawResponse", "AsyncChatWithRawResponse"} <= set(
        classes_in(resources / "chat_completions.py")
    )


def test_create_has_all_parameters_required_ones_first(resources: Path) -> None:
    (*overloads, create) = methods_of(classes_in(resources / "responses.py")["Responses"], "create")
    parameters = parameters_of(create)
    required = ["input", "model"]
    optional = ["background", "effort", "metadata", "stream", "temperature", "text", "tools"]
    assert [*parameters] == [*required, *optional, *OPTIONS]
    assert [default is None for default in create.args.kw_defaults] == [
        name in required for name in parameters
    ]
    assert [parameters_of(overload)["stream"] for overload in overloads] == [
        "Literal[False] | Omit | None",
        "Literal[True]",
        "bool | Omit | None",
    ]
    assert [ast.unparse(overload.returns or create) for overload in overloads] == [
        "Response",
        "Stream[StreamEvent]",
        "Response | Stream[StreamEvent]",
    ]


def test_parameters_accept_models_and_function_tools_in_lists(resources: Path) -> None:
    (*_, create) = methods_of(classes_in(resources / "responses.py")["Responses"], "create")
    parameters = parameters_of(create)
    assert parameters["input"] == "str | Sequence[InputItemParam | Model]"
    assert parameters["tools"] == "Sequence[FunctionCallParam | FunctionTool] | Omit"
    assert parameters["temperature"] == "float | Omit | None"
    assert parameters["model"] == "Literal['mini', 'pro']"


def test_open_parameter_accepts_any_string(resources: Path) -> None:
    (*_, create) = methods_of(classes_in(resources / "chat_completions.py")["ChatCompletions"], "create")
    assert parameters_of(create)["model"] == "Literal['tiny'] | str"


def test_parse_and_stream_take_the_output_type(resources: Path) -> None:
    for module, name, parameter in (
        ("responses.py", "Responses", "text_format"),
        ("chat_completions.py", "ChatCompletions", "response_format"),
    ):
        for method_name in ("parse", "stream"):
            (method,) = methods_of(classes_in(resources / module)[name], method_name)
            parameters = parameters_of(method)
            assert parameters[parameter] == "type[OutputT] | Mapping[str, OutputT] | Omit"
            assert "stream" not in parameters


def test_async_methods_are_coroutines_except_stream_and_conversation(resources: Path) -> None:
    cls = classes_in(resources / "responses.py")["AsyncResponses"]
    for name in ("create", "parse", "run_tools"):
        assert all(isinstance(method, ast.AsyncFunctionDef) for method in methods_of(cls, name))
    (stream,) = methods_of(cls, "stream")
    assert isinstance(stream, ast.FunctionDef)
    assert (
        ast.unparse(stream.returns or stream) == "AbstractAsyncContextManager[AsyncResponseStream[OutputT]]"
    )


def test_conversation_takes_its_history_and_no_input(resources: Path) -> None:
    (chat,) = methods_of(classes_in(resources / "chat_completions.py")["Chat"], "conversation")
    assert parameters_of(chat)["messages"] == "Sequence[ChatMessageParam | Model]"
    assert not {"stream", "response_format"} & parameters_of(chat).keys()
    (responses,) = methods_of(classes_in(resources / "responses.py")["Responses"], "conversation")
    assert "input" not in parameters_of(responses)


def test_docstrings_describe_every_parameter(resources: Path) -> None:
    for path in (resources / "responses.py", resources / "chat_completions.py"):
        for cls in classes_in(path).values():
            for method in (part for part in cls.body if isinstance(part, Function)):
                if any("overload" in ast.unparse(decorator) for decorator in method.decorator_list):
                    continue
                lines = [line.strip() for line in (ast.get_docstring(method) or "").splitlines()]
                for name in (argument.arg for argument in method.args.kwonlyargs):
                    assert any(line.startswith(f"{name}: ") for line in lines), (cls.name, method.name, name)


def test_docstrings_hold_any_description(tmp_path: Path) -> None:
    sources = []
    for name, texts in (("hostile", PAYLOADS), ("harmless", ["harmless"] * len(PAYLOADS))):
        contract = copy.deepcopy(CONTRACT)
        properties = contract["components"]["schemas"]["MiniResponseCreateParams"]["properties"]
        for number, text in enumerate(texts):
            properties[f"parameter{number}"] = {**STRING, "description": text}
        folder = tmp_path / name
        folder.mkdir()
        generate(write(folder, contract), folder / "out", folder / "resources")
        source = (folder / "resources" / "responses.py").read_text(encoding="utf-8")
        assert all(c.isprintable() or c == "\n" for c in source)
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, Function | ast.ClassDef) and ast.get_docstring(node) is not None:
                del node.body[0]
        sources.append(ast.dump(tree))
    assert sources[0] == sources[1]


def test_property_that_is_no_usable_name_is_no_parameter(tmp_path: Path) -> None:
    contract = copy.deepcopy(CONTRACT)
    for schema in ("MiniResponseCreateParams", "ProResponseCreateParams"):
        properties = contract["components"]["schemas"][schema]["properties"]
        properties |= {
            "self": STRING,
            "timeout": STRING,
            "top-level": STRING,
            "class": STRING,
            "options": STRING,
        }
    generate(write(tmp_path, contract), tmp_path / "out", tmp_path / "resources")
    (*_, create) = methods_of(classes_in(tmp_path / "resources" / "responses.py")["Responses"], "create")
    parameters = parameters_of(create)
    assert parameters["timeout"] == "TimeoutTypes | Omit"
    assert not {"self", "class", "options", "top_level"} & parameters.keys()


def test_second_operation_of_the_same_name_is_an_error(tmp_path: Path) -> None:
    contract = copy.deepcopy(CONTRACT)
    operation = copy.deepcopy(contract["paths"]["/v1/responses"]["post"])
    contract["paths"]["/v2/responses"] = {"post": {**operation, "operationId": "another"}}
    with pytest.raises(PipelineError, match=r"is the second operation that would be client\.responses"):
        generate(write(tmp_path, contract), tmp_path / "out", tmp_path / "resources")
    assert not (tmp_path / "out" / PACKAGE).exists()
    assert not (tmp_path / "resources").exists()


def test_contract_without_operations_has_an_empty_client(tmp_path: Path) -> None:
    generate(
        write(tmp_path, {"openapi": "3.1.0", "info": {}, "paths": {}}),
        tmp_path / "out",
        tmp_path / "resources",
    )
    assert sorted(files_of(tmp_path / "resources")) == ["__init__.py", *MODEL_MODULES]
    assert "SyncResources" in classes_in(tmp_path / "resources" / "__init__.py")


def test_generate_keeps_hand_written_modules_and_removes_stale_ones(resources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "resources"
    folder.mkdir()
    (folder / "_base.py").write_text("# written by hand\n")
    (folder / "stale.py").write_text("# of an older contract\n")
    contract = write(tmp_path, with_chat_stream())
    assert generate(contract, tmp_path / "out", folder).changed
    files = files_of(folder)
    assert files.pop("_base.py") == b"# written by hand\n"
    assert files == files_of(resources)
    (folder / "_base.py").write_text("# changed by hand\n")
    assert not generate(contract, tmp_path / "out", folder).changed


@pytest.mark.parametrize("change", ["edit", "delete", "add"])
def test_generate_restores_edited_resources(resources: Path, tmp_path: Path, change: str) -> None:
    contract = write(tmp_path, with_chat_stream())
    folder = tmp_path / "resources"
    generate(contract, tmp_path / "out", folder)
    file = folder / "responses.py"
    if change == "edit":
        file.write_text(file.read_text() + "\n# by hand\n")
    elif change == "delete":
        file.unlink()
    else:
        file.with_name("by_hand.py").touch()
    assert generate(contract, tmp_path / "out", folder).changed
    assert files_of(folder) == files_of(resources)


def test_generate_error_leaves_both_folders_unchanged(tmp_path: Path) -> None:
    generate(write(tmp_path, CONTRACT), tmp_path / "out", tmp_path / "resources")
    before = files_of(tmp_path / "out"), files_of(tmp_path / "resources")
    broken = copy.deepcopy(CONTRACT)
    broken["components"]["schemas"]["X1y2"] = {"type": "object", "properties": {}}
    with pytest.raises(PipelineError, match="X1y2"):
        generate(write(tmp_path, broken), tmp_path / "out", tmp_path / "resources")
    assert (files_of(tmp_path / "out"), files_of(tmp_path / "resources")) == before


def test_command_writes_resources(tmp_path: Path, resources: Path) -> None:
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(with_chat_stream()), encoding="utf-8")
    done = command(contract, tmp_path / "out", "--resources", str(tmp_path / "resources"))
    assert done.returncode == 0, done.stderr
    assert files_of(tmp_path / "resources") == files_of(resources)


def test_operation_without_output_format_has_no_parse(tmp_path: Path, run: Callable[..., str]) -> None:
    contract = copy.deepcopy(CONTRACT)
    del contract["components"]["schemas"]["TextConfig"]["properties"]["format"]["x-output-format"]
    generate(write(tmp_path, contract), tmp_path / "out", tmp_path / "resources")
    cls = classes_in(tmp_path / "resources" / "responses.py")["Responses"]
    assert not methods_of(cls, "parse")
    (stream,) = methods_of(cls, "stream")
    assert ast.unparse(stream.returns or stream) == "ResponseStream[None]"
