"""A model is the JSON that it was read from, by attributes."""

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

ANSWER = {
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
def answer(models: Any) -> Any:
    return models.ChatCompletion.from_dict(ANSWER)


def test_objects_are_models_all_the_way_down(models: Any, answer: Any) -> None:
    message = answer.choices[0].message
    assert type(answer.choices[0]) is models.ChatCompletionChoice
    assert type(message.tool_calls[0]) is models.ToolCall
    assert message.tool_calls[0].function.name == "f"
    assert answer.usage.details.cached_tokens == 1


def test_what_was_not_sent_reads_as_none_and_stays_absent(models: Any) -> None:
    choice = models.ChatCompletionChoice.from_dict({"index": 0})
    assert choice.finish_reason is None
    assert choice.message is None
    assert choice.to_dict() == {"index": 0}
    assert "finish_reason" not in vars(choice)


def test_a_null_that_was_sent_is_sent_back(models: Any) -> None:
    usage = models.Usage.from_dict({"total_tokens": 1, "details": None})
    assert usage.details is None
    assert usage.to_dict() == {"total_tokens": 1, "details": None}


def test_a_field_that_no_document_names_is_an_attribute(models: Any) -> None:
    usage = models.Usage.from_dict({"total_tokens": 1, "new_field": {"a": [1]}})
    assert usage.new_field == {"a": [1]}
    assert usage.to_dict() == {"total_tokens": 1, "new_field": {"a": [1]}}
    with pytest.raises(AttributeError, match="no_such_field"):
        _ = usage.no_such_field


@pytest.mark.parametrize(
    "name",
    [
        *("to_dict", "from_dict", "_kinds", "_aliases", "_plain", "__class__", "__dict__", "__deepcopy__"),
        *("__reduce_ex__", "__getstate__", "__eq__", "__attrs_attrs__", "_x", "json:to_dict", "mro", ""),
    ],
)
def test_no_field_of_an_answer_can_break_the_model(models: Any, name: str) -> None:
    source = {name: "x", "total_tokens": 1}
    usage = models.Usage.from_dict(source)
    assert usage.to_dict() == source
    assert usage == models.Usage.from_dict(source)
    assert copy.deepcopy(usage).to_dict() == copy.copy(usage).to_dict() == source
    assert pickle.loads(pickle.dumps(usage)).to_dict() == source
    assert repr(usage).startswith("Usage(")
    assert usage.total_tokens == 1


def test_attributes_of_the_program_are_not_sent(models: Any) -> None:
    usage = models.Usage.from_dict({"total_tokens": 1})
    usage._request_id = "r"
    assert usage._request_id == "r"
    assert usage.to_dict() == {"total_tokens": 1}
    assert usage == models.Usage.from_dict({"total_tokens": 1})
    assert repr(usage) == "Usage(total_tokens=1)"


def test_names_that_python_has_other_uses_for_have_attributes_of_their_own(models: Any) -> None:
    source = {name: str(number) for number, name in enumerate(SCHEMAS["Odd"]["properties"])}
    odd = models.Odd.from_dict(source)
    assert odd.to_dict() == source
    fields = [field.name for field in attrs.fields(models.Odd)]
    assert len(set(fields)) == len(source)
    assert all(name.isidentifier() and name.isascii() for name in fields)
    assert [getattr(odd, name) for name in fields] == list(source.values())
    # What can keep its name does; the others are near it.
    assert odd.object == source["object"]
    assert odd.type == source["type"]
    assert odd.top_level == source["top-level"]
    assert odd.class_ == source["class_"]
    assert odd.class__ == source["class"]


def test_an_alias_reads_objects_too_and_can_be_set_and_deleted(models: Any) -> None:
    odd = models.Odd.from_dict({"class": {"total_tokens": 1}, "top-level": "a"})
    assert odd.class__.total_tokens == 1
    odd.top_level = "b"
    assert odd.to_dict() == {"class": {"total_tokens": 1}, "top-level": "b"}
    del odd.top_level
    assert odd.top_level is None
    assert odd.to_dict() == {"class": {"total_tokens": 1}}


def test_models_made_by_hand_have_what_they_were_given(models: Any) -> None:
    usage = models.Usage(total_tokens=1, details=models.UsageDetails())
    assert vars(usage.details) == {}
    assert usage.to_dict() == {"total_tokens": 1, "details": {}}
    assert models.Usage(total_tokens=1, details=None).to_dict() == {"total_tokens": 1, "details": None}
    assert models.Usage(total_tokens=1) == models.Usage.from_dict({"total_tokens": 1})
    with pytest.raises(TypeError, match="total_tokens"):
        models.Usage()
    with pytest.raises(TypeError, match="nonsense"):
        models.Usage(total_tokens=1, nonsense=2)


def test_changes_are_sent_back(models: Any, answer: Any) -> None:
    answer.choices[0].message.content = "hello"
    answer.usage = models.Usage(total_tokens=9)
    answer.more = (models.Usage(total_tokens=1),)
    sent = answer.to_dict()
    assert sent["choices"][0]["message"]["content"] == "hello"
    assert sent["usage"] == {"total_tokens": 9}
    assert sent["more"] == [{"total_tokens": 1}]
    json.dumps(sent)


def test_equality_is_of_class_and_json(models: Any) -> None:
    one, other = models.Usage.from_dict({"total_tokens": 1}), models.Usage.from_dict({"total_tokens": 1})
    assert one == other
    other.total_tokens = 2
    assert one != other
    assert one != models.Usage.from_dict({"total_tokens": 1, "details": None})
    assert models.UsageDetails.from_dict({}) != models.Delta.from_dict({})
    assert one != {"total_tokens": 1}
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_repr_shows_what_is_there(models: Any) -> None:
    assert repr(models.Usage.from_dict({"total_tokens": 1, "details": {"a-b": 2}})) == (
        "Usage(total_tokens=1, details=UsageDetails('a-b'=2))"
    )


def test_attrs_knows_the_models(models: Any, answer: Any) -> None:
    assert [field.name for field in attrs.fields(models.Usage)] == ["total_tokens", "details"]
    assert attrs.has(models.Usage)
    assert attrs.asdict(answer.usage) == {"total_tokens": 3, "details": {"cached_tokens": 1}}


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_copies_are_equal_and_apart(models: Any, answer: Any, again: Any) -> None:
    answer.extra = {"kept": True}
    other = again(answer)
    assert other == answer
    assert type(other) is models.ChatCompletion
    assert type(other.choices[0]) is models.ChatCompletionChoice
    other.id = "c2"
    assert answer.id == "c1"


def test_neither_reading_nor_writing_shares_containers(models: Any) -> None:
    source = copy.deepcopy(ANSWER)
    answer = models.ChatCompletion.from_dict(source)
    answer.choices.append("x")
    answer.choices[0].message.tool_calls.clear()
    answer.usage.total_tokens = 0
    assert source == ANSWER
    empty: dict[str, Any] = {"choices": []}
    models.ChatCompletion.from_dict(empty).choices.append(1)
    assert empty == {"choices": []}
    anything = models.Response.from_dict({"anything": [{"a": []}]})
    anything.to_dict()["anything"][0]["a"].append(1)
    assert anything.to_dict() == {"anything": [{"a": []}]}


def test_a_subclass_reads_itself(models: Any) -> None:
    class Mine(models.Usage):  # type: ignore[misc]
        @property
        def double(self) -> int:
            return 2 * int(self.total_tokens)

    mine = Mine.from_dict({"total_tokens": 2, "details": {}})
    assert type(mine) is Mine
    assert mine.double == 4
    assert type(mine.details) is models.UsageDetails


@pytest.mark.parametrize("source", ["text", ["a"], 1, None])
def test_only_objects_can_be_read_by_name(models: Any, source: Any) -> None:
    with pytest.raises(TypeError, match=r"Usage\.from_dict\(\) takes an object, not "):
        models.Usage.from_dict(source)


def test_maps_and_arrays_of_arrays(models: Any) -> None:
    source = {
        "labels": {"a": {"total_tokens": 1}, "b": None, "to_dict": {"total_tokens": 2}},
        "grid": [[{"type": "text", "text": "x"}], [], None, "odd"],
        "metadata": {"k": "v"},
    }
    answer = models.Response.from_dict(source)
    assert answer.labels["to_dict"].total_tokens == 2
    assert answer.labels["b"] is None
    assert type(answer.grid[0][0]) is models.TextPart
    assert answer.grid[2:] == [None, "odd"]
    assert answer.metadata == {"k": "v"}
    assert answer.to_dict() == source


def test_json_of_any_depth_is_read_and_written(models: Any) -> None:
    deep: Any = {"type": "eq", "key": "k", "value": 1}
    free: Any = 1
    for _ in range(5000):
        deep = {"type": "and", "filters": [deep]}
        free = [{"a": free}]
    answer = models.Response.from_dict({"filters": deep, "anything": free})
    # Down to where the interpreter's stack ends they are models; the rest is kept as it came.
    assert type(answer.filters.filters[0].filters[0]) is models.Compound
    written = answer.to_dict()
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


# Keys and words that the readers look at, so that what is drawn leads them everywhere.
_NAMES = sorted({name for schema in SCHEMAS.values() for name in schema.get("properties", {})})
_WORDS = ["message", "reasoning", "function_call", "search_call", "text", "eq", "and", "assistant", "user"]
_KEYS = st.sampled_from([*_NAMES, "new", "_x", "to_dict", "__dict__", "json:x", "_kinds"])
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(_WORDS)
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
def test_any_object_is_written_as_it_was_read(models: Any, name: str, source: dict[str, Any]) -> None:
    before = copy.deepcopy(source)
    model = getattr(models, name).from_dict(source)
    assert model.to_dict() == before
    assert source == before
    assert pickle.loads(pickle.dumps(model)) == model
    repr(model)
