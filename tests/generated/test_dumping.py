"""Models as dictionaries: the methods with the names of pydantic's methods have the same results as those."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimlkit_api import models
from aimlkit_api.types import UNSET, ArrayOf, Model, ReaderSpec
from tests.models import require_schemas

require_schemas("ChoiceLogprobs")

Json = Any

#: A class whose objects hold lists of objects that hold lists of objects.
ROOT_CLASS = models.ChoiceLogprobs


def pydantic_class(cls: type[Model]) -> type[pydantic.BaseModel]:
    """Return a pydantic model with the fields of `cls`."""
    types: dict[str, Json] = {}
    for field in attrs.fields(cls):
        reader = cls.__field_readers__.get(field.name)
        annotation: Json = Any if reader is None else _annotation(reader)
        types[field.name] = (
            (annotation | None, None if field.default is UNSET else ...)
            if reader
            else (
                Any,
                None if field.default is UNSET else ...,
            )
        )
    configuration = pydantic.ConfigDict(extra="allow")
    return pydantic.create_model(cls.__name__, __config__=configuration, **types)


def _annotation(reader: ReaderSpec) -> Json:
    if isinstance(reader, ArrayOf):
        return list[_annotation(reader.item)]  # type: ignore[misc]  # made at run time
    assert isinstance(reader, str)
    return pydantic_class(getattr(models, reader))


PYDANTIC_CLASS = pydantic_class(ROOT_CLASS)

SCALARS = st.none() | st.integers(0, 9) | st.sampled_from(["x", "y"])
FREE = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2)
    ),
    max_leaves=5,
)


def objects(cls: type[Model]) -> st.SearchStrategy[dict[str, Json]]:
    """Draw JSON objects of `cls` with all required properties, and some that are not documented."""
    required: dict[str, st.SearchStrategy[Json]] = {}
    optional: dict[str, st.SearchStrategy[Json]] = {"extra": FREE, "more": FREE}
    for field in attrs.fields(cls):
        reader = cls.__field_readers__.get(field.name)
        values = SCALARS if reader is None else _values(reader)
        (optional if field.default is UNSET else required)[field.name] = values
    return st.fixed_dictionaries(required, optional=optional)


def _values(reader: ReaderSpec) -> st.SearchStrategy[Json]:
    if isinstance(reader, ArrayOf):
        return st.none() | st.lists(_values(reader.item), max_size=2)
    assert isinstance(reader, str)
    return objects(getattr(models, reader))


@st.composite
def selections(draw: st.DrawFn, value: Json) -> Json:
    """Draw a selection for `include` or `exclude`: True, or a set or a dictionary of some keys of a JSON value."""
    if isinstance(value, list):
        keys: list[Json] = [*range(-len(value), len(value)), "__all__"]
        inner: list[Json] = [*value, *value, *value[:1]]
    elif isinstance(value, dict):
        keys, inner = [*value, "absent", "__all__"], [*value.values(), None, None]
    else:
        return True
    chosen = draw(st.lists(st.sampled_from(range(len(keys))), max_size=3, unique=True)) if inner else []
    if draw(st.booleans()):
        return {keys[index] for index in chosen}
    return {keys[index]: draw(st.just(True) | selections(inner[index])) for index in chosen}


@st.composite
def arguments(draw: st.DrawFn) -> tuple[dict[str, Json], dict[str, Json]]:
    """Draw a JSON object, and arguments of `model_dump`."""
    value = draw(objects(ROOT_CLASS))
    flags = st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("exclude_unset", "exclude_defaults", "exclude_none"), st.booleans())
    )
    parts = st.fixed_dictionaries({}, optional=dict.fromkeys(("include", "exclude"), selections(value)))
    return value, {**draw(flags), **{name: part for name, part in draw(parts).items() if part is not True}}


@given(drawn=arguments())
def test_model_dump_agrees_with_pydantic(drawn: tuple[dict[str, Json], dict[str, Json]]) -> None:
    value, options = drawn
    try:
        expected = PYDANTIC_CLASS.model_validate(value).model_dump(**options)
    except TypeError:  # It does not merge the selection of a key with True for every key.
        return
    assert ROOT_CLASS.from_dict(value).model_dump(**options) == expected
    text = ROOT_CLASS.from_dict(value).model_dump_json(**options)
    assert json.loads(text) == expected


TOKENS = [
    {
        "token": "a",
        "logprob": 1,
        "bytes": [1, 2],
        "top_logprobs": [{"token": "b", "logprob": 2, "bytes": None}],
    },
    {"token": "c", "logprob": 3, "bytes": None, "top_logprobs": [], "extra": {"x": None, "y": [{"z": 1}, 2]}},
]


@pytest.mark.parametrize(
    "selected",
    [
        {"content": {-1: {"token", "extra"}}},
        {"content": {-2, -1}},
        {"content": {0: {"token"}, "__all__": {"logprob"}}},
        {"content": {0: True, "__all__": {"logprob"}}},
        {"content": {0: {"bytes": {0}}, "__all__": {"bytes": {1}, "token": True}}},
        {"content": {"__all__": {"extra": {"y": {0: {"z"}}}}}},
        {"content": {"__all__": {"top_logprobs": {"__all__": {"bytes"}}}}},
        {"content": {"__all__"}},
        {"__all__"},
        {"content": {0: ...}},
        {"refusal", "absent"},
        set(),
        {},
        {"content": {}},
    ],
)
@pytest.mark.parametrize("option", ["include", "exclude"])
def test_model_dump_selects_parts_as_pydantic_does(option: str, selected: Json) -> None:
    value = {"content": TOKENS, "refusal": None}
    expected = PYDANTIC_CLASS.model_validate(value).model_dump(**{option: selected})
    assert ROOT_CLASS.from_dict(value).model_dump(**{option: selected}) == expected


@given(value=objects(ROOT_CLASS))
def test_round_trip_through_the_dictionaries_of_a_model(value: dict[str, Json]) -> None:
    model = ROOT_CLASS.from_dict(value)
    assert model.to_dict() == value
    assert model.to_dict(exclude_unset=False) == model.model_dump(by_alias=True)
    for text in (model.to_json(), model.model_dump_json(by_alias=True, exclude_unset=True)):
        assert ROOT_CLASS.model_validate_json(text) == ROOT_CLASS.model_validate(value) == model
    known = {field.name: value[field.name] for field in attrs.fields(ROOT_CLASS) if field.name in value}
    assert ROOT_CLASS(**known) == ROOT_CLASS.from_dict(known)
    assert model.model_extra == {name: item for name, item in value.items() if name not in known}
    assert model.model_fields_set == {*value}


USAGE = {
    "prompt_tokens": 1,
    "total_tokens": 3,
    "prompt_tokens_details": {"cached_tokens": None},
    "note": None,
}


def test_dict_of_a_model_has_its_attributes() -> None:
    usage = models.CompletionUsage.from_dict(USAGE)
    assert dict(usage) == {
        "prompt_tokens": 1,
        "completion_tokens": None,
        "total_tokens": 3,
        "prompt_tokens_details": usage.prompt_tokens_details,
        "completion_tokens_details": None,
        "note": None,
    }


def test_to_dict_leaves_out_none_of_models_only() -> None:
    usage = models.CompletionUsage.from_dict({**USAGE, "free": {"a": None}})
    assert usage.to_dict() == {**USAGE, "free": {"a": None}}
    assert usage.to_dict(exclude_none=True) == {
        "prompt_tokens": 1,
        "total_tokens": 3,
        "prompt_tokens_details": {},
        "free": {"a": None},
    }
    assert json.loads(usage.to_json(exclude_none=True)) == usage.to_dict(exclude_none=True)
    assert usage.to_json(indent=None) == (
        '{"prompt_tokens":1,"total_tokens":3,"prompt_tokens_details":{"cached_tokens":null},"note":null,"free":{"a":null}}'
    )


def test_constructor_reads_nested_dictionaries() -> None:
    details = models.PromptTokensDetails(cached_tokens=1)
    for nested in (details, {"cached_tokens": 1}):
        usage = models.CompletionUsage(
            completion_tokens=1,
            prompt_tokens=2,
            total_tokens=3,
            prompt_tokens_details=nested,  # type: ignore[arg-type]  # a dictionary, as pydantic takes
        )
        assert usage.prompt_tokens_details == details
        assert isinstance(usage.prompt_tokens_details, models.PromptTokensDetails)
    message = models.ChatCompletionMessage.model_construct(tool_calls=[{"type": "function", "id": "c"}])
    assert isinstance((message.tool_calls or [])[0], models.ChatCompletionMessageFunctionToolCall)


def test_model_validate_returns_models_and_refuses_other_values() -> None:
    usage = models.CompletionUsage.model_validate(USAGE)
    assert models.CompletionUsage.model_validate(usage) is usage
    with pytest.raises(TypeError, match="takes an object, not list"):
        models.CompletionUsage.model_validate([])
    with pytest.raises(ValueError, match="Expecting value"):
        models.CompletionUsage.model_validate_json("nonsense")


@pytest.mark.parametrize("wrong", ["prompt_tokens", 5])
def test_model_dump_raises_type_error_for_a_selection_of_another_type(wrong: Json) -> None:
    usage = models.CompletionUsage.from_dict(USAGE)
    for options in ({"include": wrong}, {"exclude": wrong}):
        with pytest.raises(TypeError, match="include and exclude take sets and dictionaries, not "):
            usage.model_dump(**options)


def test_model_dump_of_very_deep_json() -> None:
    deep: Json = 1
    for _ in range(5000):
        deep = [{"a": deep}]
    dumped = models.CompletionUsage.from_dict({"deep": deep}).model_dump(exclude={"total_tokens"})["deep"]
    depth = 0
    while isinstance(dumped, list):
        dumped, depth = dumped[0]["a"], depth + 1
    assert depth == 5000
