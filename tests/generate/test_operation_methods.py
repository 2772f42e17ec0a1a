"""The methods for operations without a request body: their names, parameters and responses."""

from __future__ import annotations

import ast
import copy
import importlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.mock import MockServer
from aimlkit.mock.contract import MockContract
from aimlkit.resources import AsyncResources, SyncResources
from scripts.common.documents import dump, read_document
from scripts.common.errors import PipelineError
from scripts.common.sources import Source, operations_of, read_sources
from scripts.contract.build import build_from_documents
from scripts.contract.overlay import read_overlay
from scripts.generate.project import generate
from scripts.generate.resources import CLIENT_ATTRIBUTES
from tests.conftest import ROOT
from tests.contract.documents import published_file
from tests.generate.fixture import CONTRACT, INTEGER, STRING, array, entity, mostly, ref, some
from tests.generate.test_hostile import PAYLOADS
from tests.generate.test_output import files_of, write
from tests.generate.test_resources import Function, classes_in, methods_of

Json = Any


def query(name: str, schema: Json, **more: Json) -> Json:
    return {"name": name, "in": "query", "schema": schema, **more}


def operation(name: str, response: str | None, *parameters: Json, **more: Json) -> Json:
    content = {"content": {"application/json": {"schema": ref(response)}}} if response else {}
    return {
        "operationId": name,
        "parameters": [*parameters],
        "responses": {"200": {"description": "", **content}},
        **more,
    }


ITEMS = operation(
    "listItems",
    "ItemList",
    query("kind", array(STRING), explode=False, description="The kinds."),
    query("shape", array(mostly("round"))),
    query("fast", some("true", "1")),
    query("limit", INTEGER),
    query("from", STRING),
    query("list", STRING),
    query("timeout", INTEGER),
    query("page[size]", INTEGER),
    {"name": "If-None-Match", "in": "header", "schema": STRING},
    {"name": "X-Other", "in": "header", "schema": STRING, "required": True},
    {"name": "x-trace", "in": "header", "schema": STRING},
    {"name": "session", "in": "cookie", "schema": STRING},
    description="List the items.",
    **{
        "x-list": {
            "items": "data",
            "filters": {"kind": ["id", "names"], "limit": []},
            "retrieve-by": "kind",
            "retrieve-as": "item",
        }
    },
)
PATHS: Json = {
    "/v1/items": {"get": ITEMS},
    "/v1/items/{item-id}": {
        "parameters": [{"name": "item-id", "in": "path", "required": True, "schema": STRING}],
        "delete": operation("deleteItem", "Item"),
    },
    "/v1/account/state": {"get": operation("getState", "Item")},
    "/v1/state": {"get": operation("getOther", "Item", **{"x-client-method": "state"})},
    "/v1/nothing": {"get": operation("getNothing", None), "head": operation("headNothing", "Item")},
}
SCHEMAS: Json = {
    "ItemList": entity("data", data=array(ref("Item"))),
    "Item": entity("id", id=STRING, names=array(STRING)),
}


