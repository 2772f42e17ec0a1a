"""The constants of `aimlkit.models`, and `of(MODEL)`: methods with exactly the parameters of one model."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aimlkit import AIMLAPI, AsyncAIMLAPI, UnsupportedByModelError, models
from aimlkit._model_name import ModelName
from aimlkit.endpoints import chat_completions, responses
from aimlkit.endpoints._base import AnyEndpoint
from aimlkit.mock import MockServer
from aimlkit.structured import output_format
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, OPERATIONS
from tests.models import RESPONSES_OPERATION, needs
from tests.wrapper.any_client import AnyClient
from tests.wrapper.test_request_shapes import CONTRACT, branches, differences
from tests.wrapper.test_typing import mypy_errors, pyright_errors

Json = Any

CONSTANTS = {str(value): name for name, value in vars(models).items() if isinstance(value, ModelName)}
"""The name of the constant of each model."""
RESOURCES = {CREATE_CHAT_COMPLETION.id: "chat.completions", CREATE_RESPONSE.id: "responses"}
ENDPOINTS: tuple[AnyEndpoint, ...] = (chat_completions.ENDPOINT, responses.ENDPOINT)
JSON_SCHEMA: Json = {"type": "object", "properties": {}}


def request_schemas() -> Iterator[tuple[str, str, Json]]:
    """Yield each resource, with each model that it documents and the schema of its requests."""
    for path in CONTRACT["paths"].values():
        for operation in path.values():
            if operation["operationId"] not in RESOURCES:
                continue
            body = operation["requestBody"]["content"]["application/json"]["schema"]
            for shape in branches(body):
                for model in branches(shape["properties"]["model"]):
                    for name in model.get("enum") or [model["const"]]:
                        yield RESOURCES[operation["operationId"]], name, shape


MODELS = [pytest.param(resource, model, id=f"{resource} {model}") for resource, model, _ in request_schemas()]


def minimal(shape: Json, *, without: str = "") -> str:
    """Return arguments for the required parameters of a shape, as source."""
    arguments: list[str] = []
    for name in shape["required"]:
        if name not in ("model", without):
            is_text = any(schema.get("type") == "string" for schema in branches(shape["properties"][name]))
            value = "'Hi'" if is_text else '[{"role": "user", "content": "Hi"}]'
            arguments.append(f"{name}={value}")
    return ", ".join(arguments)


def resource_of(client: Json, resource: str) -> Json:
    for attribute in resource.split("."):
        client = getattr(client, attribute)
    return client


def takes_json_schema(resource: str, shape: Json) -> bool:
    """Return whether requests of a shape have the properties of an output format with a JSON Schema."""
    endpoint = next(each for each in ENDPOINTS if RESOURCES.get(each.spec.id) == resource)
    assert endpoint.spec.output_format_path
    places: list[Json] = [shape]
    for name in endpoint.spec.output_format_path:
        schemas = [place.get("properties", {}).get(name, {}) for place in places]
        places = [branch for schema in schemas for branch in branches(schema)]
    names = endpoint.output_format_parameter(output_format(JSON_SCHEMA)).keys() - {"strict", "description"}
    return any(names <= place.get("properties", {}).keys() for place in places)


def test_each_documented_model_has_a_constant() -> None:
    documented = {model for spec in OPERATIONS.values() for model in spec.models}
    assert CONSTANTS.keys() == documented
    for model, name in CONSTANTS.items():
        constant = getattr(models, name)
        assert (constant, hash(constant), json.dumps(constant)) == (model, hash(model), json.dumps(model))
        for plain in (copy.deepcopy(constant), pickle.loads(pickle.dumps(constant))):
            assert (plain, type(plain)) == (model, str)


@needs(RESPONSES_OPERATION)
def test_constants_load_when_they_are_used() -> None:
    program = (
        "import sys, aimlkit; aimlkit.AIMLAPI(api_key='k').responses; print('aimlkit.models' in sys.modules)"
    )
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert output.stdout == "False\n"


@pytest.mark.parametrize(("resource", "model"), MODELS)
@pytest.mark.parametrize("method", ["create", "parse", "run_tools"])
def test_of_sends_the_model(
    any_client: AnyClient, aimlkit_mock: MockServer, resource: str, model: str, method: str
) -> None:
    shape = next(shape for name, other, shape in request_schemas() if (name, other) == (resource, model))
    params = eval(f"dict({minimal(shape)})")
    constant = getattr(models, CONSTANTS[model])

    def parse(client: Json) -> Json:
        of_model = resource_of(client, resource).of(constant)
        return lambda **params: of_model.parse(JSON_SCHEMA, **params)

    if method == "parse" and not takes_json_schema(resource, shape):
        with pytest.raises(UnsupportedByModelError):
            any_client.call(parse, **params)
        assert not aimlkit_mock.requests
        return
    if method == "parse":
        any_client.call(parse, **params)
    else:
        any_client.call(lambda client: getattr(resource_of(client, resource).of(constant), method), **params)
    body = aimlkit_mock.requests[0].body
    assert body["model"] == model
    assert params.items() <= body.items()


@pytest.mark.parametrize(("resource", "model"), MODELS)
def test_of_streams(client: AIMLAPI, aimlkit_mock: MockServer, resource: str, model: str) -> None:
    shape = next(shape for name, other, shape in request_schemas() if (name, other) == (resource, model))
    params = eval(f"dict({minimal(shape)})")
    constant = getattr(models, CONSTANTS[model])
    with resource_of(client, resource).of(constant).stream(**params) as stream:
        stream.until_done()

    async def stream_async() -> None:
        async with (
            AsyncAIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as async_client,
            resource_of(async_client, resource).of(constant).stream(**params) as stream,
        ):
            await stream.until_done()

    asyncio.run(stream_async())
    assert [request.body["model"] for request in aimlkit_mock.requests] == [model] * 2


def test_of_refuses_unknown_parameters(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    for resource, model, shape in request_schemas():
        methods = resource_of(client, resource).of(getattr(models, CONSTANTS[model]))
        params = eval(f"dict({minimal(shape)})")
        with pytest.raises(TypeError, match="takes no parameter 'no_such_parameter'"):
            methods.create(**params, no_such_parameter=1)
        with pytest.raises(TypeError, match="multiple values for keyword argument 'model'"):
            methods.create(**params, model=model)
    assert not aimlkit_mock.requests


# --- type checkers ---


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program with valid calls for all models, and mistakes: lines that end with the comment `# error`."""
    lines = [
        "from aimlkit import AIMLAPI, AsyncAIMLAPI, models",
        "",
        "def calls(client: AIMLAPI) -> None:",
    ]
    of_resource: dict[str, set[str]] = {}
    for resource, model, shape in request_schemas():
        of_resource.setdefault(resource, set()).add(model)
        call = f"client.{resource}.of(models.{CONSTANTS[model]})"
        required = next(name for name in shape["required"] if name != "model")
        lines += [
            f"    {call}.create({minimal(shape)}, timeout=3).to_dict()",
            f"    {call}.parse(int, {minimal(shape)}).to_dict()",
            f"    {call}.run_tools({minimal(shape)}).to_dict()",
            f"    with {call}.stream({minimal(shape)}) as stream:",
            "        stream.until_done()",
            f"    {call}.create({minimal(shape)}, no_such_parameter=1)  # error",
            f"    {call}.create({minimal(shape, without=required)})  # error",
            f"    {call}.stream({minimal(shape)}, timeout='3')  # error",
            f"    client.{resource}.create(model=models.{CONSTANTS[model]}, {minimal(shape)})",
        ]
    for operation, name, value, model, other in differences():
        if (resource := RESOURCES[operation]) and required_of(other, resource, name, value) == ["type"]:
            shape = next(s for r, m, s in request_schemas() if (r, m) == (resource, model))
            argument = f"{minimal(shape)}, {name}=[{{'type': {value!r}}}]"
            lines += [
                f"    client.{resource}.of(models.{CONSTANTS[other]}).create({argument})",
                f"    client.{resource}.of(models.{CONSTANTS[model]}).create({argument})  # error",
            ]
    for resource, own in of_resource.items():
        for model in sorted(CONSTANTS.keys() - own):
            lines.append(f"    client.{resource}.of(models.{CONSTANTS[model]}).create()  # error")
    lines += ["", "async def async_calls(client: AsyncAIMLAPI) -> None:"]
    for resource, model, shape in request_schemas():
        call = f"client.{resource}.of(models.{CONSTANTS[model]})"
        lines += [
            f"    (await {call}.create({minimal(shape)})).to_dict()",
            f"    async with {call}.stream({minimal(shape)}) as stream:",
            "        await stream.until_done()",
            f"    await {call}.create({minimal(shape)}, no_such_parameter=1)  # error",
        ]
    path = tmp_path_factory.mktemp("typing") / "constants.py"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def required_of(model: str, resource: str, name: str, value: str) -> list[str]:
    """Return the required properties of the items of a parameter whose `type` is `value`."""
    shape = next(s for r, m, s in request_schemas() if (r, m) == (resource, model))
    items = [item for s in branches(shape["properties"][name]) for item in branches(s.get("items", {}))]
    types: list[Json] = [item.get("properties", {}).get("type", {}) for item in items]
    return next(
        item.get("required", [])
        for item, type_ in zip(items, types, strict=True)
        if value in type_.get("enum", [type_.get("const")])
    )


def mistakes(program: Path) -> list[int]:
    lines = program.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if line.endswith("# error")]


def test_mypy_finds_each_mistake_in_calls_of_a_model(program: Path) -> None:
    assert [line for line, _ in mypy_errors(program)] == mistakes(program)


def test_pyright_finds_each_mistake_in_calls_of_a_model(program: Path, tmp_path: Path) -> None:
    found = pyright_errors(program, tmp_path)
    assert sorted({line for line, _ in found}) == mistakes(program)
