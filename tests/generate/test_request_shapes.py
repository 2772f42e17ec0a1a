"""The request shapes as data: what requests for one model cannot have, although those for another can."""

from __future__ import annotations

import copy
import importlib
import json
from pathlib import Path
from typing import Any

from scripts.generate.api import read_api
from scripts.generate.request_shapes import RequestShapeContext, request_shape_contexts
from tests.generate.fixture import CONTRACT, array, const, entity, one_of, ref, some

Json = Any


def shapes(tmp_path: Path, mini: Json, pro: Json) -> dict[str, RequestShapeContext]:
    """Return the shapes of an operation whose two models have these additional properties."""
    contract = copy.deepcopy(CONTRACT)
    schemas = contract["components"]["schemas"]
    schemas["TextItem"] = entity("type", type=const("text"))
    schemas["ImageItem"] = entity("type", type=const("image"), detail=some("low", "high"))
    schemas["AnyItem"] = one_of("TextItem", "ImageItem")
    schemas["MiniResponseCreateParams"]["properties"].update(mini)
    schemas["ProResponseCreateParams"]["properties"].update(pro)
    path = tmp_path / "contract.json"
    path.write_text(json.dumps(contract), encoding="utf-8")
    (found,) = request_shape_contexts(read_api(path)).values()
    return {model: shape for shape in found for model in shape.models}


def refused(shape: RequestShapeContext, *path: str) -> list[str]:
    values, objects = [], shape.values
    for name in path:
        if name not in objects:
            return []
        values, objects = objects[name].values, objects[name].objects
    return values


def test_parameters_of_other_shapes(api: str) -> None:
    module = importlib.import_module(f"{api}.request_shapes")
    (by_model,) = module.REQUEST_SHAPES.values()
    assert {model: shape().parameters for model, shape in by_model.items()} == {
        "mini": {"background"},
        "pro": {"effort"},
    }


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
