"""The constants of the models: their names, and the parameters of each."""

from __future__ import annotations

import ast
import copy
from pathlib import Path

from scripts.generate.model_constants import constant_names
from scripts.generate.project import generate
from tests.generate.fixture import CONTRACT, array, const, entity, one_of, ref
from tests.generate.test_output import write
from tests.generate.test_resources import STREAM


def test_names_of_constants() -> None:
    assert constant_names(["o3-mini", "openai/o3-pro", "openai/gpt-4.1-nano", "a/3b"]) == {
        "o3-mini": "O3_MINI",
        "openai/o3-pro": "O3_PRO",
        "openai/gpt-4.1-nano": "GPT_4_1_NANO",
        "a/3b": "MODEL_3B",
    }


def test_models_whose_constants_would_have_the_same_name() -> None:
    models = ["b/x", "x", "a/x", "a/y-1", "a/y.1", "b/y-1", "type-checking"]
    assert constant_names(models) == {
        "x": "X",
        "a/x": "A_X",
        "b/x": "B_X",
        "a/y-1": "Y_1",
        "a/y.1": "A_Y_1",
        "b/y-1": "B_Y_1",
        "type-checking": "TYPE_CHECKING_2",
    }
    assert len({*constant_names(["a/x-1", "a/x.1", "a/x_1"]).values()}) == 3


def test_parameters_of_each_model(tmp_path: Path) -> None:
    contract = copy.deepcopy(CONTRACT)
    schemas = contract["components"]["schemas"]
    schemas["OneItem"] = entity("type", type=const("one"))
    schemas["TwoItem"] = entity("type", type=const("two"))
    schemas["Items"] = one_of("OneItem", "TwoItem")
    schemas["OneList"] = array(ref("OneItem"))
    lists = {"anyOf": [array(ref("TwoItem")), ref("OneList"), {"type": "string"}]}
    for name in ("MiniResponseCreateParams", "ProResponseCreateParams"):
        schemas[name]["properties"]["stream"] = STREAM
    schemas["ProResponseCreateParams"]["properties"]["lists"] = lists
    generate(write(tmp_path, contract), tmp_path / "out", tmp_path / "resources")
    tree = ast.parse((tmp_path / "resources" / "model_parameters.py").read_text(encoding="utf-8"))
    parameters = {
        node.name: {
            field.target.id: ast.unparse(field.annotation)
            for field in node.body
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        }
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    mini, pro = parameters["MiniResponseCreateParameters"], parameters["ProResponseCreateParameters"]
    assert "effort" in mini.keys() - pro.keys()
    assert pro["background"] == "bool"
    assert not {"model", "stream"} & {*mini, *pro}
    # Type checkers infer the type of a list display only for a single list type.
    assert pro["lists"] == "NotRequired[Sequence[TwoItemParam | OneItemParam] | str | Omit]"
