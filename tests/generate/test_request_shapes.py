"""The request shapes as data: what requests for one model cannot have, although those for another can."""

from __future__ import annotations

import copy
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from scripts.generate.api import read_api
from scripts.generate.request_shapes import RequestShapeContext, request_shape_contexts
from tests.generate.fixture import CONTRACT, array, const, entity, one_of, ref, some

Json = Any


def shapes(tmp_path: Path, mini: Json, pro: Json, **added: Json) -> dict[str, RequestShapeContext]:
    """Return the shapes of an operation whose two models have these additional properties; `added` are named schemas."""
    contract = copy.deepcopy(CONTRACT)
    schemas = contract["components"]["schemas"]
    schemas.update(added)
    schemas["TextItem"] = entity("type", type=const("text"))
    schemas["ImageItem"] = entity("type", type=const("image"), detail=some("low", "high"))
    schemas["AnyItem"] = one_of("TextItem", "ImageItem")
    schemas["MiniResponseCreateParams"]["properties"].update(mini)
    schemas["ProResponseCreateParams"]["properties"].update(pro)
    path = tmp_path / "contract.json"
    path.write_text(json.dumps(contract), encoding="utf-8")
    api = read_api(path)
    modules = {name: name.lower() for name in api.schemas}
    found = [shapes for shapes in request_shape_contexts(api, modules).values() if len(shapes) > 1]
    (several,) = found
    return {model: shape for shape in several for model in shape.models}


def refused(shape: RequestShapeContext, *path: str) -> list[str]:
    values, objects = [], shape.values
    for name in path:
        if name not in objects:
            return []
        values, objects = objects[name].values, objects[name].objects
    return values


def test_parameters_of_other_shapes(api: str) -> None:
    module = importlib.import_module(f"{api}.request_shapes")
    found = {
        model: module.request_shape(operation, model).parameters
        for operation, by_model in module.REQUEST_SHAPES.items()
        for model in by_model
        if len(by_model) > 1
    }
    assert found == {"mini": {"background"}, "pro": {"effort"}}


def test_request_shape_loads_the_module_of_one_model(api: str) -> None:
    module = importlib.import_module(f"{api}.request_shapes")
    (operation,) = (name for name, by_model in module.REQUEST_SHAPES.items() if len(by_model) > 1)
    for name in [name for name in sys.modules if name.startswith(f"{module.__name__}.")]:
        del sys.modules[name]
    module.request_shape.cache_clear()
    assert module.request_shape(operation, "mini").parameters == {"background"}
    loaded = [name for name in sys.modules if name.startswith(f"{module.__name__}.")]
    assert loaded == [f"{module.__name__}.{module.REQUEST_SHAPES[operation]['mini']}"]
    assert module.request_shape(operation, "another") is None
    assert module.request_shape("another", "mini") is None


def test_operations_with_one_schema_have_modules_of_their_own(tmp_path: Path) -> None:
    contract = copy.deepcopy(CONTRACT)
    operation = {**contract["paths"]["/v1/responses"]["post"], "operationId": "createAnother"}
    contract["paths"]["/v2/responses"] = {"post": operation}
    file = tmp_path / "contract.json"
    file.write_text(json.dumps(contract), encoding="utf-8")
    api = read_api(file)
    contexts = request_shape_contexts(api, {name: name.lower() for name in api.schemas})
    modules = [shape.module for shapes in contexts.values() for shape in shapes]
    assert len(set(modules)) == len(modules)


def test_values_of_other_shapes(tmp_path: Path) -> None:
    found = shapes(
        tmp_path,
        {"mode": some("a", "b"), "items": array(ref("TextItem")), "list": array(some("x"))},
        {"mode": some("b", "c"), "items": array(ref("AnyItem")), "list": array(some("x", "y"))},
    )
    assert refused(found["mini"], "mode") == ["c"]
    assert refused(found["pro"], "mode") == ["a"]
    assert refused(found["mini"], "items", "type") == ["image"]
    assert refused(found["mini"], "list") == ["y"]
    assert not refused(found["pro"], "items", "type")
    # The models select the shapes: none refuses that of another.
    assert "model" not in found["mini"].values


def test_value_in_a_place_that_takes_other_types_only(tmp_path: Path) -> None:
    found = shapes(tmp_path, {"choice": some("auto")}, {"choice": ref("TextItem")})
    assert refused(found["mini"], "choice", "type") == ["text"]
    assert refused(found["pro"], "choice") == ["auto"]


def test_value_is_not_refused_where_any_is_valid(tmp_path: Path) -> None:
    open_places: Json = {
        "mode": {"type": "string"},
        "open": {**some("a"), "x-open": True},
        "extensible": {"type": "string", "x-extensible-enum": ["a"]},
        "anything": {},
        "data": {"type": "object"},
    }
    closed = {name: some("b") for name in open_places} | {"data": ref("TextItem")}
    found = shapes(tmp_path, open_places, closed)
    for name in open_places:
        assert not refused(found["mini"], name)
        assert not refused(found["mini"], name, "type")


def test_shape_has_its_own_required_nulls_if_they_differ_from_those_of_all_shapes(tmp_path: Path) -> None:
    fields: Json = {"type": "object", "properties": {"text": {"type": ["string", "null"]}}}
    found = shapes(
        tmp_path,
        {"note": ref("Strict")},
        {"note": ref("Loose")},
        Strict={**fields, "required": ["text"]},
        Loose=fields,
    )
    assert found["mini"].request_objects is None
    own_objects = found["pro"].request_objects
    assert own_objects is not None
    assert own_objects["note"].required_nulls == []


def test_objects_are_closed_if_none_at_their_place_can_have_other_properties(tmp_path: Path) -> None:
    found = shapes(
        tmp_path,
        {"note": ref("Closed")},
        {"note": {"anyOf": [ref("Closed"), ref("Open")]}},
        Closed={"type": "object", "properties": {"a": {}}, "additionalProperties": {"not": {}}},
        Open={"type": "object", "properties": {"b": {}}},
    )
    places = {model: {place.path: place for place in shape.objects} for model, shape in found.items()}
    assert places["mini"]["note"].is_closed
    assert not places["pro"]["note"].is_closed
