"""What differs is found wherever it is, once, and nothing that means the same is."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import drift_of
from tests.conftest import ROOT
from tests.drift.small import PATH, TEXT, answered, asked, body, compared, document, obj, only, told

Json = Any
CONTRACT: Json = json.loads((ROOT / "openapi" / "contract.json").read_bytes())


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def tree(name: str, **more: Json) -> Json:
    return obj("value", value=TEXT, next=ref(name), others={"type": "array", "items": ref(name)}, **more)


def test_a_circle_that_is_called_otherwise_is_no_change() -> None:
    old = asked(ref("Tree"), Tree=tree("Tree"))
    new = asked(obj("a", a=ref("Node"), b=ref("Node")), Node=tree("Node"))
    assert told(compared(old, asked(ref("Node"), Node=tree("Node")))) == []
    assert told(compared(asked(obj("a", a=ref("Tree"), b=ref("Tree")), Tree=tree("Tree")), new)) == []


def test_a_difference_in_a_circle_is_told_where_it_begins() -> None:
    old, new = asked(ref("Tree"), Tree=tree("Tree")), asked(ref("Tree"), Tree=tree("Tree", more=TEXT))
    change = only(compared(old, new))
    assert (change.kind, change.place) == ("property-added", "chat request › more")
    narrower = tree("Tree") | {"required": ["value", "next"]}
    change = only(compared(old, asked(ref("Tree"), Tree=narrower)))
    # Which no instance can have: it has no end. An older one shows it all the same.
    assert (str(change.severity), change.place) == ("breaking", "chat request › next")


def test_two_circles_through_each_other() -> None:
    def document_of(a: str, b: str, kind: Json) -> Json:
        return asked(ref(a), **{a: obj(b=ref(b)), b: obj(a=ref(a), kind=kind)})

    assert told(compared(document_of("A", "B", TEXT), document_of("C", "D", TEXT))) == []
    change = only(compared(document_of("A", "B", TEXT), document_of("A", "B", {"type": "integer"})))
    assert change.kind == "type-changed"


def test_one_difference_in_many_places_is_told_once() -> None:
    def answer(price: Json) -> Json:
        usage = obj("price", price=price)
        return answered(obj("usage", usage=usage, steps={"type": "array", "items": obj(usage=usage)}))

    change = only(compared(answer(TEXT), answer({"type": ["string", "null"]})))
    assert change.places == ("chat answer › usage › price", "chat answer › steps[] › usage › price")


def test_what_comes_with_a_new_property_is_told_with_it() -> None:
    meta = {"anyOf": [obj("usd", usd={"type": "number"}), {"type": "null"}]}
    assert told(compared(answered(obj(a=TEXT)), answered(obj(a=TEXT, meta=meta)))) == [
        ("compatible", "property-added", "chat answer › meta"),
        ("compatible", "required-part-added", "chat answer › meta › usd"),
    ]
    # A required part of what may be left out asks nothing of anybody.
    assert {one[0] for one in told(compared(asked(obj(a=TEXT)), asked(obj(a=TEXT, meta=meta))))} == {
        "compatible"
    }


def test_a_branch_is_matched_by_its_tag_and_then_by_likeness() -> None:
    def messages(*branches: Json) -> Json:
        return asked(obj("m", m={"type": "array", "items": {"anyOf": [*branches]}}))

    def message(role: str, *names: str) -> Json:
        properties = {"role": {"const": role}, **dict.fromkeys(names, TEXT)}
        return {"type": "object", "properties": properties, "required": ["role"]}

    old = messages(message("user", "a", "b"), message("user", "x", "y"), message("tool", "t"))
    new = messages(message("tool", "t"), message("user", "x", "y", "z"), message("user", "a", "b"))
    assert told(compared(old, new)) == [("compatible", "property-added", "chat request › m[](user) › z")]
    untagged = messages(obj("a", a=TEXT, b=TEXT), obj("x", x=TEXT, y=TEXT))
    changed = messages(obj("x", x=TEXT, y=TEXT, z=TEXT), obj("a", a=TEXT, b=TEXT))
    assert told(compared(untagged, changed)) == [("compatible", "property-added", "chat request › m[] › z")]


def test_what_only_shows_deep_inside_is_shown() -> None:
    def message(*parts: str) -> Json:
        part = {"anyOf": [obj("t", t={"const": name}, x=TEXT) for name in parts]}
        return obj("parts", parts={"type": "array", "items": part})

    # The smallest messages are of both kinds.
    old = asked({"anyOf": [message("text", "image"), {**message("text", "refusal"), "minProperties": 1}]})
    change = only(compared(old, asked(message("text", "image"))))
    assert (str(change.severity), change.kind) == ("breaking", "branch-removed")


def test_a_branch_that_takes_what_another_does_breaks_a_union_of_exactly_one() -> None:
    one, other = obj("t", t={"const": "a"}), obj("t", t={"const": "b"})
    drift = compared(asked({"oneOf": [one, other]}), asked({"oneOf": [{**one, "required": []}, obj(t=TEXT)]}))
    assert ("breaking", "union-overlap-grown", "chat request") in told(drift)
    assert told(
        compared(asked({"oneOf": [one, other]}), asked({"oneOf": [one, {**other, "required": []}]}))
    ) == [("compatible", "property-optional", "chat request(b) › t")]


def test_a_rule_on_null_is_a_rule() -> None:
    old = obj(a={"anyOf": [obj(b=TEXT), {"type": "null"}]})
    new = obj(a={"anyOf": [obj(b=TEXT), {"type": "null", "allOf": [TEXT]}]})
    change = only(compared(asked(old), asked(new)))
    assert (str(change.severity), change.kind, change.place) == (
        "breaking",
        "rule-changed",
        "chat request › a",
    )


def test_a_branch_whose_values_contradict_is_another() -> None:
    def answer(*branches: Json) -> Json:
        return asked(obj("m", m={"anyOf": [*branches]}))

    # The third lists no kind, so that no tag tells them apart.
    free = obj("z", z=TEXT)
    old = answer(obj("kind", kind={"const": "a"}, x=TEXT, y=TEXT), free)
    new = answer(obj("kind", kind={"const": "b"}, x=TEXT, y=TEXT), free)
    assert {kind for _, kind, _ in told(compared(old, new))} == {"branch-added", "branch-removed"}


def test_a_value_that_goes_from_one_branch_to_another_is_allowed_still() -> None:
    def tools(*kinds: list[str]) -> Json:
        branches = [obj("t", t={"enum": kind}, **{kind[0]: TEXT}) for kind in kinds]
        return asked(obj("u", u={"anyOf": branches}))

    assert told(compared(tools(["a", "b"], ["c"]), tools(["a"], ["c"]))) == [
        ("breaking", "value-removed", "chat request › u › t")
    ]


def test_a_free_map_whose_names_get_rules_is_narrower() -> None:
    old, new = asked(obj("m", m={"type": "object"})), asked(obj("m", m=obj(a=TEXT)))
    change = only(compared(old, new))
    assert (str(change.severity), str(change.corrected_from)) == ("breaking", "compatible")
    assert change.witness is not None
    assert change.witness.instance == {"m": {"a": 1}}


def test_what_a_rule_calls_breaking_and_no_instance_shows_is_risky() -> None:
    # All numbers from 1 to 2 that are whole are below 3 as well.
    old = asked(obj("n", n={"type": "integer", "minimum": 1, "maximum": 2}))
    new = asked(obj("n", n={"type": "integer", "minimum": 1, "maximum": 2, "multipleOf": 1}))
    change = only(compared(old, new))
    assert (change.kind, str(change.severity), str(change.corrected_from)) == (
        "multiple-added",
        "risky",
        "breaking",
    )


def test_a_witness_differs_in_nothing_else() -> None:
    old = asked(obj("a b", a={"type": ["string", "integer"]}, b={"enum": ["x", "y"]}, c=TEXT))
    new = asked(obj("a b", a=TEXT, b={"enum": ["y"]}, c={"type": "integer"}))
    proofs = {
        change.place: change.witness.instance for change in compared(old, new).changes if change.witness
    }
    assert proofs == {
        "chat request › a": {"a": 1, "b": "y"},
        "chat request › b": {"a": "a", "b": "x"},
        "chat request › c": {"a": "a", "b": "y", "c": ""},
    }


def test_an_operation_that_moved_is_compared_where_it_went() -> None:
    request = {"requestBody": body(obj("model", model=TEXT, messages=TEXT, n=TEXT))}
    fuller = {"requestBody": body(obj("model n", model=TEXT, messages=TEXT, n=TEXT))}
    drift = compared(document(request), document(fuller, "/v2/chat/completions"))
    assert told(drift)[:2] == [
        ("breaking", "operation-gone", f"POST {PATH}"),
        ("breaking", "property-required", "chat request › n"),
    ]
    assert str(drift.moves[0]) == f"POST {PATH} is gone; the document now offers POST /v2/chat/completions"
    assert drift.exit_status == 1


def test_an_operation_that_is_quite_another_is_not_where_it_went() -> None:
    request = {"requestBody": body(obj("model", model=TEXT, messages=TEXT, n=TEXT))}
    other = {"requestBody": body(obj("model", model=TEXT, prompt=TEXT, size=TEXT))}
    assert told(compared(document(request), document(other, "/v1/images"))) == [
        ("breaking", "operation-gone", f"POST {PATH}"),
        ("compatible", "operation-added", "POST /v1/images"),
    ]


def test_an_operation_that_is_gone_is_told_first() -> None:
    old, new = document({"requestBody": body(obj(a=TEXT))}, "/v1/Art"), document({}, "/v1/Art")
    old["paths"]["/v1/zoo"] = {"post": {}}
    new["paths"]["/v1/Art"]["post"] = {"requestBody": body(obj("a", a=TEXT))}
    assert told(compared(old, new)) == [
        ("breaking", "operation-gone", "POST /v1/zoo"),
        ("breaking", "property-required", "Art request › a"),
    ]


def test_the_names_of_path_parameters_say_nothing() -> None:
    def with_id(name: str) -> Json:
        parameter = {"name": name, "in": "path", "required": True, "schema": TEXT}
        return document({"parameters": [parameter]}, f"/v1/chat/{{{name}}}")

    assert told(compared(with_id("id"), with_id("ident"))) == []


def test_a_contract_is_no_other_than_itself_and_each_repair_is_found() -> None:
    contract = interface_of(CONTRACT, "contract")
    assert told(drift_of(contract, contract)) == []
    changed = json.loads(json.dumps(CONTRACT))
    del changed["components"]["schemas"]["ChatCompletionCreateParams"]["properties"]["n"]["maximum"]
    changed["components"]["schemas"]["ResponseStreamEvent"]["oneOf"].pop()
    assert told(drift_of(contract, interface_of(changed, "changed"))) == [
        ("risky", "event-removed", "responses stream"),
        ("compatible", "bound-relaxed", "chat request › n"),
    ]


def test_many_branches_end_in_a_line_and_soon() -> None:
    started = time.perf_counter()
    two = {
        "anyOf": [obj(a={"const": str(n)}) for n in range(300)],
        "oneOf": [obj(b={"const": n}) for n in range(300)],
    }
    with pytest.raises(PipelineError, match="has a union of more than 1000 branches"):
        compared(asked(TEXT), asked(two))
    many = {"anyOf": [obj("t", t={"const": str(n)}, a=TEXT) for n in range(300)]}
    other = {"anyOf": [obj("t", t={"const": str(n)}, a=TEXT, b=TEXT) for n in range(300)]}
    assert len(compared(asked(many), asked(other)).changes) == 300
    assert time.perf_counter() - started < 60


def test_a_difference_in_too_many_places_ends_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.drift.schemas.LIMIT", 500)

    def doubled(leaf: Json, levels: int = 9) -> Json:
        components = {f"A{n}": obj(a=ref(f"A{n + 1}"), b=ref(f"A{n + 1}")) for n in range(levels)}
        return asked(ref("A0"), **components, **{f"A{levels}": leaf})

    with pytest.raises(PipelineError, match="differ in more than 500 places"):
        compared(doubled(obj(x=TEXT)), doubled(obj(x=TEXT, y=TEXT)))
