"""The models and parameters that requests name."""

from scripts.common.models import all_models, models_of, parameters_of
from scripts.common.sources import Operation
from tests.catalogue.builders import CHAT, document, service_document

POST = Operation("post", CHAT)


def test_models_of_follows_references_and_branches() -> None:
    content = document(["a"])
    schema = content["paths"][CHAT]["post"]["requestBody"]["content"]["application/json"]["schema"]
    content["components"] = {
        "schemas": {
            "One": schema,
            "Two": {"properties": {"model": {"anyOf": [{"const": "b"}, {"enum": ["c", 1]}]}, "top": {}}},
            "Both": {"oneOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Two"}]},
        }
    }
    content["paths"][CHAT]["post"]["requestBody"]["content"]["application/json"]["schema"] = {
        "$ref": "#/components/schemas/Both"
    }
    assert models_of(content, POST) == ["a", "b", "c"]
    assert parameters_of(content, POST) == ["model", "top"]


def test_models_of_ends_at_circles_and_at_references_that_lead_nowhere() -> None:
    content = document(["a"])
    content["components"] = {"schemas": {"Loop": {"anyOf": [{"$ref": "#/components/schemas/Loop"}]}}}
    media = content["paths"][CHAT]["post"]["requestBody"]["content"]["application/json"]
    for reference in ("#/components/schemas/Loop", "#/nowhere", "other.json#/a"):
        media["schema"] = {"$ref": reference}
        assert models_of(content, POST) == []


def test_all_models_and_parameters_of_an_operation_without_a_body() -> None:
    usage = Operation("get", "/v1/usage")
    assert all_models(service_document()) == {usage: []}
    assert parameters_of(service_document(), usage) == ["since"]
