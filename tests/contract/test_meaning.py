"""Test that the contract, without its overlay, allows exactly the values that the documents allow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common.documents import read_document
from scripts.common.sources import read_sources
from scripts.contract.build import build_from_documents
from tests.conftest import ROOT, examples
from tests.contract.documents import MINIMAL_OVERLAY, published_file
from tests.instances import Instances, nearly

Json = Any


def as_2020(schema: Json, *, names: bool = False) -> Json:
    """Return an OpenAPI 3.0 schema as JSON Schema 2020-12, converted independently of the contract stage."""
    if isinstance(schema, list):
        return [as_2020(child) for child in schema]
    if not isinstance(schema, dict):
        return schema
    if names:
        return {name: as_2020(child) for name, child in schema.items()}
    converted = {
        key: value if key in ("enum", "const", "default") else as_2020(value, names=key == "properties")
        for key, value in schema.items()
        if key not in ("nullable", "example", "$schema")
    }
    asserts = set(converted) - {"description", "default", "title"}
    return {"anyOf": [converted, {"type": "null"}]} if schema.get("nullable") and asserts else converted


def published_pairs(shared: Path) -> Iterator[tuple[str, Json, Json, Json]]:
    """Yield each published request, response and event: name, published schema, contract, contract schema."""
    for source in read_sources(ROOT / "openapi" / "sources.toml"):
        document = read_document(published_file(shared, source.name), source.name)
        contract: Json = build_from_documents([(source, document)], MINIMAL_OVERLAY).document
        described: Json = document
        before = described["paths"][source.operation.path][source.operation.method]
        after = contract["paths"][source.operation.path][source.operation.method]
        pairs = {"request": (before["requestBody"], after["requestBody"])} if "requestBody" in after else {}
        pairs |= {
            status: (before["responses"][status], after["responses"][status])
            for status in before["responses"]
        }
        for side, (old, new) in pairs.items():
            for media_type in old["content"]:
                target = new["content"][media_type]["schema"]
                if media_type == "text/event-stream":
                    envelope = contract["components"]["schemas"][target["$ref"].split("/")[-1]]
                    target = envelope["properties"]["data"]["anyOf"][1]["contentSchema"]
                yield (
                    f"{source.name} {side} {media_type}",
                    old["content"][media_type]["schema"],
                    contract,
                    target,
                )


def test_contract_without_overlay_allows_what_the_documents_allow(shared: Path) -> None:
    compared = 0
    for name, published, contract, target in published_pairs(shared):
        verdicts = compare(name, published, contract, target)
        assert min(verdicts.values()) > 5, f"{name}: too few valid or invalid instances: {verdicts}"
        compared += sum(verdicts.values())
    assert compared > 400


def compare(name: str, published: Json, contract: Json, target: Json) -> dict[bool, int]:
    """Compare the verdicts of both schemas on drawn values; return the numbers of valid and invalid ones."""
    old = jsonschema_rs.Draft202012Validator(as_2020(published), validate_formats=True)
    new = jsonschema_rs.Draft202012Validator(
        {**target, "components": contract["components"]}, validate_formats=True
    )
    verdicts = {True: 0, False: 0}

    @settings(max_examples=examples(40))
    @given(
        value=st.one_of(
            nearly(Instances(None).of(published)),
            nearly(Instances(contract).of(target)),
        )
    )
    def agree(value: Json) -> None:
        verdict = old.is_valid(value)
        verdicts[verdict] += 1
        assert new.is_valid(value) == verdict, f"{name}: {json.dumps(value)[:2000]}"

    agree()
    return verdicts
