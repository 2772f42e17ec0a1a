"""output_format of types that contain themselves, and of discriminated unions: strict for every kind of class."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Annotated, Any, Generic, Literal, TypedDict, TypeVar

import attrs
import pydantic
import pytest
from jsonschema_rs import Draft202012Validator

from aimlkit.structured import output_format

Json = Any
ItemT = TypeVar("ItemT")


class Cat(pydantic.BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(pydantic.BaseModel):
    kind: Literal["dog"]
    friend: Annotated["Pet", pydantic.Field(description="its friend")]


class Pet(pydantic.BaseModel):
    pet: Annotated[Cat | Dog, pydantic.Field(discriminator="kind", description="which")]


class Pets(pydantic.BaseModel):
    pets: list[Annotated[Cat | Dog, pydantic.Field(discriminator="kind")]]
    best: Annotated[Annotated[Cat | Dog, pydantic.Field(discriminator="kind")] | None, "the best"] = None
    others: Annotated["Pets | None", pydantic.Field(description="more")] = None


class PetRoot(pydantic.RootModel[Pet]):
    pass


class Names(pydantic.RootModel[list["Names"]]):
    pass


class Named(pydantic.BaseModel):
    names: Annotated[Names, pydantic.Field(description="all names")]
    root: Annotated[PetRoot, pydantic.Field(description="a pet")]


class Linked(pydantic.BaseModel, Generic[ItemT]):
    item: Annotated[ItemT, pydantic.Field(description="the item")]
    rest: Annotated["Linked[ItemT] | None", pydantic.Field(description="the others")] = None


@dataclasses.dataclass
class Leaf:
    kind: Literal["leaf"]


@dataclasses.dataclass
class Fork:
    kind: Literal["fork"]
    left: Annotated["Leaf | Fork", pydantic.Field(discriminator="kind", description="the left one")]
    right: Annotated["Leaf | Fork", pydantic.Field(discriminator="kind", description="the right one")]


@attrs.define
class AttrsNode:
    kind: Literal["node"]
    child: Annotated["AttrsNode | AttrsEnd", pydantic.Field(discriminator="kind", description="the next")]


@attrs.define
class AttrsEnd:
    kind: Literal["end"]


class TypedNode(TypedDict):
    child: Annotated["TypedNode | None", "the next"]
    fork: Annotated[Fork | Leaf, pydantic.Field(discriminator="kind")]


CAT = {"kind": "cat", "lives": 3}
PET = {"pet": {"kind": "dog", "friend": {"pet": CAT}}}
LEAF = {"kind": "leaf"}
FORK = {"kind": "fork", "left": LEAF, "right": {"kind": "fork", "left": LEAF, "right": LEAF}}


def schemas_in(schema: Json) -> Iterator[Json]:
    """Return a schema and all subschemas in it: the names of properties and definitions are not keywords."""
    if isinstance(schema, list):
        for each in schema:
            yield from schemas_in(each)
    elif isinstance(schema, dict):
        yield schema
        for keyword, value in schema.items():
            yield from schemas_in([*value.values()] if keyword in ("properties", "$defs") else value)


@pytest.mark.parametrize(
    ("output_type", "value"),
    [
        (Pet, PET),
        (Pets, {"pets": [CAT], "best": None, "others": {"pets": [], "best": CAT, "others": None}}),
        (PetRoot, PET),
        (Named, {"names": [[], [[]]], "root": PET}),
        (Linked[int], {"item": 1, "rest": {"item": 2, "rest": None}}),
        (Linked[Pet], {"item": PET, "rest": None}),
        (Fork, FORK),
        (AttrsNode, {"kind": "node", "child": {"kind": "node", "child": {"kind": "end"}}}),
        (TypedNode, {"child": {"child": None, "fork": FORK}, "fork": LEAF}),
    ],
)
def test_output_format_of_recursive_types_and_discriminated_unions_is_strict(
    output_type: Json, value: Json
) -> None:
    output = output_format(output_type)
    schema: Json = output.schema
    for each in schemas_in(schema):
        assert not {"oneOf", "discriminator", "allOf", "default"} & each.keys()
        assert "$ref" not in each or len(each) == 1
        if "properties" in each:
            assert (each["additionalProperties"], each["required"]) == (False, [*each["properties"]])
    validator = Draft202012Validator(schema)
    validator.validate(value)
    assert not validator.is_valid({**value, "kind": "other", "more": 1})
    assert output.parse(json.dumps(value))
