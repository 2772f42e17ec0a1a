"""The types of openai-python: each has a counterpart in `aimlkit.types`, or there is a reason why it has none."""

from __future__ import annotations

import ast
import importlib
import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

import attrs
import openai.types
import pydantic
import pytest
import typing_extensions

from aimlkit import types
from aimlkit_api import params
from aimlkit_api.types import Model
from tests.conftest import ROOT

Json = Any
SCHEMAS: Json = json.loads((ROOT / "openapi" / "contract.json").read_bytes())["components"]["schemas"]
PACKAGES = ("chat", "responses", "shared", "shared_params")

#: Why types have no counterpart, with patterns of their names. Objects with a `type`, `role` or `object` that no schema of
#: the contract has are not listed: the test finds them.
WITHOUT_COUNTERPART: Mapping[str, tuple[str, ...]] = {
    "functions are called by tool_calls; function_call is deprecated": (
        "chat.*.FunctionCall",
        "chat.*.ChoiceDeltaFunctionCall",
        "chat.completion_create_params.Function",
        "chat.chat_completion_function_call_option_param.*",
    ),
    "chat requests have text only": (
        "chat.*.ImageURL",
        "chat.*.InputAudio",
        "chat.*.FileFile",
        "chat.*.Audio",
        "chat.chat_completion_audio_param.*",
        "chat.chat_completion_modality.*",
        "chat.chat_completion_content_part_refusal_param.*",
    ),
    "chunks have no audio": ("chat.chat_completion_chunk.ChoiceDeltaAudio",),
    "chat requests have function tools only": (
        "chat.chat_completion_allowed_tools_param.*",
        "chat.chat_completion_custom_tool_param.*",
        "chat.*_custom_tool_call_param.Custom",
        "chat.*_choice_custom_param.Custom",
        "chat.completion_create_params.WebSearchOptions*",
        "shared*.custom_tool_input_format.*",
    ),
    "completions are not stored": (
        "chat.chat_completion_store_message.*",
        "chat.completion_list_params.*",
        "chat.completion_update_params.*",
    ),
    "there are no moderation settings and results": (
        "*.*Moderation*",
        "*.*Misalignment*",
    ),
    "prompt caching has no settings and diagnostics": (
        "*PromptCache*",
        "*.InputTokensDetailsCacheWriteTokensDetails",
    ),
    "responses have no such settings": (
        "responses.response*.AccessPrograms",
        "responses.response*.BackgroundOptions",
        "responses.response*.ContextManagement",
        "responses.*.Conversation",
        "responses.response*.Image",
        "responses.response*.StreamOptions",
        "responses.response_conversation_param*",
        "responses.response.InputTransformation",
        "responses.response.ToolUsage*",
        "responses.response_configuration_update_item*",
        "shared_params.metadata.*",
    ),
    "there is no such operation": (
        "responses.compacted_response.*",
        "responses.input_item_list_params.*",
        "responses.input_token_count_params.*",
        "responses.response_compact_params.*",
        "responses.response_retrieve_params.*",
        "shared*.decision_*",
        "shared.error_object.*",
        "shared*.oauth_error_code.*",
    ),
    "there are no WebSockets, and running responses cannot be steered": (
        "responses.responses_client_event*",
        "responses.responses_server_event*",
        "responses.response_steer_*",
    ),
    "requests have function, MCP and web search tools only": (
        "responses.computer_action_list*",
        "responses.computer_action_param.*",
        "responses.computer_use_preview_tool_param.*",
        "responses.container_auto*",
        "responses.container_network_policy*",
        "responses.custom_tool.*",
        "responses.file_search_tool*",
        "responses.function_shell_tool*",
        "responses.local_skill*",
        "responses.namespace_tool*",
        "responses.response_code_interpreter_tool_call_param.*",
        "responses.response_computer_tool_call_param.*",
        "responses.response_file_search_tool_call_param.*",
        "responses.response_input*_param.*Call*",
        "responses.response_tool_search_output_item_param*",
        "responses.tool_choice_custom.*",
        "responses.tool_param.CodeInterpreter*",
        "responses.tool_param.ImageGeneration*",
        "responses.tool_search_output_namespace_tool*",
        "responses.*.WebSearchTool*",
        "responses.web_search_tool*",
        "shared*.compound_filter.Filter",
    ),
    "no tools of these types are in responses": (
        "responses.response_apply_patch_tool_call*",
        "responses.response_custom_tool_call*",
        "responses.response_function_shell_*",
        "responses.response_shell_call_*",
        "responses.response_input_item.ApplyPatch*",
        "responses.response_input_item.Shell*",
    ),
    "the tools and their calls have no such fields": (
        "responses.*Caller",
        "responses.mcp_tool_call_error*",
        "responses.response_function_web_search*.Action",
        "responses.*.ImageGeneration*",
        "responses.tool.CodeInterpreterContainerCodeInterpreterToolAutoNetworkPolicy",
    ),
    "the output of a function is text": (
        "responses.response_function_call_output_item*",
        "responses.*.OutputOutputContentList",
    ),
    "there is no audio input": ("responses.response_input_audio*",),
    "reasoning items have summaries only": ("responses.response_reasoning_item.Content",),
}


