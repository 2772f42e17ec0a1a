"""Test schemas that refer to themselves, from the document to the generated classes and the report of changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit.mock.schema_examples import UnsatisfiableSchema, example_value
from scripts.common.errors import PipelineError
from scripts.common.graphs import strong_components
from scripts.contract import recursion
from scripts.contract.build import BuiltContract, write
from scripts.drift.verdicts import compare_documents
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.contract.documents import TEXT, built, chat, obj, request_of, response_of, schemas_of, tagged

Json = Any
NULL: Json = {"type": "null"}


def ref(name: str, **siblings: Json) -> Json:
    return {"$ref": f"#/components/schemas/{name}", **siblings}


def items(schema: Json) -> Json:
    return {"type": "array", "items": schema}


def recursive(schema: Json, **schemas: Json) -> Json:
    """Return a chat document with `schema` as a property of its request and of its response."""
    document = chat(tree=schema)
    response_of(document)["properties"]["tree"] = schema
    document["components"]["schemas"] = schemas
    return document


def nested(depth: int, key: str = "child") -> Json:
    value: Json = {"name": "leaf"}
    for level in range(depth):
        value = {"name": str(level), key: value}
    return value


NODE = obj("name", name=TEXT, child=ref("Node"))
EXPRESSION = {
    "oneOf": [
        tagged("number", "amount", amount={"type": "number"}),
        tagged("sum", "left right", left=ref("Expression"), right=ref("Expression")),
        tagged("negation", "operand", operand=ref("Expression")),
    ]
}
#: By name: the schema of the property `tree`, the named schemas, and an instance.
FAMILY: dict[str, tuple[Json, Json, Json]] = {
    "property": (ref("Node"), {"Node": NODE}, nested(3)),
    "nullable": (
        ref("Node"),
        {"Node": obj("name child", name=TEXT, child=ref("Node", nullable=True))},
        {"name": "a", "child": {"name": "b", "child": None}},
    ),
    "array": (
        ref("Node"),
        {"Node": obj("name", name=TEXT, child=items(ref("Node")))},
        {"name": "a", "child": [{"name": "b"}]},
    ),
    "map": (
        ref("Node"),
        {"Node": obj("name", name=TEXT, child={"type": "object", "additionalProperties": ref("Node")})},
        {"name": "a", "child": {"x": {"name": "b"}}},
    ),
    "mutual": (
        ref("Node"),
        {"Node": obj("name", name=TEXT, child=ref("Twig")), "Twig": obj("leaf", leaf=TEXT, back=ref("Node"))},
        {"name": "a", "child": {"leaf": "b", "back": {"name": "c"}}},
    ),
    "union": (
        ref("Expression"),
        {"Expression": EXPRESSION},
        {"type": "negation", "operand": {"type": "number", "amount": 1}},
    ),
    "base": (
        ref("Node"),
        {
            "Named": obj("name", name=TEXT, child=items(ref("Node"))),
            "Node": {"allOf": [ref("Named"), obj("size", size={"type": "integer"})]},
        },
        {"name": "a", "size": 1, "child": [{"name": "b", "size": 2}]},
    ),
    "json": (ref("Json"), {"Json": {"anyOf": [TEXT, items(ref("Json"))]}}, ["a", ["b"]]),
    "pointer into a schema": (
        obj("", a=ref("Node/properties/inner")),
        {"Node": obj("name", name=TEXT, inner=obj("", again=ref("Node")))},
        {"a": {"again": {"name": "a"}}},
    ),
}


@pytest.mark.parametrize("name", FAMILY)
def test_recursive_schema_keeps_its_meaning_in_the_contract(name: str) -> None:
    schema, schemas, instance = FAMILY[name]
    contract = built(recursive(schema, **schemas))
    tree = schemas_of(contract)["ChatCompletion"]["properties"]["tree"]
    document: Json = contract.document
    validator = jsonschema_rs.Draft202012Validator({**tree, "components": document["components"]})
    validator.validate(instance)
    values: list[Json] = [{"name": 1}, {"type": "sum"}, 7, [[7]], {"a": {"again": {}}}]
    for broken in values:
        published = jsonschema_rs.Draft202012Validator({**schema, "components": {"schemas": schemas}})
        if '"nullable"' not in json.dumps(schemas):
            assert validator.is_valid(broken) == published.is_valid(broken), broken


IMPORT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from aimlkit_api import models, params
import typing
instance = json.loads(sys.stdin.read())
response = models.ChatCompletion.from_dict({"id": "a", "choices": [], "tree": instance})
assert response.to_dict()["tree"] == instance
typing.get_type_hints(params.ChatCompletionCreateParams)
print(type(response.tree).__name__)
"""


