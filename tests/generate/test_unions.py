"""Unions: the class is selected by the data, and objects of unknown types round-trip."""

from __future__ import annotations

import copy
import importlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[[str, Any], Any]


@pytest.mark.parametrize(
    ("union", "source", "expected"),
    [
        # By the discriminator; a member can itself be a union.
        ("OutputItem", {"type": "message"}, "OutputMessage"),
        ("OutputItem", {"type": "reasoning", "id": 1}, "Reasoning"),
        ("OutputItem", {"type": "search_call", "query": "q"}, "WebSearchCall"),
        ("OutputItem", {"type": "search_call", "files": []}, "FileSearchCall"),
        ("OutputItem", {"type": "search_call"}, "FileSearchCall"),
        ("OutputItem", {"type": "new"}, "Unknown"),
        ("OutputItem", {"type": None}, "Unknown"),
        ("OutputItem", {"type": ["message"]}, "Unknown"),
        ("OutputItem", {"type": {"message": 1}}, "Unknown"),
        ("OutputItem", {"type": 1}, "Unknown"),
        ("OutputItem", {"type": True}, "Unknown"),
        ("OutputItem", {}, "Unknown"),
        # By a property with fixed values, without a discriminator.
        ("ContentPart", {"type": "image_url"}, "ImagePart"),
        ("Filter", {"type": "ne"}, "Comparison"),
        ("Filter", {"type": "or", "filters": []}, "Compound"),
        # By type, by role, by required keys, and without a type.
        ("InputItem", {"type": "message", "role": "user", "content": ""}, "EasyMessage"),
        ("InputItem", {"type": "message", "role": "user", "content": [], "status": "s"}, "InputMessage"),
        ("InputItem", {"role": "user", "content": [], "status": "s"}, "InputMessage"),
        ("InputItem", {"role": "assistant", "content": ""}, "EasyMessage"),
        ("InputItem", {"type": "message", "role": "assistant", "content": ""}, "EasyMessage"),
        (
            "InputItem",
            {"type": "message", "role": "assistant", "content": [], "id": "m", "status": "completed"},
            "OutputMessage",
        ),
        ("InputItem", {"type": "message", "role": "critic", "content": ""}, "EasyMessage"),
        ("InputItem", {"type": "message", "role": "assistant", "content": "", "status": "s"}, "EasyMessage"),
        ("InputItem", {"id": "i"}, "ItemReference"),
        ("InputItem", {"id": "i", "type": None}, "ItemReference"),
        ("InputItem", {"id": "i", "type": "item_reference"}, "ItemReference"),
        ("InputItem", {"type": "function_call"}, "FunctionCall"),
        ("InputItem", {"type": "new", "role": "user"}, "Unknown"),
        ("ResponseCreateParams", {"model": "pro"}, "ProResponseCreateParams"),
    ],
)
def test_union_selects_class(
    types: Any, models: Any, read: Read, union: str, source: Any, expected: str
) -> None:
    item = read(union, source)
    assert type(item) is (types.Unknown if expected == "Unknown" else getattr(models, expected))
    assert item.to_dict() == source


def test_object_of_unknown_type_round_trips(types: Any, models: Any) -> None:
    source = {"output": [{"type": "new_thing", "id": "n", "parts": [{"type": "message"}]}]}
    response = models.Response.from_dict(source)
    (item,) = response.output
    assert isinstance(item, types.Unknown)
    assert item.type == "new_thing"
    assert item.id == "n"
    assert item.parts == [{"type": "message"}]
    assert response.to_dict() == source
    assert repr(item) == "Unknown(type='new_thing', id='n', parts=[{'type': 'message'}])"


def test_union_keeps_values_that_are_no_objects(read: Read, models: Any) -> None:
    for value in ("text", 1, None, True, ["a"], []):
        assert read("OutputItem", value) == value
    mixed = models.Response.from_dict({"instructions": "be brief", "tool_choice": "auto"})
    assert mixed.instructions == "be brief"
    assert mixed.tool_choice == "auto"
    mixed = models.Response.from_dict(
        {"instructions": [{"role": "user", "content": "x"}, "y"], "tool_choice": {"type": "function"}}
    )
    assert type(mixed.instructions[0]) is models.EasyMessage
    assert mixed.instructions[1] == "y"
    assert type(mixed.tool_choice) is models.ToolCall


