"""Count the work of a comparison: it is proportional to the number of changes, or bounded."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.drift.counterexample import SchemaValidator
from scripts.drift.samples import Samples
from tests.drift.builders import TEXT, compare, obj, with_request, with_response

Json = Any


def wide(properties: int, schema: Json, *, required: bool = True) -> Json:
    """Return an object schema with a number of properties."""
    names = [f"p{number}" for number in range(properties)]
    properties_by_name: Json = dict.fromkeys(names, schema)
    return obj(" ".join(names) if required else "", **properties_by_name)


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list with one entry for each part of an instance that is generated."""
    generated: list[int] = []

    def count(method: str) -> None:
        original = getattr(Samples, method)

        def counted(*arguments: Any, **options: Any) -> Any:
            generated.append(1)
            return original(*arguments, **options)

        monkeypatch.setattr(Samples, method, counted)

    count("_part")
    count("_random")
    return generated


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list with the length of each instance that is validated."""
    lengths: list[int] = []
    original = SchemaValidator.accepts

    def accepts(validator: SchemaValidator, schema: Json, instance: Json) -> bool:
        lengths.append(len(json.dumps(instance)))
        return original(validator, schema, instance)

    monkeypatch.setattr(SchemaValidator, "accepts", accepts)
    return lengths


@pytest.mark.parametrize("made", [with_request, with_response])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((TEXT, True), ({"type": "integer"}, True)),
        ((TEXT, True), (TEXT, False)),
        ((TEXT, False), (TEXT, True)),
        ((TEXT, True), ({"type": "string", "maxLength": 5}, True)),
    ],
    ids=["type", "optional", "required", "length"],
)
def test_generated_parts_grow_with_the_number_of_changes_only(
    parts: list[int], made: Any, before: Any, after: Any
) -> None:
    counts: list[int] = []
    for properties in (40, 80):
        parts.clear()
        old, new = (wide(properties, schema, required=required) for schema, required in (before, after))
        assert len(compare(made(old), made(new)).changes) == properties
        counts.append(len(parts))
    # Twice the changes in an object of twice the size: four times the parts if each change generated the object again.
    assert counts[1] <= 2.5 * counts[0], counts


def test_instances_of_many_changes_share_a_limit(texts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = with_request(wide(60, TEXT)), with_request(wide(60, TEXT, required=False))
    totals: list[int] = []
    for limit in (10**9, 60):
        texts.clear()
        monkeypatch.setattr("scripts.drift.counterexample.SIZE_TRIED_IN_ALL", limit)
        assert {change.rule for change in compare(old, new).changes} == {"property-optional"}
        totals.append(sum(texts))
    assert totals[1] < 0.6 * totals[0], totals
