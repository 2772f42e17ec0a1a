"""`encode_json`: from Python objects to the bytes of a request."""

from __future__ import annotations

from collections import OrderedDict
from types import MappingProxyType
from typing import Any

import pydantic
import pytest

from aimlkit import ChatCompletion
from aimlkit._json import encode_json, json_array, json_object
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import COMPLETION, http_response
from tests.wrapper.raw_server import RawServer

Json = Any


class Person(pydantic.BaseModel):
    first_name: str = pydantic.Field(alias="firstName")
    age: int | None = None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": [1, "é", None, True]}, '{"a":[1,"é",null,true]}'),
        ((1, 2), "[1,2]"),
        (MappingProxyType({"a": 1}), '{"a":1}'),
        (OrderedDict(a=1), '{"a":1}'),
        ({1}, "[1]"),
        (frozenset({1}), "[1]"),
        (range(2), "[0,1]"),
        (Person(firstName="Ada"), '{"firstName":"Ada"}'),
    ],
)
def test_encode_json(value: Json, expected: str) -> None:
    assert encode_json(value) == expected.encode()


def test_encode_json_leaves_out_null_fields_of_models() -> None:
    completion = ChatCompletion.from_dict({**COMPLETION, "usage": None})
    assert b"usage" not in encode_json({"completion": completion}).partition(b"meta")[0]
    assert b"null" not in encode_json(completion)


def test_encode_json_escapes_a_lone_surrogate() -> None:
    assert encode_json("\ud800é") == rb'"\ud800\u00e9"'


@pytest.mark.parametrize(
    ("value", "error_class"),
    [(object(), TypeError), (b"a", TypeError), (bytearray(b"a"), TypeError), (float("nan"), ValueError)],
)
def test_encode_json_rejects_a_value_without_json_form(value: Json, error_class: type[Exception]) -> None:
    with pytest.raises(error_class):
        encode_json({"a": value})


def test_encode_json_names_parse_and_stream_for_a_class() -> None:
    with pytest.raises(TypeError, match=r"cannot send the class Person: parse\(\) and stream\(\)"):
        encode_json(Person)


@pytest.mark.parametrize(
    ("value", "error_class"), [(object(), TypeError), (float("nan"), ValueError), (b"a", TypeError)]
)
def test_create_rejects_a_value_without_json_form(
    any_client: AnyClient, value: Json, error_class: type[Exception]
) -> None:
    with pytest.raises(error_class):
        any_client.create_chat_completion(seed=value)


def test_create_sends_a_lone_surrogate_escaped(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response())
    raw_client.create_chat_completion(messages=[{"role": "user", "content": "\ud800é"}])
    assert rb"\ud800\u00e9" in raw_server.requests[0]


@pytest.mark.parametrize("value", [None, "a", 1, [], ()])
def test_json_object_is_none_for_other_values(value: Json) -> None:
    assert json_object(value) is None
    assert json_object({"a": value}) == {"a": value}


@pytest.mark.parametrize("value", [None, "a", 1, {}])
def test_json_array_is_none_for_other_values(value: Json) -> None:
    assert json_array(value) is None
    assert json_array([value]) == [value]
    assert json_array((value,)) == (value,)