@pytest.mark.parametrize("name", FAMILY)
def test_recursive_schema_is_a_class_that_refers_to_itself(tmp_path: Path, name: str) -> None:
    schema, schemas, instance = FAMILY[name]
    write(built(recursive(schema, **schemas)), tmp_path / "contract.json")
    generate(tmp_path / "contract.json", tmp_path / "out")
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT, str(tmp_path / "out")],
        cwd=ROOT,
        input=json.dumps(instance),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    # Python has no recursive alias: what is no object stays JSON.
    assert (result.stdout.strip() == "list") == (name == "json")
    assert result.stdout.strip() != "dict"


def test_recursive_schema_is_one_component_whatever_it_is_called() -> None:
    names = [
        sorted(schemas_of(built(recursive(ref(name), **{name: obj("name", name=TEXT, child=ref(name))}))))
        for name in ("Node", "Tree")
    ]
    assert names[0] == names[1]
    assert sum("Tree" in name for name in names[0]) == 1
    # Written out twice, and reached from either of two schemas, it is the same.
    twice = {"A": obj("name", name=TEXT, child=ref("B")), "B": obj("name", name=TEXT, child=ref("A"))}
    document = recursive(ref("A"), **twice)
    response_of(document)["properties"]["tree"] = ref("B")
    assert sorted(schemas_of(built(document))) == names[0]


def test_recursive_request_and_response_are_components(tmp_path: Path) -> None:
    document = chat()
    operation = document["paths"]["/v1/chat/completions"]["post"]
    request = operation["requestBody"]["content"]["application/json"]
    response = operation["responses"]["200"]["content"]["application/json"]
    document["components"]["schemas"] = {
        "Request": {
            **request["schema"],
            "properties": {**request["schema"]["properties"], "fallback": ref("Request")},
        },
        "Response": {
            **response["schema"],
            "properties": {**response["schema"]["properties"], "parent": ref("Response")},
        },
    }
    request["schema"], response["schema"] = ref("Request"), ref("Response")
    schemas = schemas_of(built(document))
    assert schemas["ChatCompletion"]["properties"]["parent"] == ref("ChatCompletion")
    assert schemas["ChatCompletionCreateParams"]["properties"]["fallback"] == ref(
        "ChatCompletionCreateParams"
    )


def test_recursive_schemas_of_two_documents_are_merged_if_they_are_equal() -> None:
    one = recursive(ref("Node"), Node=NODE)
    other = recursive(ref("Tree"), Tree=obj("name", name=TEXT, child=ref("Tree")))
    assert schemas_of(built(one, other)) == schemas_of(built(one))
    different = recursive(ref("Node"), Node=obj("name", name={"type": "integer"}, child=ref("Node")))
    request_of(different)["properties"]["model"]["enum"] = ["another"]
    union = schemas_of(built(one, different))["ChatCompletion"]["properties"]["tree"]
    assert len(union["anyOf"]) == 2


@pytest.mark.parametrize(
    ("schemas", "culprit"),
    [
        ({"A": ref("A")}, "A"),
        ({"A": ref("B"), "B": ref("A")}, "A"),
        ({"A": {"allOf": [ref("A")]}}, "A"),
        ({"A": {"allOf": [ref("B")]}, "B": {"allOf": [ref("A")]}}, "A"),
        ({"A": {"allOf": [ref("A"), obj(x=TEXT)]}}, "A"),
        ({"A": {"anyOf": [ref("A"), TEXT]}}, "A"),
        ({"A": {"not": ref("A")}}, "A"),
        ({"A": {"if": TEXT, "then": ref("A")}}, "A"),
        ({"A": obj(x=ref("B")), "B": ref("B")}, "B"),
    ],
)
def test_schema_that_is_only_itself_is_an_error_that_names_it(schemas: Json, culprit: str) -> None:
    document = recursive(ref("A"), **schemas)
    for name, use in (
        ("doc-0", lambda: built(document)),
        ("new", lambda: compare_documents(chat(), document, "old", "new")),
    ):
        with pytest.raises(PipelineError) as caught:
            use()
        message = str(caught.value)
        assert message.startswith((f"{name}#/components/schemas/", f"{name}#/paths/"))
        assert f"refers to #/components/schemas/{culprit}, which leads back to it in a cycle" in message
        assert "\n" not in message


