"""Models: reading, writing, copying and comparing."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.generate.fixture import SCHEMAS

COMPLETION = {
    "id": "c1",
    "object": "chat.completion",
    "created": 1,
    "model": "tiny",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {"id": "t", "type": "function", "function": {"name": "f", "arguments": "{}"}},
                ],
            },
        }
    ],
    "usage": {"total_tokens": 3, "details": {"cached_tokens": 1}},
}


@pytest.fixture
def completion(models: Any) -> Any:
    return models.ChatCompletion.from_dict(COMPLETION)


def test_from_dict_creates_nested_models(models: Any, completion: Any) -> None:
    message = completion.choices[0].message
    assert type(completion.choices[0]) is models.ChatCompletionChoice
    assert type(message.tool_calls[0]) is models.ToolCall
    assert message.tool_calls[0].function.name == "f"
    assert completion.usage.details.cached_tokens == 1


def test_missing_field_reads_as_none_and_is_not_written(models: Any) -> None:
    choice = models.ChatCompletionChoice.from_dict({"index": 0})
    assert choice.finish_reason is None
    assert choice.message is None
    assert choice.to_dict() == {"index": 0}
    assert "finish_reason" not in vars(choice)


def test_null_field_is_written(models: Any) -> None:
    usage = models.Usage.from_dict({"total_tokens": 1, "details": None})
    assert usage.details is None
    assert usage.to_dict() == {"total_tokens": 1, "details": None}


def test_undocumented_field_is_attribute(models: Any) -> None:
    usage = models.Usage.from_dict({"total_tokens": 1, "new_field": {"a": [1]}})
    assert usage.new_field == {"a": [1]}
    assert usage.to_dict() == {"total_tokens": 1, "new_field": {"a": [1]}}
    with pytest.raises(AttributeError, match="no_such_field"):
        _ = usage.no_such_field


@pytest.mark.parametrize(
    "name",
    [
        *(
            "to_dict",
            "from_dict",
            "__field_readers__",
            "__attribute_names__",
            "__plain_fields__",
            "__class__",
            "__dict__",
            "__deepcopy__",
        ),
        *("__reduce_ex__", "__getstate__", "__eq__", "__attrs_attrs__", "_x", "json:to_dict", "mro", ""),
    ],
)
def test_field_with_name_of_method_is_harmless(models: Any, name: str) -> None:
    source = {name: "x", "total_tokens": 1}
    usage = models.Usage.from_dict(source)
    assert usage.to_dict() == source
    assert usage == models.Usage.from_dict(source)
    assert copy.deepcopy(usage).to_dict() == copy.copy(usage).to_dict() == source
    assert pickle.loads(pickle.dumps(usage)).to_dict() == source
    assert repr(usage).startswith("Usage(")
    assert usage.total_tokens == 1


def test_private_attribute_is_not_written(models: Any) -> None:
    usage = models.Usage.from_dict({"total_tokens": 1})
    usage._request_id = "r"
    assert usage._request_id == "r"
    assert usage.to_dict() == {"total_tokens": 1}
    assert usage == models.Usage.from_dict({"total_tokens": 1})
    assert repr(usage) == "Usage(total_tokens=1)"


def test_reserved_names_have_their_own_attributes(models: Any) -> None:
    source = {name: str(number) for number, name in enumerate(SCHEMAS["Odd"]["properties"])}
    odd = models.Odd.from_dict(source)
    assert odd.to_dict() == source
    fields = [field.name for field in attrs.fields(models.Odd)]
    assert len(set(fields)) == len(source)
    assert all(name.isidentifier() and name.isascii() for name in fields)
    assert [getattr(odd, name) for name in fields] == list(source.values())
    # A name is unchanged if possible, and similar otherwise.
    assert odd.object == source["object"]
    assert odd.type == source["type"]
    assert odd.top_level == source["top-level"]
    assert odd.class_ == source["class_"]
    assert odd.class__ == source["class"]


def test_renamed_attribute_can_be_read_set_and_deleted(models: Any) -> None:
    odd = models.Odd.from_dict({"class": {"total_tokens": 1}, "top-level": "a"})
    assert odd.class__.total_tokens == 1
    odd.top_level = "b"
    assert odd.to_dict() == {"class": {"total_tokens": 1}, "top-level": "b"}
    del odd.top_level
    assert odd.top_level is None
    assert odd.to_dict() == {"class": {"total_tokens": 1}}


def test_constructor_sets_only_passed_fields(models: Any) -> None:
    usage = models.Usage(total_tokens=1, details=models.UsageDetails())
    assert vars(usage.details) == {}
    assert usage.to_dict() == {"total_tokens": 1, "details": {}}
    assert models.Usage(total_tokens=1, details=None).to_dict() == {"total_tokens": 1, "details": None}
    assert models.Usage(total_tokens=1) == models.Usage.from_dict({"total_tokens": 1})
    with pytest.raises(TypeError, match="total_tokens"):
        models.Usage()
    with pytest.raises(TypeError, match="nonsense"):
        models.Usage(total_tokens=1, nonsense=2)


def test_to_dict_contains_changes(models: Any, completion: Any) -> None:
    completion.choices[0].message.content = "hello"
    completion.usage = models.Usage(total_tokens=9)
    completion.more = (models.Usage(total_tokens=1),)
    written = completion.to_dict()
    assert written["choices"][0]["message"]["content"] == "hello"
    assert written["usage"] == {"total_tokens": 9}
    assert written["more"] == [{"total_tokens": 1}]
    json.dumps(written)


def test_equality_compares_class_and_json(models: Any) -> None:
    one, other = models.Usage.from_dict({"total_tokens": 1}), models.Usage.from_dict({"total_tokens": 1})
    assert one == other
    other.total_tokens = 2
    assert one != other
    assert one != models.Usage.from_dict({"total_tokens": 1, "details": None})
    assert models.UsageDetails.from_dict({}) != models.Delta.from_dict({})
    assert one != {"total_tokens": 1}
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_repr_shows_set_fields(models: Any) -> None:
    assert repr(models.Usage.from_dict({"total_tokens": 1, "details": {"a-b": 2}})) == (
        "Usage(total_tokens=1, details=UsageDetails('a-b'=2))"
    )


def test_attrs_functions_accept_models(models: Any, completion: Any) -> None:
    assert [field.name for field in attrs.fields(models.Usage)] == ["total_tokens", "details"]
    assert attrs.has(models.Usage)
    assert attrs.asdict(completion.usage) == {"total_tokens": 3, "details": {"cached_tokens": 1}}


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_copy_is_equal_and_independent(models: Any, completion: Any, again: Any) -> None:
    completion.extra = {"a": True}
    other = again(completion)
    assert other == completion
    assert type(other) is models.ChatCompletion
    assert type(other.choices[0]) is models.ChatCompletionChoice
    other.id = "c2"
    assert completion.id == "c1"


def test_from_dict_and_to_dict_share_no_containers(models: Any) -> None:
    source = copy.deepcopy(COMPLETION)
    completion = models.ChatCompletion.from_dict(source)
    completion.choices.append("x")
    completion.choices[0].message.tool_calls.clear()
    completion.usage.total_tokens = 0
    assert source == COMPLETION
    empty: dict[str, Any] = {"choices": []}
    models.ChatCompletion.from_dict(empty).choices.append(1)
    assert empty == {"choices": []}
    anything = models.Response.from_dict({"anything": [{"a": []}]})
    anything.to_dict()["anything"][0]["a"].append(1)
    assert anything.to_dict() == {"anything": [{"a": []}]}


def test_from_dict_of_subclass_returns_subclass(models: Any) -> None:
    class Mine(models.Usage):  # type: ignore[misc]
        @property
        def double(self) -> int:
            return 2 * int(self.total_tokens)

    mine = Mine.from_dict({"total_tokens": 2, "details": {}})
    assert type(mine) is Mine
    assert mine.double == 4
    assert type(mine.details) is models.UsageDetails


@pytest.mark.parametrize("source", ["text", ["a"], 1, None])
def test_from_dict_raises_type_error_for_other_values(models: Any, source: Any) -> None:
    with pytest.raises(TypeError, match=r"Usage\.from_dict\(\) takes an object, not "):
        models.Usage.from_dict(source)


def test_from_dict_reads_maps_and_nested_arrays(models: Any) -> None:
    source = {
        "labels": {"a": {"total_tokens": 1}, "b": None, "to_dict": {"total_tokens": 2}},
        "grid": [[{"type": "text", "text": "x"}], [], None, "odd"],
        "metadata": {"k": "v"},
    }
    completion = models.Response.from_dict(source)
    assert completion.labels["to_dict"].total_tokens == 2
    assert completion.labels["b"] is None
    assert type(completion.grid[0][0]) is models.TextPart
    assert completion.grid[2:] == [None, "odd"]
    assert completion.metadata == {"k": "v"}
    assert completion.to_dict() == source


def test_round_trip_of_very_deep_json(models: Any) -> None:
    deep: Any = {"type": "eq", "key": "k", "value": 1}
    free: Any = 1
    for _ in range(5000):
        deep = {"type": "and", "filters": [deep]}
        free = [{"a": free}]
    completion = models.Response.from_dict({"filters": deep, "anything": free})
    # Objects are models down to the recursion limit of the interpreter; the rest stays JSON.
    assert type(completion.filters.filters[0].filters[0]) is models.Compound
    written = completion.to_dict()
    depth = 0
    a, b = deep, written["filters"]
    while a["type"] == "and":
        assert b["type"] == "and"
        a, b, depth = a["filters"][0], b["filters"][0], depth + 1
    assert a == b
    assert depth == 5000
    a, b = free, written["anything"]
    while isinstance(a, list):
        a, b = a[0]["a"], b[0]["a"]
    assert a == b == 1


# Keys and values that the readers look at, so that the drawn objects reach every branch.
_NAMES = sorted({name for schema in SCHEMAS.values() for name in schema.get("properties", {})})
_VALUES = ["message", "reasoning", "function_call", "search_call", "text", "eq", "and", "assistant", "user"]
_KEYS = st.sampled_from([*_NAMES, "new", "_x", "to_dict", "__dict__", "json:x", "__field_readers__"])
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(_VALUES)
_JSON = st.recursive(
    _SCALARS | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=20,
)
_CLASSES = sorted(name for name, schema in SCHEMAS.items() if "properties" in schema)


@given(name=st.sampled_from(_CLASSES), source=st.dictionaries(_KEYS | st.text(), _JSON, max_size=6))
@example(
    name="Response", source={"output": {"type": "message"}, "error": [], "grid": [{"a": 1}], "labels": []}
)
@example(name="Response", source={"output": [None, 1, {"type": ["x"]}, {"type": {}}, {}, [[]]]})
@example(name="Odd", source={"class": 1, "class_": 2, "class__": 3, "json:class": 4})
def test_round_trip_of_any_object(models: Any, name: str, source: dict[str, Any]) -> None:
    before = copy.deepcopy(source)
    model = getattr(models, name).from_dict(source)
    assert model.to_dict() == before
    assert source == before
    assert pickle.loads(pickle.dumps(model)) == model
    repr(model)
