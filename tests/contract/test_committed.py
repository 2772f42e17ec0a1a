"""Test the committed contract: validity, names, references, discriminators, enums and marks."""

from __future__ import annotations

import copy
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.common.documents import dump
from scripts.common.sources import Operation
from scripts.contract.descriptions import describe, parameters_by_operation
from scripts.contract.fold import fold
from scripts.contract.identifiers import is_schema_name
from scripts.contract.overlay import FindSchemas, Overlay, apply, read_overlay
from scripts.contract.schema_paths import Root, family_of, find_objects
from scripts.contract.schemas import branches_of, children, is_object, required_of, target_of
from scripts.contract.tags import tag_of
from tests.conftest import ROOT

Json = Any
CONTRACT = ROOT / "openapi" / "contract.json"
DOCUMENT: Json = json.loads(CONTRACT.read_bytes())
OPERATIONS: list[Json] = [operation for item in DOCUMENT["paths"].values() for operation in item.values()]
SCHEMAS: Json = DOCUMENT["components"]["schemas"]


def every_schema() -> Iterator[tuple[str, Json]]:
    """Yield every schema under components, the named ones and those inside them, with its location."""
    ahead = [(name, schema) for name, schema in SCHEMAS.items()]
    while ahead:
        where, schema = ahead.pop()
        yield where, schema
        ahead += [("/".join([where, *map(str, steps)]), child) for steps, child in children(schema)]