@pytest.mark.parametrize("shape", ["chain of references", "chain of properties", "all to all", "ring"])
def test_many_recursive_schemas_end_in_a_contract_or_name_the_limit(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 12 if shape == "all to all" else 150 if shape == "ring" else 1_000
    numbers = range(count)
    schemas: Json = {
        "chain of references": {f"S{n}": ref(f"S{n + 1}") for n in numbers} | {f"S{count}": TEXT},
        "chain of properties": {f"S{n}": obj(a=ref(f"S{(n + 1) % count}"), x=TEXT) for n in numbers},
        "all to all": {f"S{n}": obj(str(n), **{str(m): ref(f"S{m}") for m in numbers}) for n in numbers},
        "ring": {f"S{n}": obj(a=ref(f"S{(n + 1) % count}"), **{f"p{n}": TEXT}) for n in numbers},
    }[shape]
    monkeypatch.setattr(recursion, "CYCLE_LIMIT", 200)
    try:
        found = schemas_of(built(recursive(ref("S0"), **schemas)))
    except PipelineError as error:
        assert "limit" in str(error) or "more than 200 schemas" in str(error)
        assert "\n" not in str(error)
        assert shape.startswith("chain")
    else:
        assert len(found) > count


def compared(old: Json, new: Json) -> list[tuple[str, str, str]]:
    drift = compare_documents(old, new, "old", "new")
    return [(str(change.severity), change.rule, change.location) for change in drift.changes]


@pytest.mark.parametrize("name", FAMILY)
def test_drift_compares_recursive_schemas(name: str) -> None:
    schema, schemas, _ = FAMILY[name]
    document = recursive(schema, **schemas)
    renamed = json.loads(json.dumps(document).replace("Node", "Knot").replace("Expression", "Term"))
    assert compared(document, renamed) == []
    contract: BuiltContract = built(document)
    assert not [one for one in compared(document, contract.document) if "tree" in one[2]]
    changed = json.loads(json.dumps(document))
    for one in changed["components"]["schemas"].values():
        for part in one.get("oneOf", one.get("allOf", [one])):
            part.setdefault("properties", {})["added"] = TEXT
    if name != "json":
        assert {rule for _, rule, _ in compared(document, changed)} == {"property-added"}


def test_search_for_instances_of_recursive_schemas_ends() -> None:
    # There is no finite instance of the first, and a tree of full depth would be enormous for the second.
    endless = obj("left right", left=ref("Endless"), right=ref("Endless"))
    branchy = {
        "oneOf": [
            obj(" ".join(names), **dict.fromkeys(names, ref("Branchy"))) for names in ("abc", "def", "ghi")
        ]
    }
    branchy["oneOf"].append(obj("leaf", leaf=TEXT))
    for name, schema in (("Endless", endless), ("Branchy", branchy)):
        old = recursive(ref(name), **{name: schema})
        new = json.loads(json.dumps(old).replace('"left"', '"port"').replace('"leaf"', '"bud"'))
        assert compared(old, new)


@pytest.mark.parametrize("name", FAMILY)
def test_mock_makes_examples_of_recursive_schemas(name: str) -> None:
    schema, schemas, _ = FAMILY[name]
    contract: Json = built(recursive(schema, **schemas)).document
    tree = contract["components"]["schemas"]["ChatCompletion"]["properties"]["tree"]
    example_value({**tree, "components": contract["components"]})


def test_mock_names_the_limit_if_a_schema_has_no_finite_instance() -> None:
    contract: Json = built(recursive(ref("Node"), Node=obj("child", child=ref("Node")))).document
    tree = contract["components"]["schemas"]["ChatCompletion"]["properties"]["tree"]
    with pytest.raises(UnsatisfiableSchema, match="enqueue a response instead"):
        example_value({**tree, "components": contract["components"]})


GRAPHS = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8)


@given(graph=GRAPHS)
def test_strong_components_are_the_sets_of_nodes_that_lead_to_one_another(
    graph: dict[int, list[int]],
) -> None:
    def reachable(start: int) -> set[int]:
        found, pending = set[int](), [start]
        while pending:
            for successor in graph.get(pending.pop(), ()):
                if successor not in found:
                    found.add(successor)
                    pending.append(successor)
        return found

    components = [*strong_components(graph, lambda node: graph.get(node, ()))]
    position = {node: index for index, component in enumerate(components) for node in component}
    for node, own in position.items():
        assert all(position[successor] <= own for successor in graph.get(node, ()))
        for other, others in position.items():
            together = node == other or (other in reachable(node) and node in reachable(other))
            assert (own == others) == together
