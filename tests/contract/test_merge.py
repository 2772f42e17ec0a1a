"""Test how documents are merged: which of them decides about a model, and what a merged response promises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common.errors import PipelineError
from scripts.contract.build import BuiltContract
from scripts.contract.merge_schemas import merge_schemas
from scripts.contract.normalise import normalise
from tests.contract.documents import TEXT, built, chat, obj, request_of, response_of, schemas_of

Json = Any
NUMBER: Json = {"type": "number"}
REQUEST = "#/paths/~1v1~1chat~1completions/post/requestBody/content/application~1json/schema"


def chat_of(models: list[str], **properties: Json) -> Json:
    """Return a chat document for these models, whose request has `properties` in addition to its own."""
    document = chat(**properties)
    request_of(document)["properties"]["model"]["enum"] = models
    return document


def models_by_schema(contract: BuiltContract) -> dict[str, list[str]]:
    """Return the models of each request shape of a contract, by the name of its schema."""
    schemas = schemas_of(contract)
    request = schemas["ChatCompletionCreateParams"]
    names = [branch["$ref"].rpartition("/")[2] for branch in request.get("oneOf", [])]
    shapes = {name: schemas[name] for name in names} or {"ChatCompletionCreateParams": request}
    models = {name: shape["properties"]["model"] for name, shape in shapes.items()}
    return {name: model.get("enum") or [model["const"]] for name, model in models.items()}


# Requests


def test_merge_operations_takes_the_request_of_a_model_from_the_first_document() -> None:
    contract = built(chat_of(["a"]), chat_of(["a"], seed=NUMBER))
    assert schemas_of(contract) == schemas_of(built(chat_of(["a"])))
    assert contract.warnings == [
        f"doc-1{REQUEST}: describes other requests of the model a than doc-0, which comes first and decides"
    ]


def test_merge_operations_takes_the_new_models_of_a_document_from_it() -> None:
    contract = built(chat_of(["a", "b"]), chat_of(["b", "c"], seed=NUMBER), chat_of(["c", "d"]))
    models = models_by_schema(contract)
    assert sorted(models.values()) == [["a", "b", "d"], ["c"]]
    assert [line.partition(": describes")[0] for line in contract.warnings] == [
        f"doc-1{REQUEST}",
        f"doc-2{REQUEST}",
    ]


def test_merge_operations_does_not_warn_about_equal_requests_of_one_model() -> None:
    assert built(chat_of(["a", "b"]), chat_of(["b", "c"])).warnings == []


def test_merge_operations_ignores_the_response_of_a_document_without_a_model_of_its_own() -> None:
    other = chat_of(["a"], seed=NUMBER)
    response_of(other)["properties"]["extra"] = TEXT
    assert "extra" not in schemas_of(built(chat_of(["a"]), other))["ChatCompletion"]["properties"]


def test_merge_operations_requires_the_model_that_tells_shapes_apart() -> None:
    optional = chat_of(["b"], seed=NUMBER)
    request_of(optional)["required"] = ["messages"]
    request_of(optional)["properties"]["model"]["nullable"] = True
    contract = built(chat_of(["a"]), optional)
    assert sorted(models_by_schema(contract).values()) == [["a"], ["b"]]
    assert schemas_of(contract)["ChatCompletionCreateParams"]["discriminator"]["propertyName"] == "model"


def test_merge_operations_flattens_a_document_with_several_shapes() -> None:
    several = chat_of(["b"], seed=NUMBER)
    shapes = [request_of(chat_of(["b"], seed=NUMBER)), request_of(chat_of(["c"], top_k=NUMBER))]
    content = several["paths"]["/v1/chat/completions"]["post"]["requestBody"]["content"]
    content["application/json"]["schema"] = {"oneOf": shapes}
    assert sorted(models_by_schema(built(chat_of(["a"]), several)).values()) == [["a"], ["b"], ["c"]]


def test_merge_operations_refuses_a_request_without_models_next_to_another() -> None:
    open_document = chat_of(["a"], seed=NUMBER)
    request_of(open_document)["properties"]["model"] = TEXT
    with pytest.raises(PipelineError) as caught:
        built(chat_of(["a"]), open_document)
    message = str(caught.value)
    assert message.startswith(f"doc-1{REQUEST}: lists no values of model")
    assert "x-sources" in message


DOCUMENTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["a", "b", "c", "v/d", "e-1"]), min_size=1, unique=True),
        st.sampled_from(["seed", "top_k", "n"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40)
@given(documents=DOCUMENTS)
def test_merged_requests_are_told_apart_by_their_models(documents: list[tuple[list[str], str]]) -> None:
    contract = built(*(chat_of(models, **{name: NUMBER}) for models, name in documents))
    shapes = models_by_schema(contract)
    listed = [model for models in shapes.values() for model in models]
    assert sorted(listed) == sorted({model for models, _ in documents for model in models})
    request = schemas_of(contract)["ChatCompletionCreateParams"]
    if len(shapes) > 1:
        assert request["discriminator"]["propertyName"] == "model"
        mapping = {
            value: name.rpartition("/")[2] for value, name in request["discriminator"]["mapping"].items()
        }
        assert mapping == {model: name for name, models in shapes.items() for model in models}
    for name, models in shapes.items():
        for model in models:
            first = next(own for all_models, own in documents if model in all_models)
            assert first in schemas_of(contract)[name]["properties"]
    overruled = {
        (number, model)
        for number, (models, name) in enumerate(documents)
        for model in models
        if name != next(own for all_models, own in documents if model in all_models)
    }
    if len({name for _, name in documents}) > 1:
        assert len(contract.warnings) == len(overruled)


# Responses


def merged(one: Json, other: Json) -> Json:
    return merge_schemas(normalise(one), normalise(other))


def test_merge_schemas_keeps_what_an_earlier_document_requires_if_a_later_one_requires_nothing() -> None:
    rich, poor = obj("a b c", a=TEXT, b=TEXT, c=TEXT), obj(a=TEXT, b=TEXT)
    assert merged(rich, poor)["required"] == ["a", "b"]
    assert "required" not in merged(poor, rich)


def test_merge_schemas_requires_what_both_documents_require_if_both_require_something() -> None:
    assert merged(obj("a b", a=TEXT, b=TEXT), obj("a", a=TEXT, b=TEXT))["required"] == ["a"]


@pytest.mark.parametrize("poor", [{}, {"type": "object"}])
def test_merge_schemas_keeps_an_object_if_the_other_document_allows_any(poor: Json) -> None:
    rich = normalise(obj("a", a=TEXT))
    assert merged(rich, poor) == rich
    assert merged(poor, rich) == rich


def test_merge_schemas_keeps_an_object_if_the_other_document_allows_any_object_or_null() -> None:
    rich, poor = normalise(obj("a", a=TEXT)), {"type": "object", "nullable": True}
    nullable = normalise({**obj("a", a=TEXT), "nullable": True})
    assert merged(rich, poor) == nullable
    assert merged(poor, rich) == nullable
    assert merged(nullable, poor) == nullable
    assert merged(nullable, {"type": "object"}) == nullable


def test_merge_schemas_keeps_the_items_of_a_list_if_the_other_document_allows_any() -> None:
    rich = normalise({"type": "array", "items": obj("a", a=TEXT)})
    assert merged(rich, {"type": "array"}) == rich
    assert merged({"type": "array"}, rich) == rich


def test_a_closed_response_closes_no_other() -> None:
    closed = chat_of(["b"])
    response_of(closed)["additionalProperties"] = False
    for documents in ([chat_of(["a"]), closed], [closed, chat_of(["a"])]):
        assert "additionalProperties" not in schemas_of(built(*documents))["ChatCompletion"]


def test_a_poor_document_changes_no_existing_response() -> None:
    poor = chat_of(["b"])
    response = response_of(poor)
    del response["required"]
    del response["properties"]["choices"]["items"]["required"]
    response["properties"]["usage"] = {"type": "object", "nullable": True}
    assert (
        schemas_of(built(chat_of(["a"]), poor))["ChatCompletion"]
        == schemas_of(built(chat_of(["a"])))["ChatCompletion"]
    )
    assert schemas_of(built(chat_of(["a"]), poor))["ChatCompletionUsage"]["required"] == ["total_tokens"]


# Defaults


def test_responses_of_the_status_default_are_resolved() -> None:
    document = chat()
    operation = document["paths"]["/v1/chat/completions"]["post"]
    document["components"]["schemas"] = {"Failure": obj(reason=TEXT)}
    operation["responses"]["default"] = {
        "headers": {"default": {"schema": {"$ref": "#/components/schemas/Failure"}}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
    }
    contract: Json = built(document).document
    response = contract["paths"]["/v1/chat/completions"]["post"]["responses"]["default"]
    name = response["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert contract["components"]["schemas"][name]["properties"] == {"reason": TEXT}


@pytest.mark.parametrize(
    ("schema", "is_valid"),
    [
        ({"type": "integer", "default": "10"}, False),
        ({"type": "integer", "default": 10}, True),
        ({"type": "string", "enum": ["a"], "default": "b"}, False),
        ({"type": "string", "nullable": True, "default": None}, True),
        ({"type": "number", "minimum": 0, "exclusiveMinimum": True, "default": 0}, False),
    ],
)
def test_a_default_that_its_schema_does_not_allow_is_left_out_with_a_warning(
    schema: Json, is_valid: bool
) -> None:
    contract = built(chat(seconds=schema))
    seconds = schemas_of(contract)["ChatCompletionCreateParams"]["properties"]["seconds"]
    assert ("default" in seconds) is is_valid
    where = f"doc-0{REQUEST}/properties/seconds/default: is left out, because it is not valid by its schema"
    assert [line.startswith(where) for line in contract.warnings] == [True] * (not is_valid)