def openai_names() -> Iterator[str]:
    """Yield the types that the modules of openai-python define: `chat.chat_completion.Choice`."""
    for package in PACKAGES:
        for path in sorted((Path(openai.types.__path__[0]) / package).glob("[!_]*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                match node:
                    case ast.ClassDef(name) | ast.AnnAssign(ast.Name(name), ast.Name("TypeAlias")):
                        if not name.startswith("_"):
                            yield f"{package}.{path.stem}.{name}"
                    case _:
                        pass


NAMES = sorted({*openai_names()})


def openai_type(name: str) -> Json:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(f"openai.types.{module}"), attribute)


def counterpart(name: str) -> Json:
    """Return the type of that name; None if there is none."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(f"aimlkit.types.{module}"), attribute, None)
    except ModuleNotFoundError:
        return None


COUNTERPARTS = [name for name in NAMES if counterpart(name) is not None]


# --- the structure of types ---


def is_model(type_: Json) -> bool:
    return isinstance(type_, type) and issubclass(type_, pydantic.BaseModel | Model)


def fields(type_: Json) -> dict[str, Json]:
    """Return the annotations of the fields of an object, by their names in JSON; an empty dictionary for other types."""
    if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
        return {field.alias or name: field.annotation for name, field in type_.model_fields.items()}
    if isinstance(type_, type) and issubclass(type_, Model):
        return {field.name: field.type for field in attrs.fields(type_)}
    return typing_extensions.get_type_hints(type_) if typing_extensions.is_typeddict(type_) else {}


def fixed_values(annotation: Json) -> set[str]:
    """Return the strings that an annotation lists, at any depth."""
    if isinstance(annotation, str):  # An annotation of a model, which is not evaluated.
        return {
            node.value
            for node in ast.walk(ast.parse(annotation))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    arguments = get_args(annotation)
    return {each for each in arguments if isinstance(each, str)}.union(
        *(fixed_values(each) for each in arguments if not isinstance(each, str))
    )


def tags(type_: Json) -> dict[str, set[str]]:
    """Return the values by which an object is recognised: those of its `type`, `object` or `role`."""
    found = {
        name: fixed_values(fields(type_)[name])
        for name in ("type", "object", "role")
        if name in fields(type_)
    }
    return {name: values for name, values in found.items() if values}


def tags_of_the_contract(*, requests: bool) -> dict[str, set[str]]:
    """Return the values that objects of the contract, or those of its requests, are recognised by."""
    names = set(vars(params))
    found: dict[str, set[str]] = {}
    for name, schema in SCHEMAS.items():
        if not requests or name in names or f"{name}Param" in names:
            for tag in ("type", "object", "role"):
                for part in (inner := schema.get("properties", {}).get(tag, {}), *inner.get("anyOf", ())):
                    values = [part.get("const"), *part.get("enum", ()), *part.get("x-extensible-enum", ())]
                    found.setdefault(tag, set()).update(filter(None, values))
    return found


TAGS = {requests: tags_of_the_contract(requests=requests) for requests in (True, False)}


def has_unknown_tag(type_: Json) -> bool:
    known = TAGS[not is_model(type_)]
    return any(values.isdisjoint(known[tag]) for tag, values in tags(type_).items())


def reason(name: str) -> str | None:
    """Return why a type has no counterpart; None if no reason is known."""
    if has_unknown_tag(openai_type(name)):
        return "no object of the contract has its type"
    return next(
        (
            reason
            for reason, patterns in WITHOUT_COUNTERPART.items()
            if any(fnmatchcase(name, pattern) for pattern in patterns)
        ),
        None,
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_each_type_of_openai_python_has_a_counterpart_or_a_reason(package: str) -> None:
    names = [name for name in NAMES if name.startswith(f"{package}.")]
    unexplained = [name for name in names if counterpart(name) is None and reason(name) is None]
    assert names
    assert unexplained == []


def test_reasons_are_needed() -> None:
    """Check that each pattern matches a type without a counterpart."""
    missing = [name for name in NAMES if counterpart(name) is None and not has_unknown_tag(openai_type(name))]
    for patterns in WITHOUT_COUNTERPART.values():
        for pattern in patterns:
            assert any(fnmatchcase(name, pattern) for name in missing), pattern


@pytest.mark.parametrize("name", COUNTERPARTS)
def test_counterpart_has_the_structure_of_the_type(name: str) -> None:
    """Check that an object has a counterpart with common fields and the same tags; for a union, it may be the only member."""
    theirs, ours = openai_type(name), counterpart(name)
    assert not isinstance(ours, str)
    if not fields(theirs):
        return
    assert is_model(theirs) == is_model(ours)
    assert typing_extensions.is_typeddict(theirs) == typing_extensions.is_typeddict(ours)
    if own := {*fields(ours)}:
        assert own & {*fields(theirs)}
    our_tags = tags(ours)
    for tag, values in tags(theirs).items():
        assert not values.isdisjoint(our_tags.get(tag, values)), tag


@pytest.mark.parametrize("name", [name for name in COUNTERPARTS if is_model(counterpart(name))])
def test_fields_of_openai_python_read_as_none_if_they_are_not_sent(name: str) -> None:
    model = counterpart(name).from_dict({})
    attributes = {*openai_type(name).model_fields}
    values = {attribute: getattr(model, attribute) for attribute in attributes}
    assert {attribute: value for attribute, value in values.items() if value is not None} == {}
    assert model.to_dict() == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_export_the_names_of_openai_python(package: str) -> None:
    theirs = importlib.import_module(f"openai.types.{package}")
    ours = importlib.import_module(f"aimlkit.types.{package}")
    tree = ast.parse(Path(str(theirs.__file__)).read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.level]
    for node in imports:
        for name in (alias.name for alias in node.names):
            expected = counterpart(f"{package}.{node.module}.{name}")
            assert getattr(ours, name, None) is expected or expected == getattr(ours, name), name
    for name in ours.__all__:
        assert getattr(ours, name) is not None
        assert name in dir(ours)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        getattr(ours, "Nothing")  # noqa: B009 - mypy knows that there is none


def test_types_of_the_package_itself() -> None:
    for name in types.__all__:
        assert getattr(types, name) is not None
    for name in (
        "ChatModel",
        "CompletionUsage",
        "FunctionParameters",
        "Metadata",
        "Model",
        "Reasoning",
        "ReasoningEffort",
    ):
        assert name in types.__all__
