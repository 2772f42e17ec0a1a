"""Test unions whose branches only a discriminator tells apart."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from scripts.contract.build import BuiltContract, write
from scripts.drift.verdicts import compare_documents
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.contract.documents import TEXT, built, chat, obj, response_of, schemas_of, tagged

Json = Any
NULL: Json = {"type": "null"}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def union(
    *branches: Json, tag: str = "kind", keyword: str = "oneOf", mapping: Json = None, **more: Json
) -> Json:
    """Return a union of schemas with a discriminator; a branch that is a string is a reference."""
    discriminator: Json = {"propertyName": tag}
    if mapping is not None:
        discriminator["mapping"] = mapping
    listed = [ref(branch) if isinstance(branch, str) else branch for branch in branches]
    return {keyword: listed, "discriminator": discriminator, **more}


def document_of(pet: Json, **schemas: Json) -> Json:
    """Return a chat document with a list of pets in its request and its response."""
    pets = {"type": "array", "items": pet}
    document = chat(pets=pets)
    response_of(document)["properties"]["pets"] = copy.deepcopy(pets)
    document["components"]["schemas"] = schemas
    return document


# The same properties: only the value of `kind` tells a cat from a dog.
CAT, DOG = (obj("kind name", kind=TEXT, name=TEXT, **{part: TEXT}) for part in ("meow", "bark"))
SCHEMAS: Json = {"Cat": CAT, "Dog": DOG}
MAPPING: Json = {"cat": ref("Cat")["$ref"], "dog": ref("Dog")["$ref"]}
BASED: Json = {
    "Animal": obj("kind", kind=TEXT, name=TEXT),
    "Cat": {"allOf": [ref("Animal"), obj(meow=TEXT)]},
    "Dog": {"allOf": [ref("Animal"), obj(bark=TEXT)]},
}
POLYMORPHIC: Json = {
    **BASED,
    "Animal": {**BASED["Animal"], "discriminator": {"propertyName": "kind", "mapping": MAPPING}},
}
#: The schema of a pet and the named schemas, with the same meaning each.
FAMILY: dict[str, tuple[Json, Json]] = {
    "references": (union("Cat", "Dog", mapping=MAPPING), SCHEMAS),
    "names": (union("Cat", "Dog", mapping={"cat": "Cat", "dog": "Dog"}), SCHEMAS),
    "anyOf": (union("Cat", "Dog", keyword="anyOf", mapping=MAPPING), SCHEMAS),
    "tag in a base": (union("Cat", "Dog", mapping=MAPPING), BASED),
    "discriminator of a base": ({"oneOf": [ref("Cat"), ref("Dog")]}, POLYMORPHIC),
    "tag that no branch describes": (
        union("Cat", "Dog", mapping=MAPPING),
        {"Cat": obj("kind", meow=TEXT, name=TEXT), "Dog": obj("kind", bark=TEXT, name=TEXT)},
    ),
}
NULLABLE: dict[str, Json] = {
    "null in oneOf": union("Cat", "Dog", NULL, mapping=MAPPING),
    "null in anyOf": union("Cat", "Dog", NULL, keyword="anyOf", mapping=MAPPING),
    "nullable": union("Cat", "Dog", mapping=MAPPING, nullable=True),
    "nested": {"anyOf": [union("Cat", "Dog", mapping=MAPPING), NULL]},
}


def validator_of(contract: BuiltContract, name: str = "ChatCompletion") -> jsonschema_rs.Draft202012Validator:
    document: Json = contract.document
    pets = schemas_of(contract)[name]["properties"]["pets"]
    return jsonschema_rs.Draft202012Validator({**pets, "components": document["components"]})


CATS: Json = [{"kind": "cat", "name": "a", "meow": "b"}, {"kind": "cat", "name": "a"}]
DOGS: Json = [{"kind": "dog", "name": "a", "bark": "b"}]

READ = """
import json, sys
sys.path.insert(0, sys.argv[1])
from aimlkit_api import models
pets = json.loads(sys.stdin.read())
response = models.ChatCompletion.from_dict({"id": "a", "choices": [], "pets": pets})
assert response.to_dict()["pets"] == pets
print([type(pet).__name__ for pet in response.pets])
"""


def classes_of(contract: BuiltContract, pets: Json, folder: Path) -> Json:
    """Return the names of the classes as which the generated client reads `pets`."""
    write(contract, folder / "contract.json")
    generate(folder / "contract.json", folder / "out")
    command = [sys.executable, "-W", "error", "-c", READ, str(folder / "out")]
    result = subprocess.run(
        command, cwd=ROOT, input=json.dumps(pets), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.replace("'", '"'))


@pytest.mark.parametrize("name", FAMILY)
def test_mapping_tells_the_branches_of_a_union_apart(tmp_path: Path, name: str) -> None:
    schema, schemas = FAMILY[name]
    contract = built(document_of(schema, **schemas))
    assert contract.unsupported == []
    # Both branches would accept such a cat: with oneOf, it would not be valid at all.
    assert validator_of(contract).is_valid([*CATS, *DOGS])
    assert not validator_of(contract).is_valid([{"kind": "cow", "name": "a"}])
    found = classes_of(contract, [*CATS, *DOGS], tmp_path)
    assert found[0] == found[1] != found[2]
    assert "Unknown" not in found


@pytest.mark.parametrize("name", NULLABLE)
def test_null_stays_allowed_in_a_union_with_a_discriminator(tmp_path: Path, name: str) -> None:
    contract = built(document_of(NULLABLE[name], **SCHEMAS))
    for schema in ("ChatCompletion", "ChatCompletionCreateParams"):
        assert validator_of(contract, schema).is_valid([None, *CATS, *DOGS])
        assert not validator_of(contract, schema).is_valid([{"kind": "cow", "name": "a"}])
    assert set(classes_of(contract, [None, *CATS, *DOGS], tmp_path)[:1]) == {"NoneType"}


@pytest.mark.parametrize("branches", [2, 3])
@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_null_stays_allowed_in_a_union_of_tagged_branches(keyword: str, branches: int) -> None:
    tags = [tagged(value, value, **{value: TEXT}) for value in ("cat", "dog", "cow")[:branches]]
    contract = built(document_of({keyword: [*tags, NULL]}))
    assert validator_of(contract).is_valid([None, {"type": "dog", "dog": "a"}])


def test_several_values_of_a_mapping_lead_to_one_schema() -> None:
    mapping = {**MAPPING, "kitten": "Cat"}
    contract = built(document_of(union("Cat", "Dog", mapping=mapping), **SCHEMAS))
    pet = schemas_of(contract)["ChatCompletion"]["properties"]["pets"]["items"]
    assert set(pet["discriminator"]["mapping"]) == {"cat", "dog", "kitten"}
    assert len(set(pet["discriminator"]["mapping"].values())) == 2


def test_mapping_restricts_the_values_that_a_branch_lists() -> None:
    cat = {**CAT, "properties": {**CAT["properties"], "kind": {"type": "string", "enum": ["cat", "lion"]}}}
    contract = built(document_of(union("Cat", "Dog", mapping=MAPPING), Cat=cat, Dog=DOG))
    assert not validator_of(contract).is_valid([{"kind": "lion", "name": "a"}])
    assert contract.unsupported == []


def test_mapping_that_contradicts_a_branch_is_reported_and_has_no_effect() -> None:
    cat = {**CAT, "properties": {**CAT["properties"], "kind": {"const": "feline"}}}
    contract = built(document_of(union("Cat", "Dog", mapping=MAPPING), Cat=cat, Dog=DOG))
    assert validator_of(contract).is_valid([{"kind": "feline", "name": "a"}, *DOGS])
    assert not validator_of(contract).is_valid(CATS)
    assert len(contract.unsupported) == 2
    assert all("the keyword discriminator has no effect" in line for line in contract.unsupported)


@pytest.mark.parametrize(
    "discriminator",
    [
        {"propertyName": "kind"},
        {"propertyName": "kind", "mapping": {}},
        {"propertyName": "kind", "mapping": {"cat": "Nowhere", "dog": "https://example.com/dog.json"}},
        {"propertyName": "kind", "mapping": {"cat": 7}},
        {"propertyName": 7},
        {"mapping": MAPPING},
        "kind",
        None,
    ],
)
def test_discriminator_without_a_usable_mapping_changes_nothing(discriminator: Json) -> None:
    plain = {"oneOf": [ref("Cat"), ref("Dog")]}
    expected = built(document_of(plain, **SCHEMAS)).document
    assert built(document_of({**plain, "discriminator": discriminator}, **SCHEMAS)).document == expected


def test_discriminator_of_a_recursive_union_is_followed() -> None:
    schemas = {
        "Term": union("Sum", "Minus", "Digit", mapping={"+": "Sum", "-": "Minus", "0": "Digit"}),
        "Sum": obj("kind operands", kind=TEXT, operands={"type": "array", "items": ref("Term")}),
        "Minus": obj("kind operands", kind=TEXT, operands={"type": "array", "items": ref("Term")}),
        "Digit": obj("kind", kind=TEXT),
    }
    validator = validator_of(built(document_of(ref("Term"), **schemas)))
    inner = {"kind": "-", "operands": [{"kind": "0"}]}
    assert validator.is_valid([{"kind": "+", "operands": [inner]}])
    assert not validator.is_valid([{"kind": "+", "operands": [{"kind": "1"}]}])


def test_drift_sees_a_mapping_and_constants_as_the_same() -> None:
    schema, schemas = FAMILY["references"]
    mapped = document_of(schema, **schemas)
    constant = {
        name: {
            **schemas[name],
            "properties": {**schemas[name]["properties"], "kind": {"const": name.lower()}},
        }
        for name in schemas
    }
    drift = compare_documents(mapped, document_of({"oneOf": [ref("Cat"), ref("Dog")]}, **constant), "a", "b")
    assert drift.changes == ()
    more = document_of(union("Cat", "Dog", mapping={**MAPPING, "kitten": "Cat"}), **schemas)
    changes = {
        (str(change.severity), change.rule) for change in compare_documents(mapped, more, "a", "b").changes
    }
    assert changes == {("compatible", "value-added"), ("risky", "value-added")}
