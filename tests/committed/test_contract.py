"""The contract of the committed documents: its names, unions, enums, marks, descriptions and size."""

from __future__ import annotations

import copy
import itertools
import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from scripts.common.documents import dump, read_document
from scripts.common.sources import Operation, Source, read_sources
from scripts.contract.build import build_from_documents
from scripts.contract.descriptions import describe, parameters_by_operation
from scripts.contract.identifiers import is_schema_name
from scripts.contract.overlay import FindSchemas, Overlay, apply, read_overlay
from scripts.contract.schema_paths import Root, api_name_of, find_objects
from scripts.contract.schemas import branches_of, required_of, target_of
from scripts.contract.tags import tag_of
from tests.conftest import ROOT
from tests.contract.documents import published_file
from tests.contract.test_built import CONTRACT, DOCUMENT, SCHEMAS, every_schema

Json = Any


def test_contract_stays_below_its_size_limits() -> None:
    tables = ("x-openai-types", "x-absent-properties")
    assert len(dump({key: value for key, value in DOCUMENT.items() if key not in tables})) <= 230_000
    assert len(CONTRACT.read_bytes()) <= 260_000
    assert len(SCHEMAS) <= 230


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_names_are_readable(name: str) -> None:
    assert is_schema_name(name)
    assert not re.search(r"\d$|Type\d|Item\d|Option|Field|Union$|With[A-Z]", name)
    assert len(name) <= 45
    parts = re.findall(r"[A-Z][a-z0-9]*", name)
    assert all(one != other for one, other in itertools.pairwise(parts)), "a repeated part"


@pytest.mark.parametrize(
    "source", read_sources(ROOT / "openapi" / "sources.toml"), ids=lambda source: source.name
)
def test_contract_of_one_source_has_the_roles_of_the_cost_in_its_document(
    shared: Path, source: Source
) -> None:
    document = published_file(shared, source.name)
    overlay = read_overlay(ROOT / "openapi" / "overlay.yaml")
    contract: Json = build_from_documents([(source, read_document(document, source.name))], overlay).document
    schemas = contract["components"]["schemas"]
    costs = {name for name, schema in schemas.items() if "usd_spent" in schema.get("properties", {})}
    roles = [
        schemas[name]["properties"][field].get("x-role")
        for name in costs
        for field in ("usd_spent", "credits_used")
    ]
    assert roles == ["cost-usd", "credits"] * len(costs)
    assert bool(costs) == (b"usd_spent" in document.read_bytes())
    assert costs <= SCHEMAS.keys()


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


def test_every_description_of_the_overlay_has_a_subject() -> None:
    descriptions = read_overlay(ROOT / "openapi" / "overlay.yaml").descriptions
    assert describe(SCHEMAS, descriptions, parameters_by_operation(DOCUMENT)) == []


def test_every_schema_is_described() -> None:
    assert [name for name, schema in SCHEMAS.items() if "description" not in schema] == []


@pytest.mark.parametrize("name", [*(name for name in SCHEMAS if "CreateParams" in name), *MAIN_OBJECTS])
def test_parameters_and_properties_of_main_objects_are_described(name: str) -> None:
    properties = SCHEMAS[name].get("properties", {})
    undescribed = [key for key, child in properties.items() if "description" not in child]
    # A const such as the type of an output item describes itself.
    assert [key for key in undescribed if "const" not in properties[key]] == []


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


def test_contract_marks_terminal_events_and_schemas_with_a_client_class() -> None:
    assert marked("x-terminal") == dict.fromkeys(
        ["ResponseCompletedEvent", "ResponseFailedEvent", "ResponseIncompleteEvent"], True
    )
    assert marked("x-client-class") == dict.fromkeys(
        [
            "ResponseTextDeltaEvent",
            "ResponseTextDoneEvent",
            "ResponseFunctionCallArgumentsDeltaEvent",
            "ResponseCompletedEvent",
            "ResponseFunctionToolCall",
            "ResponseOutputMessage",
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


def test_chunk_has_the_cost_of_a_completion() -> None:
    assert SCHEMAS["ChatCompletionChunk"]["properties"]["meta"]["anyOf"][0] == {
        "$ref": "#/components/schemas/Meta"
    }


def objects_in(contract: Json) -> FindSchemas:
    """Return a function that finds the request schemas of a contract by their schema paths."""
    roots = [
        Root(
            api_name_of(Operation("post", path)),
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
