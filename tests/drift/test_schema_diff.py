"""Comparison of schemas and operations: every change is found, once, and equivalent documents have none."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_interfaces
from tests.conftest import ROOT
from tests.drift.builders import (
    PATH,
    TEXT,
    body,
    changes_of,
    compare,
    document,
    obj,
    only_change,
    with_request,
    with_response,
)
from tests.models import require_schemas

Json = Any
CONTRACT: Json = json.loads((ROOT / "openapi" / "contract.json").read_bytes())


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def tree(name: str, **more: Json) -> Json:
    return obj("value", value=TEXT, next=ref(name), others={"type": "array", "items": ref(name)}, **more)


def test_compare_ignores_the_names_of_recursive_schemas() -> None:
    old = with_request(ref("Tree"), Tree=tree("Tree"))
    new = with_request(obj("a", a=ref("Node"), b=ref("Node")), Node=tree("Node"))
    assert changes_of(compare(old, with_request(ref("Node"), Node=tree("Node")))) == []
    assert (
        changes_of(compare(with_request(obj("a", a=ref("Tree"), b=ref("Tree")), Tree=tree("Tree")), new))
        == []
    )


def test_compare_reports_a_change_of_a_recursive_schema_at_its_start() -> None:
    old, new = (
        with_request(ref("Tree"), Tree=tree("Tree")),
        with_request(ref("Tree"), Tree=tree("Tree", more=TEXT)),
    )
    change = only_change(compare(old, new))
    assert (change.rule, change.location) == ("property-added", "chat request › more")
    narrower = tree("Tree") | {"required": ["value", "next"]}
    change = only_change(compare(old, with_request(ref("Tree"), Tree=narrower)))
    # No finite instance is valid by the new schema. An instance that was valid shows the break.
    assert (str(change.severity), change.location) == ("breaking", "chat request › next")


def test_compare_mutually_recursive_schemas() -> None:
    def document_of(a: str, b: str, kind: Json) -> Json:
        return with_request(ref(a), **{a: obj(b=ref(b)), b: obj(a=ref(a), kind=kind)})

    assert changes_of(compare(document_of("A", "B", TEXT), document_of("C", "D", TEXT))) == []
    change = only_change(compare(document_of("A", "B", TEXT), document_of("A", "B", {"type": "integer"})))
    assert change.rule == "type-changed"


def test_compare_reports_a_change_once_with_all_its_locations() -> None:
    def response(price: Json) -> Json:
        usage = obj("price", price=price)
        return with_response(obj("usage", usage=usage, steps={"type": "array", "items": obj(usage=usage)}))

    change = only_change(compare(response(TEXT), response({"type": ["string", "null"]})))
    assert change.locations == ("chat response › usage › price", "chat response › steps[] › usage › price")


def test_compare_reports_the_parts_of_a_new_property() -> None:
    meta = {"anyOf": [obj("usd", usd={"type": "number"}), {"type": "null"}]}
    assert changes_of(compare(with_response(obj(a=TEXT)), with_response(obj(a=TEXT, meta=meta)))) == [
        ("compatible", "property-added", "chat response › meta"),
        ("compatible", "required-part-added", "chat response › meta › usd"),
    ]
    # A required part of an optional property breaks no request.
    assert {
        one[0] for one in changes_of(compare(with_request(obj(a=TEXT)), with_request(obj(a=TEXT, meta=meta))))
    } == {"compatible"}


def test_compare_matches_branches_by_tag_and_then_by_similarity() -> None:
    def messages(*branches: Json) -> Json:
        return with_request(obj("m", m={"type": "array", "items": {"anyOf": [*branches]}}))

    def message(role: str, *names: str) -> Json:
        properties = {"role": {"const": role}, **dict.fromkeys(names, TEXT)}
        return {"type": "object", "properties": properties, "required": ["role"]}

    old = messages(message("user", "a", "b"), message("user", "x", "y"), message("tool", "t"))
    new = messages(message("tool", "t"), message("user", "x", "y", "z"), message("user", "a", "b"))
    assert changes_of(compare(old, new)) == [("compatible", "property-added", "chat request › m[](user) › z")]
    untagged = messages(obj("a", a=TEXT, b=TEXT), obj("x", x=TEXT, y=TEXT))
    changed = messages(obj("x", x=TEXT, y=TEXT, z=TEXT), obj("a", a=TEXT, b=TEXT))
    assert changes_of(compare(untagged, changed)) == [
        ("compatible", "property-added", "chat request › m[] › z")
    ]


def test_counterexample_is_found_deep_inside_a_branch() -> None:
    def message(*parts: str) -> Json:
        part = {"anyOf": [obj("t", t={"const": name}, x=TEXT) for name in parts]}
        return obj("parts", parts={"type": "array", "items": part})

    # The smallest messages match both branches.
    old = with_request(
        {"anyOf": [message("text", "image"), {**message("text", "refusal"), "minProperties": 1}]}
    )
    change = only_change(compare(old, with_request(message("text", "image"))))
    assert (str(change.severity), change.rule) == ("breaking", "branch-removed")


def test_compare_reports_a_grown_overlap_of_an_exclusive_union() -> None:
    one, other = obj("t", t={"const": "a"}), obj("t", t={"const": "b"})
    drift = compare(
        with_request({"oneOf": [one, other]}), with_request({"oneOf": [{**one, "required": []}, obj(t=TEXT)]})
    )
    assert ("breaking", "union-overlap-grown", "chat request") in changes_of(drift)
    assert changes_of(
        compare(
            with_request({"oneOf": [one, other]}), with_request({"oneOf": [one, {**other, "required": []}]})
        )
    ) == [("compatible", "property-optional", "chat request(b) › t")]


def test_compare_reports_a_changed_constraint_on_null() -> None:
    old = obj(a={"anyOf": [obj(b=TEXT), {"type": "null"}]})
    new = obj(a={"anyOf": [obj(b=TEXT), {"type": "null", "allOf": [TEXT]}]})
    change = only_change(compare(with_request(old), with_request(new)))
    assert (str(change.severity), change.rule, change.location) == (
        "breaking",
        "rule-changed",
        "chat request › a",
    )


def test_compare_does_not_match_branches_with_contradicting_values() -> None:
    def response(*branches: Json) -> Json:
        return with_request(obj("m", m={"anyOf": [*branches]}))

    # The second branch lists no `kind`, so the union has no tag.
    free = obj("z", z=TEXT)
    old = response(obj("kind", kind={"const": "a"}, x=TEXT, y=TEXT), free)
    new = response(obj("kind", kind={"const": "b"}, x=TEXT, y=TEXT), free)
    assert {rule for _, rule, _ in changes_of(compare(old, new))} == {"branch-added", "branch-removed"}


def test_compare_keeps_values_that_move_between_branches() -> None:
    def tools(*tag_values: list[str]) -> Json:
        branches = [obj("t", t={"enum": values}, **{values[0]: TEXT}) for values in tag_values]
        return with_request(obj("u", u={"anyOf": branches}))

    assert changes_of(compare(tools(["a", "b"], ["c"]), tools(["a"], ["c"]))) == [
        ("breaking", "value-removed", "chat request › u › t")
    ]


def test_compare_reports_properties_added_to_a_map_as_breaking() -> None:
    old, new = with_request(obj("m", m={"type": "object"})), with_request(obj("m", m=obj(a=TEXT)))
    change = only_change(compare(old, new))
    assert (str(change.severity), str(change.corrected_from)) == ("breaking", "compatible")
    assert change.counterexample is not None
    assert change.counterexample.instance == {"m": {"a": 1}}


def test_compare_lowers_breaking_to_risky_without_a_counterexample() -> None:
    # Every integer is a multiple of 1, so no instance is affected.
    old = with_request(obj("n", n={"type": "integer", "minimum": 1, "maximum": 2}))
    new = with_request(obj("n", n={"type": "integer", "minimum": 1, "maximum": 2, "multipleOf": 1}))
    change = only_change(compare(old, new))
    assert (change.rule, str(change.severity), str(change.corrected_from)) == (
        "multiple-added",
        "risky",
        "breaking",
    )


def test_counterexample_shows_only_its_own_change() -> None:
    old = with_request(obj("a b", a={"type": ["string", "integer"]}, b={"enum": ["x", "y"]}, c=TEXT))
    new = with_request(obj("a b", a=TEXT, b={"enum": ["y"]}, c={"type": "integer"}))
    proofs = {
        change.location: change.counterexample.instance
        for change in compare(old, new).changes
        if change.counterexample
    }
    assert proofs == {
        "chat request › a": {"a": 1, "b": "y"},
        "chat request › b": {"a": "a", "b": "x"},
        "chat request › c": {"a": "a", "b": "y", "c": ""},
    }


def test_compare_also_compares_a_moved_operation() -> None:
    request = {"requestBody": body(obj("model", model=TEXT, messages=TEXT, n=TEXT))}
    fuller = {"requestBody": body(obj("model n", model=TEXT, messages=TEXT, n=TEXT))}
    drift = compare(document(request), document(fuller, "/v2/chat/completions"))
    assert changes_of(drift)[:2] == [
        ("breaking", "operation-gone", f"POST {PATH}"),
        ("breaking", "property-required", "chat request › n"),
    ]
    assert str(drift.moves[0]) == f"POST {PATH} is gone; the document now offers POST /v2/chat/completions"
    assert drift.exit_status == 1


def test_compare_does_not_take_an_unrelated_operation_for_a_move() -> None:
    request = {"requestBody": body(obj("model", model=TEXT, messages=TEXT, n=TEXT))}
    other = {"requestBody": body(obj("model", model=TEXT, prompt=TEXT, size=TEXT))}
    assert changes_of(compare(document(request), document(other, "/v1/images"))) == [
        ("breaking", "operation-gone", f"POST {PATH}"),
        ("compatible", "operation-added", "POST /v1/images"),
    ]


def test_compare_reports_a_missing_operation_first() -> None:
    old, new = document({"requestBody": body(obj(a=TEXT))}, "/v1/Art"), document({}, "/v1/Art")
    old["paths"]["/v1/zoo"] = {"post": {}}
    new["paths"]["/v1/Art"]["post"] = {"requestBody": body(obj("a", a=TEXT))}
    assert changes_of(compare(old, new)) == [
        ("breaking", "operation-gone", "POST /v1/zoo"),
        ("breaking", "property-required", "Art request › a"),
    ]


def test_compare_ignores_the_names_of_path_parameters() -> None:
    def with_id(name: str) -> Json:
        parameter = {"name": name, "in": "path", "required": True, "schema": TEXT}
        return document({"parameters": [parameter]}, f"/v1/chat/{{{name}}}")

    assert changes_of(compare(with_id("id"), with_id("ident"))) == []


def test_compare_contracts_finds_each_edit() -> None:
    require_schemas("ChatCompletionCreateParams", "ResponseStreamEvent")
    contract = interface_of(CONTRACT, "contract")
    assert changes_of(compare_interfaces(contract, contract)) == []
    changed = json.loads(json.dumps(CONTRACT))
    del changed["components"]["schemas"]["ChatCompletionCreateParams"]["properties"]["n"]["maximum"]
    changed["components"]["schemas"]["ResponseStreamEvent"]["oneOf"].pop()
    assert changes_of(compare_interfaces(contract, interface_of(changed, "changed"))) == [
        ("risky", "event-removed", "responses stream"),
        ("compatible", "bound-relaxed", "chat request › n"),
    ]


def test_compare_limits_the_branches_of_a_union() -> None:
    started = time.perf_counter()
    two = {
        "anyOf": [obj(a={"const": str(n)}) for n in range(300)],
        "oneOf": [obj(b={"const": n}) for n in range(300)],
    }
    with pytest.raises(PipelineError, match="has a union of more than 1000 branches"):
        compare(with_request(TEXT), with_request(two))
    many = {"anyOf": [obj("t", t={"const": str(n)}, a=TEXT) for n in range(300)]}
    other = {"anyOf": [obj("t", t={"const": str(n)}, a=TEXT, b=TEXT) for n in range(300)]}
    assert len(compare(with_request(many), with_request(other)).changes) == 300
    assert time.perf_counter() - started < 60


def test_compare_limits_the_number_of_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.drift.schema_diff.FINDINGS_LIMIT", 500)

    def doubled(leaf: Json, levels: int = 9) -> Json:
        components = {f"A{n}": obj(a=ref(f"A{n + 1}"), b=ref(f"A{n + 1}")) for n in range(levels)}
        return with_request(ref("A0"), **components, **{f"A{levels}": leaf})

    with pytest.raises(PipelineError, match="differ in more than 500 places"):
        compare(doubled(obj(x=TEXT)), doubled(obj(x=TEXT, y=TEXT)))
