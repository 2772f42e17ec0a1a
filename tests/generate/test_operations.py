"""The operations and headers as data."""

from __future__ import annotations

import copy
import importlib
import json
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.common.errors import PipelineError
from scripts.generate.project import generate
from tests.generate.fixture import CONTRACT, ref


@pytest.fixture
def operations(api: str) -> Any:
    """The module `operations` of the fixture's package."""
    return importlib.import_module(f"{api}.operations")


def test_operation_spec_has_method_path_parameters_and_models(operations: Any) -> None:
    assert operations.PREFIX == "/v1"  # the fixture has fewer operations below /v2
    chat = operations.CREATE_CHAT_COMPLETION
    assert operations.OPERATIONS[chat.id] is chat
    assert (chat.id, chat.method, chat.path) == ("createChatCompletion", "POST", "/v1/chat/completions")
    assert (chat.response, chat.event) == ("ChatCompletion", "ChatCompletionChunk")
    assert chat.end_of_stream == "[DONE]"
    assert {"messages", "model", "effort", "stop", "response_format"} <= chat.parameters
    assert chat.required == {"messages", "model"}


def test_operation_spec_has_the_parameters_of_all_request_shapes(operations: Any) -> None:
    responses = operations.CREATE_RESPONSE
    assert {"input", "background", "effort"} <= responses.parameters
    assert responses.required == {"input", "model"}
    assert responses.models == ("mini", "pro")


def test_operation_spec_has_the_paths_to_cost_and_output_format(operations: Any) -> None:
    chat, responses = operations.CREATE_CHAT_COMPLETION, operations.CREATE_RESPONSE
    assert (chat.cost_path, chat.credits_path) == (
        ("meta", "cost", "usd"),
        ("meta", "cost", "credits"),
    )
    assert chat.output_format_path == ("response_format",)
    assert responses.output_format_path == ("text", "format")
    assert operations.DELETE_RESPONSE.cost_path is None


def test_operation_spec_has_terminal_events_and_accumulations(operations: Any) -> None:
    spec = operations.CREATE_RESPONSE
    assert spec.terminal_events == {"error"}
    assert {name: tuple(accumulation) for name, accumulation in spec.accumulations.items()} == {
        "response.output_text.delta": (
            "message",
            "content",
            "output_text",
            "text",
            "response.output_text.done",
        ),
        "response.function_call_arguments.delta": ("function_call", None, None, "arguments", None),
    }
    assert operations.CREATE_CHAT_COMPLETION.terminal_events == frozenset()
    assert operations.CREATE_CHAT_COMPLETION.accumulations == {}


def test_operation_spec_has_the_objects_in_requests(operations: Any) -> None:
    chat, responses = operations.CREATE_CHAT_COMPLETION, operations.CREATE_RESPONSE
    assert "messages" in chat.request_objects
    assert "logit_bias" not in chat.request_objects  # its keys are data
    assert "extra" not in chat.request_objects
    items = responses.request_objects["input"]
    assert "content" in items.objects
    assert items.required_nulls == frozenset()
    assert operations.DELETE_RESPONSE.request_objects == {}


