"""Every rule: its finding is reported with the severity of the table, and with a counterexample if it breaks."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from scripts.drift.changes import Drift, Severity
from scripts.drift.rules import RULES
from tests.drift.builders import (
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

Json = Any

INTEGER = {"type": "integer"}
CAT = obj("kind", kind={"const": "cat"}, name=TEXT)
DOG = obj("kind", kind={"const": "dog"}, name=TEXT)
COW = obj("kind", kind={"const": "cow"}, name=TEXT)


def enum(*values: str) -> Json:
    return {"type": "string", "enum": [*values]}


def known(*values: str) -> Json:
    return {"type": "string", "x-extensible-enum": [*values]}


def text(**limits: Json) -> Json:
    return {"type": "string", **limits}


def number(**limits: Json) -> Json:
    return {"type": "number", **limits}


def items(**limits: Json) -> Json:
    return {"type": "array", "items": TEXT, **limits}


#: For a property `p`: the expected rule, the old schema and the new schema.
PROPERTY_CHANGES: list[tuple[str, Json, Json]] = [
    ("type-added", TEXT, {"type": ["string", "integer"]}),
    ("type-added", TEXT, {"anyOf": [TEXT, items()]}),
    ("type-added", INTEGER, {"type": "number"}),
    ("type-removed", {"type": ["string", "integer"]}, TEXT),
    ("type-removed", {"type": "number"}, INTEGER),
    ("type-removed", {}, TEXT),
    ("type-changed", TEXT, INTEGER),
    ("type-changed", obj(), items()),
    ("null-added", TEXT, {"type": ["string", "null"]}),
    ("null-added", TEXT, {"type": "string", "nullable": True}),
    ("null-added", obj(a=TEXT), {"anyOf": [obj(a=TEXT), {"type": "null"}]}),
    ("null-removed", {"type": ["string", "null"]}, TEXT),
    ("value-changed", {"const": "a"}, {"const": "b"}),
    ("bound-tightened", number(), number(minimum=0)),
    ("bound-tightened", number(minimum=0), number(exclusiveMinimum=0)),
    ("bound-tightened", INTEGER, {"type": "integer", "maximum": 10}),
    ("bound-relaxed", number(maximum=10), number(maximum=11)),
    ("bound-relaxed", {"type": "integer", "exclusiveMaximum": 10}, {"type": "integer", "maximum": 10}),
    ("length-tightened", text(maxLength=9), text(maxLength=8)),
    ("length-tightened", text(), text(minLength=1)),
    ("length-relaxed", text(minLength=3), text(minLength=2)),
    ("size-tightened", items(), items(maxItems=2)),
    ("size-tightened", {"type": "object"}, {"type": "object", "minProperties": 2}),
    ("size-relaxed", items(minItems=1), items()),
    ("format-added", TEXT, text(format="uri")),
    ("format-removed", text(format="uri"), TEXT),
    ("format-changed", text(format="uri"), text(format="email")),
    ("pattern-added", TEXT, text(pattern="^[a-f]+$")),
    ("pattern-removed", text(pattern="^[a-f]+$"), TEXT),
    ("pattern-changed", text(pattern="^[a-f]+$"), text(pattern="^[0-9]+$")),
    ("multiple-added", number(), number(multipleOf=2)),
    ("multiple-removed", number(multipleOf=2), number()),
    ("multiple-changed", number(multipleOf=2), number(multipleOf=3)),
    ("unique-added", items(), items(uniqueItems=True)),
    ("unique-removed", items(uniqueItems=True), items()),
    ("branch-added", {"oneOf": [CAT, DOG]}, {"oneOf": [CAT, DOG, COW]}),
    ("branch-added", CAT, {"anyOf": [CAT, DOG]}),
    ("branch-removed", {"anyOf": [CAT, DOG, COW]}, {"anyOf": [CAT, COW]}),
    ("branch-removed", {"anyOf": [obj("a", a=TEXT), obj("b", b=TEXT)]}, obj("a", a=TEXT)),
    ("union-overlap-refused", {"anyOf": [obj(a=TEXT), obj(b=TEXT)]}, {"oneOf": [obj(a=TEXT), obj(b=TEXT)]}),
    ("union-overlap-allowed", {"oneOf": [obj(a=TEXT), obj(b=TEXT)]}, {"anyOf": [obj(a=TEXT), obj(b=TEXT)]}),
    ("rule-changed", TEXT, text(**{"not": {"const": "a"}})),
    ("default-added", TEXT, text(default="a")),
    ("default-removed", text(default="a"), TEXT),
    ("default-changed", text(default="a"), text(default="b")),
    ("default-added", {"type": ["string", "null"]}, {"type": ["string", "null"], "default": None}),
    ("deprecated-added", TEXT, text(deprecated=True)),
    ("deprecated-removed", text(deprecated=True), TEXT),
    ("readOnly-added", TEXT, text(readOnly=True)),
    ("readOnly-removed", text(readOnly=True), TEXT),
    ("writeOnly-added", TEXT, text(writeOnly=True)),
    ("writeOnly-removed", text(writeOnly=True), TEXT),
]
#: For properties of requests, whose enums are closed.
REQUEST_VALUES: list[tuple[str, Json, Json]] = [
    ("value-added", enum("a", "b"), enum("a", "b", "c")),
    ("value-removed", enum("a", "b", "c"), enum("c", "a")),
    ("values-opened", enum("a", "b"), TEXT),
    ("values-closed", TEXT, enum("a", "b")),
    ("known-removed", known("a", "b", "c"), known("a", "b")),
]
#: For properties of responses, whose enums are open: they list known values.
RESPONSE_VALUES: list[tuple[str, Json, Json]] = [
    ("known-added", enum("a", "b"), enum("a", "b", "c")),
    ("known-added", known("a", "b"), enum("a", "b", "c")),
    ("known-removed", enum("a", "b", "c"), known("c", "a")),
    ("value-added", {"const": "a"}, enum("a", "b")),
    ("values-closed", TEXT, {"const": "a"}),
    ("values-opened", {"const": "a"}, TEXT),
]
#: For an object: the expected rule, the old schema and the new schema.
OBJECT_CHANGES: list[tuple[str, Json, Json]] = [
    ("property-added", obj(a=TEXT), obj(a=TEXT, b=TEXT)),
    ("required-property-added", obj("a", a=TEXT), obj("a b", a=TEXT, b=TEXT)),
    ("property-removed", obj(a=TEXT, b=TEXT), obj(a=TEXT)),
    ("required-property-removed", obj("a b", a=TEXT, b=TEXT), obj("a", a=TEXT)),
    ("property-refused", obj(closed=True, a=TEXT, b=TEXT), obj(closed=True, a=TEXT)),
    ("required-property-refused", obj("b", closed=True, a=TEXT, b=TEXT), obj(closed=True, a=TEXT)),
    ("property-required", obj(a=TEXT), obj("a", a=TEXT)),
    ("property-optional", obj("a", a=TEXT), obj(a=TEXT)),
    ("object-closed", obj(a=TEXT), obj(closed=True, a=TEXT)),
    ("object-opened", obj(closed=True, a=TEXT), obj(a=TEXT)),
]
#: Rules whose severity is corrected because no instance shows a break, and in which direction.
CORRECTED = {"rule-changed": ("response",)}


def check(rule_name: str, old: Json, new: Json, direction: str) -> None:
    """Assert that the only change has the expected rule and severity, and a counterexample if it is breaking."""
    made = with_request if direction == "request" else with_response
    drift = compare(made(old), made(new))
    change = only_change(drift)
    assert change.rule == rule_name
    rule = RULES[rule_name]
    severity = rule.request if direction == "request" else rule.response
    if direction in CORRECTED.get(rule_name, ()):
        assert (change.severity, change.corrected_from) == (Severity.RISKY, severity)
        return
    assert change.severity is severity, changes_of(drift)
    assert change.corrected_from is None
    assert (change.counterexample is not None) == (severity is Severity.BREAKING)
    if change.counterexample is not None:
        verdicts = [
            jsonschema_rs.is_valid(one, change.counterexample.instance, validate_formats=True)
            for one in (old, new)
        ]
        assert verdicts == ([True, False] if direction == "request" else [False, True])


@pytest.mark.parametrize(("rule", "old", "new"), PROPERTY_CHANGES)
@pytest.mark.parametrize("direction", ["request", "response"])
def test_rules_of_property_changes(rule: str, old: Json, new: Json, direction: str) -> None:
    # Whether a property is read-only also decides whether a request has to contain it.
    required = "" if rule.startswith(("readOnly", "writeOnly")) else "p"
    before, after = (_as_2020(obj(required, p=schema)) for schema in (old, new))
    check(rule, before, after, direction)


@pytest.mark.parametrize(("made", "flag"), [(with_request, "readOnly"), (with_response, "writeOnly")])
def test_rules_of_a_required_property_that_becomes_one_of_the_other_side(made: Any, flag: str) -> None:
    plain, flagged = made(obj("p", p=TEXT)), made(obj("p", p=text(**{flag: True})))
    assert {rule for _, rule, _ in changes_of(compare(plain, flagged))} == {
        f"{flag}-added",
        "property-optional",
    }
    assert {rule for _, rule, _ in changes_of(compare(flagged, plain))} == {
        f"{flag}-removed",
        "property-required",
    }


def _as_2020(schema: Json) -> Json:
    """Return `schema` with `nullable` of OpenAPI 3.0 rewritten for jsonschema-rs."""
    inner = schema["properties"]["p"]
    if not inner.get("nullable"):
        return schema
    nullable = {"anyOf": [{k: v for k, v in inner.items() if k != "nullable"}, {"type": "null"}]}
    return {**schema, "properties": {"p": nullable}}


@pytest.mark.parametrize(("rule", "old", "new"), REQUEST_VALUES)
def test_rules_of_value_changes_in_a_request(rule: str, old: Json, new: Json) -> None:
    check(rule, obj("p", p=old), obj("p", p=new), "request")


@pytest.mark.parametrize(("rule", "old", "new"), RESPONSE_VALUES)
def test_rules_of_value_changes_in_a_response(rule: str, old: Json, new: Json) -> None:
    check(rule, obj("p", p=old), obj("p", p=new), "response")


@pytest.mark.parametrize(("rule", "old", "new"), OBJECT_CHANGES)
@pytest.mark.parametrize("direction", ["request", "response"])
def test_rules_of_object_changes(rule: str, old: Json, new: Json, direction: str) -> None:
    check(rule, old, new, direction)


#: For an operation: severity, rule and location of the only change, the old and the new operation.
SEVERAL: Json = {"200": {"description": "", **body(TEXT)}, "429": {"description": ""}}
OPERATION_CHANGES: list[tuple[str, str, str, Json, Json]] = [
    ("compatible", "operation-deprecated", "chat", {}, {"deprecated": True}),
    ("compatible", "operation-undeprecated", "chat", {"deprecated": True}, {}),
    ("breaking", "security-tightened", "chat security", {}, {"security": [{"key": []}]}),
    ("breaking", "security-tightened", "chat security", {"security": [{"key": []}]},
     {"security": [{"other": []}]}),
    ("compatible", "security-relaxed", "chat security", {"security": [{"key": []}]}, {"security": [{}]}),
    ("compatible", "security-relaxed", "chat security", {"security": [{"key": []}]},
     {"security": [{"key": []}, {"other": []}]}),
    ("risky", "key-changed", "chat", {}, {"servers": [{"url": "https://example.com"}]}),
    ("risky", "key-changed", "chat response 429", {"responses": {**SEVERAL, "429": {"links": {"a": {}}}}}, {}),
    ("breaking", "body-required", "chat request", {"requestBody": body(TEXT)},
     {"requestBody": {**body(TEXT), "required": True}}),
    ("compatible", "body-optional", "chat request", {"requestBody": {**body(TEXT), "required": True}},
     {"requestBody": body(TEXT)}),
    ("breaking", "media-type-removed", "chat request", {"requestBody": body(TEXT, "text/plain")},
     {"requestBody": {}}),
    ("compatible", "media-type-added", "chat request", {"requestBody": {}},
     {"requestBody": body(TEXT, "text/plain")}),
    ("compatible", "status-added", "chat response", {}, {"responses": {**SEVERAL, "503": {}}}),
    ("compatible", "status-removed", "chat response", {"responses": {**SEVERAL, "503": {}}}, {}),
    ("risky", "success-added", "chat response", {}, {"responses": {**SEVERAL, "202": {}}}),
    ("breaking", "success-replaced", "chat response", {},
     {"responses": {"201": SEVERAL["200"], "429": {"description": ""}}}),
    ("compatible", "response-described", "chat response 429", {}, {"responses": {**SEVERAL, "429": body(TEXT)}}),
    ("risky", "response-undescribed", "chat response", {},
     {"responses": {**SEVERAL, "200": {"description": ""}}}),
    ("breaking", "property-required", "chat parameters › query › a",
     {"parameters": [{"name": "a", "in": "query"}]},
     {"parameters": [{"name": "a", "in": "query", "required": True}]}),
    ("compatible", "property-added", "chat parameters › query › a",
     {}, {"parameters": [{"name": "a", "in": "query", "schema": TEXT}]}),
    ("breaking", "required-property-added", "chat parameters › query › a",
     {}, {"parameters": [{"name": "a", "in": "query", "required": True}]}),
    ("breaking", "required-property-added", "chat parameters › query › b",
     {"parameters": [{"name": "a", "in": "query"}]},
     {"parameters": [{"name": "a", "in": "query"}, {"name": "b", "in": "query", "required": True}]}),
    ("breaking", "property-refused", "chat parameters › query › a",
     {"parameters": [{"name": "a", "in": "query"}, {"name": "b", "in": "query"}]},
     {"parameters": [{"name": "b", "in": "query"}]}),
    ("breaking", "property-refused", "chat parameters › query › a",
     {"parameters": [{"name": "a", "in": "query", "schema": INTEGER}]}, {}),
    ("breaking", "value-removed", "chat parameters › query › a",
     {"parameters": [{"name": "a", "in": "query", "schema": enum("x", "y", "z")}]},
     {"parameters": [{"name": "a", "in": "query", "schema": enum("x", "z")}]}),
    ("compatible", "value-added", "chat parameters › query › a",
     {"parameters": [{"name": "a", "in": "query", "schema": enum("x", "y")}]},
     {"parameters": [{"name": "a", "in": "query", "schema": enum("x", "y", "z")}]}),
    ("compatible", "property-added", "chat parameters › header › x-a",
     {"parameters": [{"name": "X-B", "in": "header"}]},
     {"parameters": [{"name": "X-B", "in": "header"}, {"name": "X-A", "in": "header"}]}),
    ("risky", "property-removed", "chat parameters › header › x-a",
     {"parameters": [{"name": "X-B", "in": "header"}, {"name": "X-A", "in": "header"}]},
     {"parameters": [{"name": "X-B", "in": "header"}]}),
    ("breaking", "style-changed", "chat parameters › query › a",
     {"parameters": [{"name": "a", "in": "query", "schema": items()}]},
     {"parameters": [{"name": "a", "in": "query", "schema": items(), "explode": False}]}),
    ("risky", "property-removed", "chat response 429 headers › retry-after",
     {"responses": {**SEVERAL, "429": {"headers": {"Retry-After": {"schema": TEXT}}}}}, {}),
]  # fmt: skip
SCHEMES = {
    "key": {"type": "http", "scheme": "bearer"},
    "other": {"type": "apiKey", "in": "header", "name": "k"},
}


@pytest.mark.parametrize(("severity", "rule", "location", "old", "new"), OPERATION_CHANGES)
def test_rules_of_operation_changes(severity: str, rule: str, location: str, old: Json, new: Json) -> None:
    documents = [document({"responses": SEVERAL, **one}) for one in (old, new)]
    for one in documents:
        one["components"]["securitySchemes"] = SCHEMES
    drift = compare(*documents)
    assert changes_of(drift) == [(severity, rule, location)]
    assert (only_change(drift).counterexample is not None) == (severity == "breaking")


def test_rules_of_media_type_changes_in_a_response() -> None:
    one = {"application/json": {"schema": TEXT}}
    two = {**one, "text/event-stream": {"schema": TEXT}}
    documents = [document({"responses": {"200": {"description": "", "content": c}}}) for c in (one, two)]
    assert changes_of(compare(*documents)) == [("risky", "media-type-added", "chat response")]
    assert changes_of(compare(*reversed(documents))) == [("breaking", "media-type-removed", "chat response")]


def test_rules_of_server_changes() -> None:
    old, new = document({}), document({})
    new["servers"] = [{"url": "https://example.com"}]
    assert changes_of(compare(old, new)) == [("risky", "servers-changed", "servers")]


@pytest.mark.parametrize("direction", ["request", "response"])
def test_rules_of_discriminator_changes(direction: str) -> None:
    made = with_request if direction == "request" else with_response
    # Branches that do not list their values, so that only the discriminator distinguishes them.
    branches: Json = [obj("kind sort", kind=TEXT, sort=TEXT, **{name: TEXT}) for name in ("a", "b")]
    without = {"oneOf": branches}
    kind = {**without, "discriminator": {"propertyName": "kind", "mapping": {"cat": "A", "dog": "B"}}}
    sort = {**without, "discriminator": {"propertyName": "sort"}}
    location = f"chat {direction} › pets[]"

    def drift(old: Json, new: Json) -> Drift:
        return compare(*(made(obj(pets={"type": "array", "items": pet})) for pet in (old, new)))

    removed = "compatible" if direction == "request" else "risky"
    assert changes_of(drift(without, kind)) == [("compatible", "discriminator-added", location)]
    assert changes_of(drift(kind, without)) == [(removed, "discriminator-removed", location)]
    assert changes_of(drift(kind, sort)) == [("risky", "discriminator-changed", location)]
    assert (only_change(drift(kind, sort)).before, only_change(drift(kind, sort)).after) == (
        "kind: cat, dog",
        "sort",
    )
    # It is not enough if one of two branches lists its values.
    half = {"oneOf": [CAT, branches[0]]}
    assert drift(half, {**half, "discriminator": {"propertyName": "kind"}}).changes
    # If all branches list their values, a discriminator adds nothing.
    union = {"oneOf": [CAT, {"allOf": [DOG]}, {"type": "null"}]}
    assert changes_of(drift(union, {**union, "discriminator": {"propertyName": "kind"}})) == []


def test_rules_of_model_changes() -> None:
    mini, pro = (obj("model", model={"const": name}, p=TEXT) for name in ("o3-mini", "o3-pro"))
    both = obj("model", model=enum("o3-mini", "o3-pro"), p=TEXT)
    location = "chat request › model"
    assert changes_of(compare(with_request(mini), with_request(both))) == [
        ("compatible", "model-added", location)
    ]
    assert changes_of(compare(with_request(both), with_request(mini))) == [
        ("breaking", "model-removed", location)
    ]
    assert changes_of(compare(with_request(mini), with_request(pro))) == [
        ("breaking", "model-replaced", location)
    ]
    # Two request shapes, one for each model.
    shapes = with_request({"anyOf": [mini, pro]})
    assert changes_of(compare(with_request(mini), shapes)) == [("compatible", "model-added", "chat request")]
    assert changes_of(compare(shapes, with_request(mini))) == [("breaking", "model-removed", "chat request")]
    # Merging two shapes into one is not a change.
    assert changes_of(compare(shapes, with_request(both))) == []
    assert changes_of(compare(with_request(both), shapes)) == []


def test_rules_of_event_changes() -> None:
    stream = "text/event-stream"
    two, three = (
        with_response({"oneOf": [CAT, DOG]}, stream),
        with_response({"oneOf": [CAT, DOG, COW]}, stream),
    )
    assert changes_of(compare(two, three)) == [("risky", "event-added", "chat stream")]
    assert changes_of(compare(three, two)) == [("risky", "event-removed", "chat stream")]
    old, new = (
        with_response({"oneOf": [CAT, DOG]}, stream),
        with_response({"oneOf": [CAT, {**DOG, "required": []}]}, stream),
    )
    assert changes_of(compare(old, new)) == [("breaking", "property-optional", "chat stream(dog) › kind")]


def test_rules_are_all_tested() -> None:
    cases = {rule for rule, _, _ in [*PROPERTY_CHANGES, *REQUEST_VALUES, *RESPONSE_VALUES, *OBJECT_CHANGES]}
    cases |= {rule for _, rule, *_ in OPERATION_CHANGES}
    cases |= {
        "servers-changed",
        "model-added",
        "model-removed",
        "model-replaced",
        "event-added",
        "event-removed",
    }
    cases |= {"media-type-added", "media-type-removed", "operation-gone", "operation-added"}
    cases |= {f"discriminator-{action}" for action in ("added", "removed", "changed")}
    cases |= {"part-added", "required-part-added", "union-overlap-grown"}
    # `uniqueItems` is a boolean, so it can only be added or removed.
    assert set(RULES) - cases == {"unique-changed"}


@pytest.mark.parametrize("name", RULES)
def test_reason_is_about_the_direction_of_the_change(name: str) -> None:
    rule = RULES[name]
    if rule.request is not rule.response:
        about_requests = ("requests", "was valid", "were valid", "still valid", "still accepted", "omitting")
        assert not any(text in rule.response_reason for text in about_requests), rule.response_reason
        about_responses = ("responses", "are possible", "reads it", "meets")
        assert not any(text in rule.request_reason for text in about_responses), rule.request_reason