def test_contract_is_valid_openapi_3_1() -> None:
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_openapi_python_client_accepts_the_contract_without_warnings(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "openapi_python_client",
        "generate",
        "--path",
        str(CONTRACT),
        "--meta",
        "none",
    ]
    bin_folder = str(Path(sys.executable).parent)
    result = subprocess.run(
        [*command, "--output-path", str(tmp_path / "stock"), "--fail-on-warning"],
        env={**os.environ, "PATH": os.pathsep.join([bin_folder, os.environ["PATH"]])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "arning" not in result.stdout + result.stderr


def test_contract_stays_below_its_size_limits() -> None:
    tables = ("x-openai-types", "x-absent-properties")
    assert len(dump({key: value for key, value in DOCUMENT.items() if key not in tables})) <= 230_000
    assert len(CONTRACT.read_bytes()) <= 260_000
    assert len(SCHEMAS) <= 230


def test_contract_is_written_as_dump_writes_it() -> None:
    assert CONTRACT.read_bytes() == dump(DOCUMENT)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_names_are_readable(name: str) -> None:
    assert is_schema_name(name)
    assert not re.search(r"\d$|Type\d|Item\d|Option|Field|Union$|With[A-Z]", name)
    assert len(name) <= 45
    parts = re.findall(r"[A-Z][a-z0-9]*", name)
    assert all(one != other for one, other in itertools.pairwise(parts)), "a repeated part"


def test_schema_names_are_unique_regardless_of_case() -> None:
    assert len({name.casefold() for name in SCHEMAS}) == len(SCHEMAS)


OPENAI_NAMES = [
    "ChatCompletion",
    "ChatCompletionChunk",
    "ChatCompletionMessage",
    "ChatCompletionUserMessage",
    "ChatCompletionSystemMessage",
    "ChatCompletionDeveloperMessage",
    "ChatCompletionAssistantMessage",
    "ChatCompletionToolMessage",
    "CompletionUsage",
    "ChoiceDelta",
    "ChoiceDeltaToolCall",
    "ChoiceLogprobs",
    "Response",
    "ResponseOutputMessage",
    "ResponseOutputText",
    "ResponseOutputRefusal",
    "ResponseReasoningItem",
    "ResponseFunctionToolCall",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
    "ResponseCompletedEvent",
    "ResponseCreatedEvent",
    "ResponseErrorEvent",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseStreamEvent",
    "ResponseUsage",
    "EasyInputMessage",
    "FunctionTool",
    "FunctionDefinition",
    "ResponseFormatJSONSchema",
    "ResponseCreateParams",
]


@pytest.mark.parametrize("name", OPENAI_NAMES)
def test_schemas_have_the_names_of_openai_python(name: str) -> None:
    assert name in SCHEMAS


def test_every_object_schema_is_named() -> None:
    inline = [where for where, schema in every_schema() if "/" in where and is_object(schema)]
    assert inline == []


def test_no_two_schemas_are_equal() -> None:
    final = fold(SCHEMAS, SCHEMAS)
    assert {name: target for name, target in final.items() if name != target} == {}


def test_references_resolve_and_every_schema_is_used() -> None:
    text = json.dumps(DOCUMENT)
    named = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert named == set(SCHEMAS)


def test_unions_with_a_tag_have_a_discriminator() -> None:
    undecided = []
    for where, schema in every_schema():
        targets = [target_of(branch) for branch in branches_of(schema)]
        if len(targets) < 2 or None in targets or {"type": "null"} in schema.get("anyOf", []):
            continue
        objects = [SCHEMAS[target] for target in targets]
        tag = tag_of(objects)
        if tag is not None and all(tag in required_of(branch) for branch in objects):
            assert schema["discriminator"]["propertyName"] == tag, where
            assert set(schema["discriminator"]["mapping"].values()) == {
                b["$ref"] for b in branches_of(schema)
            }
        else:
            undecided.append(where)
    # In lists of input items, three message schemas overlap, and a reference needs no type.
    assert sorted(undecided) == ["O3ProResponseInputItem", "ResponseInputItem", "ResponseInstruction"]


def test_contract_has_one_operation_per_path() -> None:
    assert {path: list(item) for path, item in DOCUMENT["paths"].items()} == {
        "/v1/billing/balance": ["get"],
        "/v1/chat/completions": ["post"],
        "/v1/models": ["get"],
        "/v1/responses": ["post"],
    }


def test_requests_of_different_shapes_are_discriminated_by_model() -> None:
    union = SCHEMAS["ResponseCreateParams"]
    assert union["discriminator"]["propertyName"] == "model"
    assert set(union["discriminator"]["mapping"]) == {"o3-mini", "openai/o3-pro"}

    def tools(model: str) -> str:
        shape = SCHEMAS[union["discriminator"]["mapping"][model].split("/")[-1]]
        items = shape["properties"]["tools"]["items"]
        return json.dumps(SCHEMAS[items["$ref"].split("/")[-1]] if "$ref" in items else items)

    assert "WebSearchPreviewTool" in tools("openai/o3-pro")
    assert "WebSearchPreviewTool" not in tools("o3-mini")


def test_streams_are_described_event_by_event() -> None:
    for path, payload in (
        ("/v1/chat/completions", "ChatCompletionChunk"),
        ("/v1/responses", "ResponseStreamEvent"),
    ):
        content = DOCUMENT["paths"][path]["post"]["responses"]["200"]["content"]["text/event-stream"]
        event = SCHEMAS[content["schema"]["$ref"].split("/")[-1]]
        end, data = event["properties"]["data"]["anyOf"]
        assert end["const"] == "[DONE]"
        assert data["contentMediaType"] == "application/json"
        assert data["contentSchema"] == {"$ref": f"#/components/schemas/{payload}"}
        assert event["required"] == ["data"]


def test_errors_and_security_are_documented() -> None:
    assert DOCUMENT["security"] == [{"access-token": []}]
    for operation in OPERATIONS:
        assert set(operation["responses"]) == {
            *["200", "400", "401", "403", "404", "405", "429", "500", "502", "503", "504"],
            *(["413", "415"] if "requestBody" in operation else []),
            *(["304"] if operation["operationId"] == "listModels" else []),
        }
    without_key = [each["operationId"] for each in OPERATIONS if each.get("security") == []]
    assert without_key == ["listModels"]
    assert set(SCHEMAS["Error"]["properties"]) == {"message", "path", "requestId", "statusCode", "timestamp"}


def reached(*names: str) -> set[str]:
    """Return the names of the schemas that these refer to, directly or through others, and their own."""
    seen: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += re.findall(r'"#/components/schemas/(\w+)"', json.dumps(SCHEMAS[name]))
    return seen


def test_enums_of_responses_are_open() -> None:
    responses = reached("ChatCompletion", "ChatCompletionChunk", "Response", "ResponseStreamEvent")
    reason = SCHEMAS["ChatCompletionChoice"]["properties"]["finish_reason"]
    assert reason["x-extensible-enum"] == ["stop", "length", "content_filter", "tool_calls"]
    closed = [
        where
        for where, schema in every_schema()
        if where.split("/")[0] in responses and len([value for value in schema.get("enum", []) if value]) > 1
    ]
    # These two are the tags of unions.
    assert sorted(closed) == [
        "ResponseToolChoiceTypes/properties/type",
        "ResponseWebSearchPreviewTool/properties/type",
    ]


def test_enums_of_requests_are_closed() -> None:
    assert SCHEMAS["ChatCompletionCreateParams"]["properties"]["reasoning_effort"]["enum"] == [
        "low",
        "medium",
        "high",
    ]
    requests = reached("ChatCompletionCreateParams", "ResponseCreateParams")
    assert [w for w, s in every_schema() if w.split("/")[0] in requests and "x-extensible-enum" in s] == []


def test_counts_indices_and_times_are_integers() -> None:
    names = re.compile(r"created(_at)?|.*index|sequence_number|.*_tokens|expires_at|n|seed")
    wrong = [
        where
        for where, schema in every_schema()
        if names.fullmatch(where.split("/")[-1]) and "number" in json.dumps(schema.get("type", ""))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ChatCompletionChunkChoice", {"index": 0, "delta": {"content": "a"}, "finish_reason": None}),
        ("ChoiceDelta", {}),
        ("ChoiceDelta", {"content": None, "tool_calls": [{"index": 0, "function": {"arguments": "{"}}]}),
        ("ChoiceLogprobs", {"content": None, "refusal": None}),
        ("ChatCompletionMessage", {"role": "assistant"}),
        ("ChatCompletionMessage", {"role": "assistant", "content": None, "refusal": "no"}),
        ("ResponseReasoning", {"effort": "none"}),
        (
            "ResponseErrorEvent",
            {"type": "error", "code": None, "message": "m", "param": None, "sequence_number": 1},
        ),
    ],
)
def test_instances_seen_in_recorded_traffic_are_valid(name: str, value: Json) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    jsonschema_rs.Draft202012Validator(schema).validate(value)


def test_every_action_of_the_overlay_has_a_reason() -> None:
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    assert len(overlay.actions) > 10
    assert all(len(action.reason) > 10 for action in overlay.actions)


def test_descriptions_are_those_of_the_overlay() -> None:
    descriptions = read_overlay(ROOT / "openapi" / "overlay.yaml").descriptions
    assert describe(SCHEMAS, descriptions, parameters_by_operation(DOCUMENT)) == []
    ours = {
        *descriptions.values(),
        *re.findall(r"description: (.+)", (ROOT / "openapi" / "overlay.yaml").read_text()),
    }
    described = {schema["description"] for _, schema in every_schema() if "description" in schema}
    assert described <= ours


MAIN_OBJECTS = [
    "ChatCompletion",
    "ChatCompletionChoice",
    "ChatCompletionMessage",
    "CompletionUsage",
    "ChatCompletionChunk",
    "ChatCompletionChunkChoice",
    "ChoiceDelta",
    "Response",
    "ResponseUsage",
    "ResponseOutputMessage",
    "ResponseOutputText",
    "ResponseReasoningItem",
    "ResponseFunctionToolCall",
    "Meta",
    "MetaUsage",
    "Error",
]


def test_every_schema_is_described() -> None:
    assert [name for name, schema in SCHEMAS.items() if "description" not in schema] == []


@pytest.mark.parametrize("name", [*(name for name in SCHEMAS if "CreateParams" in name), *MAIN_OBJECTS])
def test_parameters_and_properties_of_main_objects_are_described(name: str) -> None:
    properties = SCHEMAS[name].get("properties", {})
    undescribed = [key for key, child in properties.items() if "description" not in child]
    # A const such as the type of an output item describes itself.
    assert [key for key in undescribed if "const" not in properties[key]] == []


def test_operations_are_described() -> None:
    assert all(operation["summary"] and operation["description"] for operation in OPERATIONS)
    parameters = [each for operation in OPERATIONS for each in operation.get("parameters", [])]
    assert len(parameters) > 5
    assert all(parameter["description"] for parameter in parameters)


def test_contract_marks_the_cost_and_the_fields_of_an_error() -> None:
    roles = {
        (name, key, child["x-role"])
        for name, schema in SCHEMAS.items()
        for key, child in schema.get("properties", {}).items()
        if "x-role" in child
    }
    assert roles == {
        ("MetaUsage", "usd_spent", "cost-usd"),
        ("MetaUsage", "credits_used", "credits"),
        ("Error", "message", "error-message"),
        ("Error", "path", "error-path"),
        ("Error", "requestId", "request-id"),
        ("Error", "statusCode", "status"),
        ("Error", "timestamp", "timestamp"),
    }


def marked(extension: str) -> dict[str, Json]:
    """Return the values of `extension` by location: `Schema`, or `Schema/properties/name`."""
    return {where: schema[extension] for where, schema in every_schema() if extension in schema}


def test_contract_marks_terminal_events_and_events_with_a_client_class() -> None:
    assert marked("x-terminal") == dict.fromkeys(
        ["ResponseCompletedEvent", "ResponseFailedEvent", "ResponseIncompleteEvent"], True
    )
    assert marked("x-client-class") == dict.fromkeys(
        [
            "ResponseTextDeltaEvent",
            "ResponseTextDoneEvent",
            "ResponseFunctionCallArgumentsDeltaEvent",
            "ResponseCompletedEvent",
        ],
        True,
    )


def test_contract_marks_models_and_output_formats_of_requests() -> None:
    shapes = ["ChatCompletionCreateParams", "O3MiniResponseCreateParams", "O3ProResponseCreateParams"]
    assert marked("x-open") == {f"{shape}/properties/model": True for shape in shapes}
    assert marked("x-output-format") == {
        "ChatCompletionCreateParams/properties/response_format": True,
        "ResponseTextConfig/properties/format": True,
    }
    for shape in shapes[1:]:
        text = SCHEMAS[shape]["properties"]["text"]
        assert target_of(text) == "ResponseTextConfig", "the marked format is no longer in a request"


@pytest.mark.parametrize(
    ("event", "item"),
    [
        ("ResponseTextDeltaEvent", "ResponseOutputMessage"),
        ("ResponseRefusalDeltaEvent", "ResponseOutputMessage"),
        ("ResponseReasoningTextDeltaEvent", None),  # No document describes this list of its item.
        ("ResponseReasoningSummaryTextDeltaEvent", "ResponseReasoningItem"),
        ("ResponseFunctionCallArgumentsDeltaEvent", "ResponseFunctionToolCall"),
        ("ResponseMcpCallArgumentsDeltaEvent", "ResponseMcpCall"),
        ("ResponseCodeInterpreterCallCodeDeltaEvent", "ResponseCodeInterpreterToolCall"),
    ],
)
def test_accumulating_events_name_fields_of_the_contract(event: str, item: str | None) -> None:
    grows = marked("x-accumulates")[event]
    assert SCHEMAS["ResponseOutputItem"]["discriminator"]["mapping"][grows["item"]].endswith(
        item or "ResponseReasoningItem"
    )
    holder = SCHEMAS[item]["properties"] if item else {}
    if "list" not in grows:
        assert grows["field"] in holder
        return
    assert f"{grows['list']}_index" in SCHEMAS[event]["properties"]
    branches = branches_of(SCHEMAS["ResponseContentPart"])
    if item:
        items = holder[grows["list"]]["items"]
        branches = branches_of(items) or [items]
    parts = [SCHEMAS[target]["properties"] for branch in branches if (target := target_of(branch))]
    [part] = [part for part in parts if part["type"]["const"] == grows["part"]]
    assert grows["field"] in part


def test_no_other_event_accumulates() -> None:
    custom_tool_call = marked("x-accumulates")["ResponseCustomToolCallInputDeltaEvent"]
    assert custom_tool_call == {
        "item": "custom_tool_call",
        "field": "input",
    }  # No document describes this item.
    assert "custom_tool_call" not in SCHEMAS["ResponseOutputItem"]["discriminator"]["mapping"]
    assert len(marked("x-accumulates")) == 8


def test_contract_lists_the_response_headers_that_clients_read() -> None:
    assert DOCUMENT["x-headers"] == {
        "inference-id": "x-inference-id",
        "request-id": ["x-request-id", "request-id", "x-amzn-requestid", "cf-ray"],
        "client-request-id": "x-client-request-id",
        "cost-usd": "x-aimlapi-usd-spent",
        "credits": "x-aimlapi-credits-used",
        "retry-after": "retry-after",
        "retry-after-milliseconds": "retry-after-ms",
        "should-retry": "x-should-retry",
        "etag": "etag",
        "if-none-match": "if-none-match",
    }


def test_every_response_documents_the_headers_that_trace_it() -> None:
    for operation in (item["post"] for item in DOCUMENT["paths"].values() if "post" in item):
        headers = operation["responses"]["200"]["headers"]
        assert sorted(headers) == [
            *("X-AIMLAPI-Credits-Used", "X-AIMLAPI-USD-Spent"),
            *("X-Client-Request-Id", "X-Inference-Id"),
        ]
        named = {
            name: DOCUMENT["components"]["headers"][each["$ref"].rpartition("/")[2]]
            for name, each in headers.items()
        }
        assert [name for name, header in named.items() if header.get("required")] == ["X-Inference-Id"]
        [parameter] = operation["parameters"]
        assert (parameter["name"], parameter["in"]) == ("X-Client-Request-Id", "header")
        assert parameter["schema"] == named["X-Client-Request-Id"]["schema"]
    for response in DOCUMENT["components"]["responses"].values():
        assert {"X-Inference-Id", "X-Client-Request-Id"} <= response["headers"].keys()


def test_chunk_has_the_cost_of_a_completion() -> None:
    assert SCHEMAS["ChatCompletionChunk"]["properties"]["meta"]["anyOf"][0] == {
        "$ref": "#/components/schemas/Meta"
    }


def objects_in(contract: Json) -> FindSchemas:
    """Return a function that finds the request schemas of a contract by their schema paths."""
    roots = [
        Root(
            family_of(Operation("post", path)),
            "request",
            item["post"]["requestBody"]["content"]["application/json"]["schema"],
            (path,),
        )
        for path, item in contract["paths"].items()
        if "post" in item
    ]
    return lambda path: find_objects(contract["components"]["schemas"], roots, path)


@pytest.mark.parametrize(
    ("old", "new", "schema"),
    [
        ("usd_spent", "usd_cost", "MetaUsage"),
        ("response_format", "output_format", "ChatCompletionCreateParams"),
        ("delta", "addition", "ResponseTextDeltaEvent"),
        ("text", "content", "ResponseOutputText"),
    ],
)
def test_an_action_reports_a_renamed_property(old: str, new: str, schema: str) -> None:
    contract = copy.deepcopy(DOCUMENT)
    properties = contract["components"]["schemas"][schema]["properties"]
    properties[new] = properties.pop(old)
    actions = [
        action
        for action in read_overlay(ROOT / "openapi" / "overlay.yaml").actions
        if "x-" in json.dumps(action.update)
    ]
    assert apply(Overlay(actions=actions), copy.deepcopy(DOCUMENT), objects_in(DOCUMENT)) == []
    idle = apply(Overlay(actions=actions), contract, objects_in(contract))
    assert any(old in line for line in idle)
