"""The generated models: valid and invalid instances of the contract round-trip."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aimlkit_api
from aimlkit_api import models
from aimlkit_api.models import ChatCompletion
from aimlkit_api.operations import OPERATIONS
from aimlkit_api.types import Unknown, reader_of
from scripts.common.documents import dump
from scripts.common.reserved_names import PYDANTIC_MEMBERS
from scripts.contract.continuity import reachable
from tests.conftest import ROOT, examples
from tests.instances import Instances, nearly
from tests.models import CHAT_OPERATION, needs

Json = Any
CONTRACT: Json = json.loads((ROOT / "openapi" / "contract.json").read_bytes())
SCHEMAS: Json = CONTRACT["components"]["schemas"]
INSTANCES = Instances(CONTRACT)
OBJECTS = sorted(name for name, schema in SCHEMAS.items() if "properties" in schema)
UNIONS = sorted(set(SCHEMAS) - set(OBJECTS))

#: The schemas of responses and of the events of their streams.
RESPONSES = sorted({name for spec in OPERATIONS.values() for name in (spec.response, spec.event) if name})
#: The unions of responses that have a class for each value of a property.
UNIONS_OF_RESPONSES = [
    name
    for name in sorted(reachable(SCHEMAS, [{"$ref": f"#/components/schemas/{name}"} for name in RESPONSES]))
    if "discriminator" in SCHEMAS[name]
]


def instances_of(name: str) -> st.SearchStrategy[Json]:
    return INSTANCES.of({"$ref": f"#/components/schemas/{name}"})


def read(name: str, value: Json) -> Json:
    return reader_of(name)(value)


def write(value: Json) -> Json:
    return value.to_dict() if hasattr(value, "to_dict") else value


def test_models_have_every_schema_of_the_contract() -> None:
    assert {*OBJECTS, *UNIONS} == set(models.__all__) & set(SCHEMAS)
    assert set(SCHEMAS) <= set(dir(models))
    for name in OBJECTS:
        assert getattr(models, name).__name__ == name


def test_package_digest_matches_committed_contract() -> None:
    content = (ROOT / "openapi" / "contract.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == aimlkit_api.CONTRACT_DIGEST
    assert content == dump(CONTRACT)


def attribute_of(key: str) -> str:
    """Return the attribute for a property; the name of a member of pydantic's models is reserved."""
    return f"{key}_" if key in PYDANTIC_MEMBERS else key


@pytest.mark.parametrize("name", OBJECTS)
def test_round_trip_of_valid_instances(name: str) -> None:
    @settings(max_examples=10)
    @given(value=instances_of(name))
    def unchanged(value: Json) -> None:
        before = json.dumps(value)
        model = getattr(models, name).from_dict(value)
        assert model.to_dict() == value
        assert json.dumps(value) == before
        for key, item in value.items():
            assert (getattr(model, attribute_of(key)) is None) == (item is None)
        for key in SCHEMAS[name]["properties"]:
            assert key in value or getattr(model, attribute_of(key)) is None

    unchanged()


@pytest.mark.parametrize("name", [*RESPONSES, "Error"])
def test_round_trip_of_invalid_instances(name: str) -> None:
    @settings(max_examples=examples(40))
    @given(value=nearly(instances_of(name)))
    def unchanged(value: Json) -> None:
        assert write(read(name, value)) == value

    unchanged()


@pytest.mark.parametrize("name", UNIONS_OF_RESPONSES)
def test_union_selects_class_by_discriminator(name: str) -> None:
    union = SCHEMAS[name]
    tag = union["discriminator"]["propertyName"]
    for value, reference in union["discriminator"]["mapping"].items():
        assert type(read(name, {tag: value})).__name__ == reference.split("/")[-1]


@pytest.mark.parametrize("name", UNIONS_OF_RESPONSES)
def test_object_of_unknown_type_round_trips(name: str) -> None:
    value = {"type": "brand.new", "delta": "a", "nested": {"type": "message", "x": [1, None]}}
    item = read(name, value)
    assert (item.type, item.delta) == ("brand.new", "a")
    assert item.to_dict() == value
    assert type(item) is Unknown


@needs(CHAT_OPERATION)
def test_unknown_enum_values_round_trip() -> None:
    value = {"choices": [{"finish_reason": "bored", "index": 0, "message": {"role": "narrator"}}]}
    completion = ChatCompletion.from_dict(value)
    assert completion.choices[0].finish_reason == "bored"
    assert completion.choices[0].message.role == "narrator"
    assert completion.usage is None
    assert completion.to_dict() == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (
            "ChatCompletionChunk",
            {"choices": [{"index": 0, "delta": {"role": "assistant"}, "finish_reason": None}]},
        ),
        ("ChatCompletionChunk", {"choices": [{"index": 0, "delta": {"content": None}}]}),
        ("ChatCompletionChunk", {"choices": [], "usage": {"total_tokens": 3}}),
        (
            "ChatCompletionChunk",
            {"choices": [{"delta": {"tool_calls": [{"index": 0, "function": {"arguments": "{"}}]}}]},
        ),
        ("ChatCompletionChunk", {"choices": [{"delta": {}, "logprobs": {"content": None, "refusal": None}}]}),
        ("ChatCompletion", {"choices": [{"message": {"content": None, "refusal": "no"}}]}),
        ("Response", {"output": [{"type": "newer_call", "id": "x"}], "usage": None, "status": "paused"}),
        ("Response", {"reasoning": {"effort": "none"}, "tools": [{"type": "newer"}], "output": None}),
        ("ResponseStreamEvent", {"type": "response.newer.delta", "sequence_number": 4}),
        (
            "ResponseStreamEvent",
            {"type": "response.completed", "response": {"status": "paused", "usage": None}},
        ),
        ("ResponseStreamEvent", {"sequence_number": 4}),
    ],
)
def test_round_trip_of_recorded_traffic(name: str, value: Json) -> None:
    assert write(read(name, value)) == value


def test_models_can_be_imported_by_name() -> None:
    code = "from aimlkit_api.models import ChatCompletion, Response; print(ChatCompletion.__name__)"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "ChatCompletion\n"