def test_read_of_alias(read: Read, models: Any) -> None:
    assert read("Tags", ["a"]) == ["a"]
    assert read("Json", ["a", ["b"]]) == ["a", ["b"]]
    assert type(read("UsageByName", {"a": {"total_tokens": 1}})["a"]) is models.Usage
    assert read("UsageByName", {}) == {}
    assert type(read("SearchCall", {"type": "search_call", "query": "q"})) is models.WebSearchCall


def test_read_of_stream_event(read: Read, models: Any) -> None:
    event = read(
        "StreamEvent",
        {"type": "response.created", "response": {"id": "r", "output": [{"type": "reasoning"}]}},
    )
    assert type(event) is models.CreatedEvent
    assert type(event.response.output[0]) is models.Reasoning
    delta = read("StreamEvent", {"type": "response.output_text.delta", "delta": "a", "logprobs": []})
    assert (delta.delta, delta.logprobs, delta.sequence_number) == ("a", [], None)


def test_alias_exists_at_run_time(api: str, types: Any, models: Any) -> None:
    assert models.ContentPart == models.TextPart | models.ImagePart | types.Unknown
    assert isinstance(types.Unknown(type="new"), models.StreamEvent)
    assert models.Tags == list[str]
    module = importlib.import_module(f"{api}.models.content_part")
    assert module.ContentPart == models.ContentPart
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = module.Nonsense
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = models.Nonsense


def test_models_package_lists_its_names(models: Any) -> None:
    assert set(models.__all__) == set(models.MODULES)
    assert set(models.__all__) <= set(dir(models))
    namespace: dict[str, Any] = {}
    exec(f"from {models.__name__} import *", namespace)
    assert namespace["Usage"] is models.Usage


# --- request bodies ---


def test_request_body_of_several_shapes_is_callable(models: Any) -> None:
    body = models.ResponseCreateParams(model="pro", input="Hi", background=True)
    assert type(body) is models.ProResponseCreateParams
    assert isinstance(body, models.ResponseCreateParams)
    assert body.to_dict() == {"model": "pro", "input": "Hi", "background": True}
    assert models.ResponseCreateParams.from_dict(body.to_dict()) == body
    for copied in (copy.deepcopy(body), pickle.loads(pickle.dumps(body))):
        assert (type(copied), copied) == (type(body), body)


def test_request_body_of_several_shapes_has_the_parameters_of_its_shape(models: Any) -> None:
    with pytest.raises(
        TypeError, match=r"MiniResponseCreateParams.* unexpected keyword argument 'background'"
    ):
        models.ResponseCreateParams(model="mini", input="Hi", background=True)
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'background'"):
        models.ResponseCreateParams(model="pro", input="Hi")
    assert isinstance(models.MiniResponseCreateParams(model="mini", input="Hi"), models.ResponseCreateParams)


def test_request_body_for_an_undocumented_model_keeps_all_parameters(models: Any) -> None:
    values = {"model": "new", "input": "Hi", "background": None}
    for body in (models.ResponseCreateParams(**values), models.ResponseCreateParams.from_dict(values)):
        assert type(body) is models.ResponseCreateParams
        assert body.to_dict() == values
        assert body.model == "new"
        assert copy.deepcopy(body).to_dict() == values


def test_request_body_of_several_shapes_is_one_type_to_type_checkers(generated: Path) -> None:
    program = generated.parent / "bodies.py"
    program.write_text(
        """
from aimlkit_api.client import AuthenticatedClient
from aimlkit_api.api.model_responses import create_response
from aimlkit_api.models import MiniResponseCreateParams, ResponseCreateParams


def create(client: AuthenticatedClient, body: ResponseCreateParams) -> None:
    create_response.sync(client=client, body=body)


def bodies(client: AuthenticatedClient) -> None:
    create(client, ResponseCreateParams(model="pro", input="Hi", background=True))
    create(client, MiniResponseCreateParams(model="mini", input="Hi"))
    ResponseCreateParams(model="other", input="Hi")  # type: ignore[arg-type]
    ResponseCreateParams(model="pro")  # type: ignore[call-arg]
""",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(program)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=generated,
        env={**os.environ, "MYPYPATH": "."},
    )
    assert done.returncode == 0, done.stdout