def test_request_objects_keep_required_nulls_and_end_in_recursive_schemas(
    tmp_path: Path, run: Callable[..., str]
) -> None:
    contract = copy.deepcopy(CONTRACT)
    tree = {
        "type": "object",
        "properties": {f"p{n}": ref("Tree") for n in range(40)} | {"value": {"type": ["string", "null"]}},
        "required": ["value"],
    }
    schemas = contract["components"]["schemas"]
    schemas["Tree"] = tree
    schemas["Nested"] = {"anyOf": [{"type": "array", "items": ref("Nested")}, {"type": "string"}]}
    schemas["ChatCompletionCreateParams"]["properties"]["nested"] = ref("Nested")
    schemas["ChatCompletionCreateParams"]["properties"]["tree"] = ref("Tree")
    schemas["ChatCompletionCreateParams"]["properties"]["z_last"] = ref("TextPart")
    (tmp_path / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    generate(tmp_path / "contract.json", tmp_path)
    program = """
from aimlkit_api.operations import CREATE_CHAT_COMPLETION
objects = CREATE_CHAT_COMPLETION.request_objects
assert {"messages", "tree", "z_last"} <= objects.keys()
assert objects["tree"].required_nulls == {"value"} == objects["tree"].objects["p39"].required_nulls
"""
    run(program, tmp_path)


def test_error_fields_and_headers_have_the_names_of_the_contract(operations: Any, api: str) -> None:
    fields = operations.ERROR_FIELDS
    assert (fields.message, fields.path, fields.request_id) == ("message", "path", "requestId")
    assert (fields.status, fields.timestamp) == ("statusCode", "")  # the fixture's error has no timestamp
    headers = importlib.import_module(f"{api}.headers")
    assert headers.INFERENCE_ID == "x-inference-id"
    assert headers.REQUEST_ID_HEADERS == ("x-request-id", "cf-ray")
    assert (headers.CLIENT_REQUEST_ID, headers.COST_USD, headers.CREDITS) == (
        "x-trace",
        "x-cost",
        "x-credits",
    )
    assert (headers.RETRY_AFTER, headers.RETRY_AFTER_MILLISECONDS) == ("retry-after", "retry-after-ms")
    assert headers.SHOULD_RETRY == "x-should-retry"


def test_client_request_id_has_the_limits_of_its_parameter(api: str) -> None:
    headers = importlib.import_module(f"{api}.headers")
    assert (headers.CLIENT_REQUEST_ID_MIN_LENGTH, headers.CLIENT_REQUEST_ID_MAX_LENGTH) == (2, 9)
    assert headers.CLIENT_REQUEST_ID_PATTERN == "^[a-z]+$"


@pytest.mark.parametrize("pattern", ["(", "\\p{L}", "(?<n>a)"])
def test_client_request_id_pattern_that_python_does_not_know_is_an_error(
    tmp_path: Path, pattern: str
) -> None:
    contract = copy.deepcopy(CONTRACT)
    contract["paths"]["/v1/responses/{response-id}"]["get"]["parameters"][1]["schema"]["pattern"] = pattern
    (tmp_path / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    with pytest.raises(PipelineError, match="client-request-id: has a parameter whose pattern"):
        generate(tmp_path / "contract.json", tmp_path)


def test_facts_are_empty_if_the_contract_does_not_mark_them(tmp_path: Path, run: Callable[..., str]) -> None:
    contract = _without_extensions(CONTRACT)
    (tmp_path / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    generate(tmp_path / "contract.json", tmp_path)
    program = """
from aimlkit_api import headers, models
from aimlkit_api.operations import CREATE_RESPONSE, ERROR_FIELDS
assert set(ERROR_FIELDS) == {""}
assert headers.REQUEST_ID_HEADERS == () and headers.RETRY_AFTER == headers.INFERENCE_ID == ""
assert headers.CLIENT_REQUEST_ID_PATTERN is headers.CLIENT_REQUEST_ID_MAX_LENGTH is None
assert CREATE_RESPONSE.terminal_events == frozenset() and CREATE_RESPONSE.accumulations == {}
assert CREATE_RESPONSE.cost_path is CREATE_RESPONSE.output_format_path is None
assert "OtherStreamEvent" not in models.MODULES
"""
    run(program, tmp_path)


def test_malformed_extensions_are_ignored(tmp_path: Path, run: Callable[..., str]) -> None:
    contract = copy.deepcopy(CONTRACT)
    schemas = contract["components"]["schemas"]
    contract["x-headers"] = ["retry-after"]
    schemas["TextDeltaEvent"]["x-accumulates"] = {"item": ["message"], "field": 3}
    schemas["ErrorEvent"]["x-terminal"] = "yes"
    schemas["Cost"]["properties"]["usd"]["x-role"] = {"cost": "usd"}
    (tmp_path / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    generate(tmp_path / "contract.json", tmp_path)
    program = """
from aimlkit_api.headers import RETRY_AFTER
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE
assert RETRY_AFTER == ""
assert [*CREATE_RESPONSE.accumulations] == ["response.function_call_arguments.delta"]
assert CREATE_RESPONSE.terminal_events == frozenset()
assert CREATE_CHAT_COMPLETION.cost_path is None
"""
    run(program, tmp_path)


def test_union_alias_leaves_out_events_with_a_client_class(models: Any, read: Callable[..., Any]) -> None:
    assert models.TextDeltaEvent in typing.get_args(models.StreamEvent)
    others = typing.get_args(models.OtherStreamEvent)
    assert set(typing.get_args(models.StreamEvent)) - set(others) == {models.TextDeltaEvent}
    assert type(read("OtherStreamEvent", {"type": "error"})) is models.ErrorEvent


def test_union_alias_needs_a_free_name(tmp_path: Path) -> None:
    contract = copy.deepcopy(CONTRACT)
    contract["components"]["schemas"]["OtherStreamEvent"] = ref("ErrorEvent")
    (tmp_path / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    with pytest.raises(PipelineError, match="OtherStreamEvent is not free"):
        generate(tmp_path / "contract.json", tmp_path)


def _without_extensions(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_extensions(item) for key, item in value.items() if not key.startswith("x-")}
    return [_without_extensions(item) for item in value] if isinstance(value, list) else value