def contract_with(paths: Json) -> Json:
    """Return the fixture contract with more operations."""
    contract = copy.deepcopy(CONTRACT)
    contract["paths"] |= paths
    contract["components"]["schemas"] |= SCHEMAS
    contract["x-headers"] |= {"etag": "etag", "if-none-match": "if-none-match"}
    return contract


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the resource classes."""
    folder = tmp_path_factory.mktemp("resources")
    generate(write(folder, contract_with(PATHS)), folder / "out", folder / "resources")
    return folder / "resources"


def method_of(resources: Path, module: str, class_name: str, name: str) -> Function:
    [method] = methods_of(classes_in(resources / module)[class_name], name)
    return method


def positional(method: Function) -> list[str]:
    return [argument.arg for argument in method.args.args]


def keywords(method: Function) -> dict[str, str]:
    return {arg.arg: ast.unparse(arg.annotation or ast.Constant(0)) for arg in method.args.kwonlyargs}


def test_operations_have_a_module_per_attribute_of_the_client(resources: Path) -> None:
    assert {"items.py", "account.py", "client_methods.py"} <= files_of(resources).keys()
    assert [*classes_in(resources / "items.py")] == [
        "ItemList",
        "Item",
        "Items",
        "ItemsWithRawResponse",
        "AsyncItems",
        "AsyncItemsWithRawResponse",
    ]
    method_of(resources, "account.py", "Account", "state")
    for name in ("SyncResources", "AsyncResources", "SyncResourcesWithRawResponse"):
        method_of(resources, "__init__.py", name, "items")
        method_of(resources, "__init__.py", name, "state")


def test_method_has_the_parameters_of_the_operation(resources: Path) -> None:
    method = method_of(resources, "items.py", "Items", "list")
    assert positional(method) == ["self", "x_other"]
    assert keywords(method) == {
        "kind": "str | Sequence[str] | Omit",
        "shape": "str | Sequence[Literal['round'] | str] | Omit",
        "fast": "Literal['true', '1'] | Omit",
        "limit": "int | Omit",
        "from_": "str | Omit",
        "list_": "str | Omit",
        "page_size": "int | Omit",
        "extra_headers": "Mapping[str, str | Omit] | None",
        "extra_query": "Mapping[str, object] | None",
        "timeout": "TimeoutTypes | Omit",
        "client_request_id": "str | Omit | None",
    }
    source = (resources / "items.py").read_text()
    for name, argument in (("from", "from_"), ("page[size]", "page_size"), ("X-Other", "x_other")):
        assert f'"{name}": {argument},' in source
    lines = [line.strip() for line in (ast.get_docstring(method) or "").splitlines()]
    assert lines[0] == "List the items."
    assert "kind: The kinds." in lines


def test_retrieve_takes_the_name_and_what_does_not_filter(resources: Path) -> None:
    method = method_of(resources, "items.py", "Items", "retrieve")
    assert positional(method) == ["self", "item", "x_other"]
    assert not {"kind", "limit"} & keywords(method).keys()
    assert {"shape", "fast", "timeout"} <= keywords(method).keys()
    assert ast.unparse(method.returns or ast.Constant(0)) == "Item"
    assert "`id` or `names`" in (ast.get_docstring(method) or "")


def test_async_list_is_no_coroutine_function(resources: Path) -> None:
    method = method_of(resources, "items.py", "AsyncItems", "list")
    assert isinstance(method, ast.FunctionDef)
    assert ast.unparse(method.returns or ast.Constant(0)) == "AsyncListRequest[ItemList, models.Item]"
    for name in ("retrieve", "delete"):
        assert isinstance(method_of(resources, "items.py", "AsyncItems", name), ast.AsyncFunctionDef)
    raw = method_of(resources, "items.py", "AsyncItemsWithRawResponse", "list")
    assert isinstance(raw, ast.AsyncFunctionDef)
    assert ast.unparse(raw.returns or ast.Constant(0)) == "RawResponse[ItemList]"


def test_method_with_a_path_parameter_is_part_of_the_resource_of_its_path(resources: Path) -> None:
    method = method_of(resources, "responses.py", "Responses", "retrieve")
    assert positional(method) == ["self", "response_id"]
    assert "include" in keywords(method)
    assert "x_trace" not in keywords(method)  # The client has an option for this header.
    assert positional(method_of(resources, "items.py", "Items", "delete")) == ["self", "item_id"]


def test_operation_without_an_object_as_its_response_has_no_method(resources: Path) -> None:
    assert "nothing" not in (resources / "__init__.py").read_text()
    assert "events.py" not in files_of(resources)


def test_operation_spec_has_the_parameters_outside_the_body(api: str) -> None:
    spec = importlib.import_module(f"{api}.operations").OPERATIONS["get response"]
    assert {name: tuple(parameter) for name, parameter in spec.url_parameters.items()} == {
        "include[]": ("query", False, True),
        "X-Trace": ("header", False, True),
        "response-id": ("path", True, True),
    }
    assert (spec.listing, spec.is_authenticated) == (None, True)


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/v1/more", "responses"),
        ("/v1/more", "responses.create"),
        ("/v1/more", "close"),
        ("/v1/more", "copy.list"),
        ("/v1/more", "items.list"),
        ("/v1/more", "client.methods.list"),
        ("/v1/more", "client_methods.list"),
        ("/v1/more", "item.list"),
    ],
)
def test_method_that_would_hide_something_else_is_an_error(tmp_path: Path, path: str, method: str) -> None:
    more = {path: {"get": operation("more", "Item", **{"x-client-method": method})}}
    with pytest.raises(PipelineError, match="x-client-method"):
        generate(write(tmp_path, contract_with({**PATHS, **more})), tmp_path / "out", tmp_path / "resources")
    assert not (tmp_path / "resources").exists()


@pytest.mark.parametrize("name", ["a b", "1", "", "class", "a..b", "a.\n"])
def test_client_method_that_is_no_name_is_an_error_or_ignored(tmp_path: Path, name: str) -> None:
    more = {"/v1/more": {"get": operation("more", "Item", **{"x-client-method": name})}}
    contract = write(tmp_path, contract_with(more))
    if name:
        with pytest.raises(PipelineError, match="is not a name of a method"):
            generate(contract, tmp_path / "out", tmp_path / "resources")
    else:
        generate(contract, tmp_path / "out", tmp_path / "resources")
        assert "def more(" in (tmp_path / "resources" / "client_methods.py").read_text()


def test_name_of_a_parameter_that_is_none_is_an_error(tmp_path: Path) -> None:
    items = copy.deepcopy(ITEMS)
    items["x-list"]["retrieve-as"] = "x=print()"
    with pytest.raises(PipelineError, match="is not a name of a parameter"):
        generate(write(tmp_path, contract_with({"/v1/items": {"get": items}})), tmp_path / "out")


def test_texts_of_parameters_do_not_reach_the_source_as_code(tmp_path: Path) -> None:
    items = copy.deepcopy(ITEMS)
    items["description"] = PAYLOADS[0]
    items["parameters"] += [
        {"in": "query", "name": f"p{number}", "description": text, "schema": {"type": "string"}}
        for number, text in enumerate(PAYLOADS)
    ]
    items["parameters"][1]["schema"]["items"] = some(*PAYLOADS, "b")
    items["x-list"]["filters"] |= {text: [text] for text in PAYLOADS}
    generate(write(tmp_path, contract_with({"/v1/items": {"get": items}})), tmp_path / "out", tmp_path / "r")
    for name in ("items.py", "__init__.py"):
        source = (tmp_path / "r" / name).read_text(encoding="utf-8")
        assert all(c.isprintable() or c == "\n" for c in source)
        ast.parse(source)
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse((tmp_path / "r" / "items.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert set(calls) <= {
        *(
            "AsyncListRequest",
            "RequestOptions",
            "drive",
            "drive_async",
            "operation_flow",
            "operation_raw_flow",
        ),
        *("retrieve_flow", "retrieve_raw_flow", "ItemsWithRawResponse", "AsyncItemsWithRawResponse"),
    }


@pytest.mark.parametrize(
    "segment", ["close", "timeout", "post", "with_raw_response", "with_streaming_response", "class"]
)
def test_path_that_is_an_attribute_of_every_client_gets_another_name(tmp_path: Path, segment: str) -> None:
    more = {f"/v1/{segment}": {"get": operation("more", "Item")}}
    generate(write(tmp_path, contract_with(more)), tmp_path / "out", tmp_path / "resources")
    assert f"def {segment}_(" in (tmp_path / "resources" / "client_methods.py").read_text()


def test_attributes_of_every_client_are_known() -> None:
    generated = {name for cls in (SyncResources, AsyncResources) for name in vars(cls)} - {
        "with_raw_response",
        "with_streaming_response",
    }
    public = {name for cls in (AIMLAPI, AsyncAIMLAPI) for name in dir(cls) if not name.startswith("_")}
    assert public - generated == CLIENT_ATTRIBUTES


def test_every_service_document_gets_a_method_and_is_served(shared: Path, tmp_path: Path) -> None:
    """All of them together, and with the sources of this project."""
    folder = shared / "upstream" / "service"
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    documents = [
        (source, read_document(published_file(shared, source.name), source.name)) for source in sources
    ]
    for path in sorted(folder.glob("*.json")):
        document = read_document(path, path.stem)
        [operation] = operations_of(document)
        if operation not in {source.operation for source in sources}:
            documents.append((Source(path.stem, "https://docs.invalid", operation), document))
    assert len(documents) > len(sources)
    contract = build_from_documents(documents, read_overlay(ROOT / "openapi" / "overlay.yaml"))
    assert contract.unmatched == []
    generate(write(tmp_path, contract.document), tmp_path / "out", tmp_path / "resources")
    for module, names in (
        ("client_methods.py", ["balance", "logs", "usage"]),
        ("billing.py", ["transactions"]),
        ("models.py", ["list", "retrieve"]),
    ):
        [*_, methods] = [
            [part.name for part in node.body if isinstance(part, Function)]
            for node in classes_in(tmp_path / "resources" / module).values()
            if not node.name.startswith("Async") and node.name.endswith("WithRawResponse")
        ]
        assert methods == ["__init__", *names]
    with MockServer(contract=MockContract(json.loads(dump(contract.document)))) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        assert server.base_url == f"{server.url}/v1"  # As without the operations of another version.
        for url in ("/v2/usage", "/v2/logs?limit=10", "/v2/billing/transactions?from=2026-08-01T00:00:00Z"):
            assert httpx.get(server.url + url, headers=headers, trust_env=False).status_code == 200
        for url in ("/v2/logs?limit=0", "/v2/logs?limit=x", "/v2/billing/transactions?direction=UP"):
            assert httpx.get(server.url + url, headers=headers, trust_env=False).status_code == 400
