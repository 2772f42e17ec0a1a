"""Severities agree with random instances: breaking changes reject a valid one, and other changes do not."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common.documents import read_document
from scripts.contract.schemas import REFERENCE
from scripts.drift.changes import Drift
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_interfaces
from tests.conftest import ROOT, examples
from tests.contract.test_meaning import as_2020
from tests.drift.builders import changes_of, compare, with_request, with_response
from tests.drift.edits import edited, rewritten
from tests.instances import Instances, nearly

Json = Any

COMPONENTS: Json = json.loads((ROOT / "openapi" / "contract.json").read_bytes())["components"]["schemas"]
NAMES = sorted(COMPONENTS)
#: How many instances are checked against each edit.
DRAWN = 25


def validator(components: Json, name: str) -> jsonschema_rs.Draft202012Validator:
    whole = {"$ref": f"{REFERENCE}{name}", "components": {"schemas": components}}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def made(components: Json, name: str, direction: str) -> Json:
    return (with_request if direction == "request" else with_response)(
        {"$ref": f"{REFERENCE}{name}"}, **components
    )


def breaks(drift: Drift) -> bool:
    return any(str(change.severity) == "breaking" for change in drift.changes)


@settings(max_examples=examples(40))
@given(data=st.data())
def test_severity_of_request_changes_agrees_with_random_instances(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    after = data.draw(edited(COMPONENTS, name))
    edit = f"{name}: {json.dumps(after[name])}"
    drift = compare(made(COMPONENTS, name, "request"), made(after, name, "request"))
    old, new = validator(COMPONENTS, name), validator(after, name)
    for change in drift.changes:
        if change.counterexample is not None:
            instance = change.counterexample.instance
            assert (old.is_valid(instance), new.is_valid(instance)) == (True, False), (
                edit,
                changes_of(drift),
            )
        else:
            assert str(change.severity) != "breaking"
    if not breaks(drift):
        drawn = Instances(made(COMPONENTS, name, "request")).of(COMPONENTS[name])
        for instance in data.draw(st.lists(drawn | nearly(drawn), min_size=DRAWN, max_size=DRAWN)):
            if old.is_valid(instance):
                assert new.is_valid(instance), (edit, changes_of(drift), instance)


@settings(max_examples=examples(20))
@given(data=st.data())
def test_severity_of_response_changes_agrees_with_random_instances(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    after = data.draw(edited(COMPONENTS, name))
    drift = compare(made(COMPONENTS, name, "response"), made(after, name, "response"))
    old, new = validator(COMPONENTS, name), validator(after, name)
    for change in drift.changes:
        if change.counterexample is not None:
            # Drift treats the enums of a response as open; the plain validator does not.
            assert change.counterexample.accepted_by == "new"
            assert not old.is_valid(change.counterexample.instance), changes_of(drift)
    if not drift.changes:
        drawn = Instances(made(after, name, "response")).of(after[name])
        for instance in data.draw(st.lists(drawn | nearly(drawn), min_size=DRAWN, max_size=DRAWN)):
            if new.is_valid(instance):
                assert old.is_valid(instance), (name, after[name], instance)


@settings(max_examples=examples(20))
@given(data=st.data(), direction=st.sampled_from(["request", "response"]))
def test_compare_finds_no_change_between_equivalent_schemas(data: st.DataObject, direction: str) -> None:
    name = data.draw(st.sampled_from(NAMES))
    after, called = data.draw(rewritten(COMPONENTS, name))
    drift = compare(made(COMPONENTS, name, direction), made(after, called, direction))
    assert changes_of(drift) == [], f"{name}: {json.dumps(after[called])}"


def test_severity_of_changes_between_published_versions_agrees_with_random_requests(
    shared: Path,
) -> None:
    names_by_api = {
        "chat": ["earlier/o3-mini.2025-06-12", "earlier/o3-mini.2025-11-13", "earlier/o3-mini.2026-01-16",
                 "current/o3-mini", "other/o3"],
        "responses": ["earlier/o3-mini-RESPONSES.2025-11-21", "earlier/o3-mini-RESPONSES.2026-01-16",
                      "current/o3-mini-RESPONSES", "current/o3-pro-RESPONSES", "other/o3-RESPONSES"],
    }  # fmt: skip
    compatible = 0
    for names in names_by_api.values():
        documents: Json = {name: read_document(shared / "upstream" / f"{name}.json", name) for name in names}
        interfaces = {name: interface_of(document, name) for name, document in documents.items()}
        for one, other in itertools.permutations(names, 2):
            drift = compare_interfaces(interfaces[one], interfaces[other])
            old, new = _request(documents[one]), _request(documents[other])
            compatible += _holds(drift, old, new, f"{one} to {other}")
    assert compatible >= 4


def _request(document: Json) -> Json:
    path = next(path for path in document["paths"] if path.startswith("/v1/"))
    return document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]


def _holds(drift: Drift, old: Json, new: Json, pair: str) -> bool:
    """Check the severities of request changes; return whether none of them is breaking."""
    before, after = (
        jsonschema_rs.Draft202012Validator(as_2020(schema), validate_formats=True) for schema in (old, new)
    )
    breaking = False
    for change in drift.changes:
        if (
            change.location.startswith(("chat request", "responses request"))
            and change.counterexample is not None
        ):
            breaking = True
            instance = change.counterexample.instance
            assert (before.is_valid(instance), after.is_valid(instance)) == (True, False), (pair, change)
    if breaking:
        return False

    @settings(max_examples=examples(10))
    @given(instance=Instances(None).of(old))
    def agree(instance: Json) -> None:
        if before.is_valid(instance):
            assert after.is_valid(instance), (pair, instance)

    agree()
    return True
