"""Parameters and values that the model of a request does not have, although another model of the contract does."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aimlkit import UnsupportedParameterWarning, _unsupported, omit
from aimlkit._requests import request_body
from aimlkit._unsupported import Unsupported, supported_parameters
from aimlkit.mock import MockServer
from aimlkit_api import request_shapes
from aimlkit_api.operations import OPERATIONS, OperationSpec
from aimlkit_api.request_shapes import RequestShape, UnsupportedValues
from tests.conftest import ROOT
from tests.models import CHAT_OPERATION, needs
from tests.wrapper.any_client import AnyClient

Json = Any

CONTRACT: Json = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
SCHEMAS: Json = CONTRACT["components"]["schemas"]

# --- the shapes of the contract ---


def branches(schema: Json) -> Iterator[Json]:
    """Yield the schemas without references that `schema` is a union of."""
    if "$ref" in schema:
        yield from branches(SCHEMAS[schema["$ref"].rpartition("/")[2]])
    elif union := schema.get("oneOf") or schema.get("anyOf"):
        for branch in union:
            yield from branches(branch)
    else:
        yield schema


def item_types(shape: Json, name: str) -> set[str]:
    """Return the values of `type` of the items of a parameter that is an array."""
    found: set[str] = set()
    for schema in branches(shape["properties"].get(name, {})):
        for item in branches(schema.get("items", {})):
            type_ = item.get("properties", {}).get("type", {})
            found.update(type_.get("enum", [type_["const"]] if "const" in type_ else []))
    return found


def shapes() -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield the operations whose requests have several shapes, each with the shape of each model."""
    for path in CONTRACT["paths"].values():
        for operation in path.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            schema = SCHEMAS.get(body.get("schema", {}).get("$ref", "").rpartition("/")[2], {})
            mapping = schema.get("discriminator", {}).get("mapping", {})
            if len(set(mapping.values())) > 1:
                yield (
                    operation["operationId"],
                    {model: SCHEMAS[target.rpartition("/")[2]] for model, target in mapping.items()},
                )


def differences() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield values that items of a parameter have for one model only: operation, parameter, value, and both models."""
    for operation, by_model in shapes():
        for other, other_shape in by_model.items():
            for model, shape in by_model.items():
                for name in sorted(shape["properties"].keys() & other_shape["properties"].keys()):
                    if item_types(shape, name):
                        for value in sorted(item_types(other_shape, name) - item_types(shape, name)):
                            yield operation, name, value, model, other


def test_value_that_only_another_model_has_is_refused() -> None:
    found = [*differences()]
    if not found:
        pytest.skip("no two request shapes of the contract differ in the types of a parameter's items")
    for operation, name, value, model, other in found:
        spec = OPERATIONS[operation]
        params = {"model": model, name: [{"type": value}]}
        with pytest.raises(TypeError) as raised:
            supported_parameters(spec, params, None, "drop")
        message = str(raised.value)
        assert f"takes no {name}.type {value!r} for the model {model!r}, only for" in message
        assert "\n" not in message
        accepted = {"model": other, name: [{"type": value}]}
        assert supported_parameters(spec, accepted, None, "error") == accepted


def test_parameters_of_the_shapes_are_refused_where_they_are_missing() -> None:
    for operation, by_model in shapes():
        everywhere = {name for shape in by_model.values() for name in shape["properties"]}
        for model, shape in by_model.items():
            for name in everywhere:
                params = {"model": model, name: object()}
                if name in shape["properties"]:
                    assert name in supported_parameters(OPERATIONS[operation], params, None, "error")
                else:
                    with pytest.raises(TypeError, match="takes no parameter"):
                        supported_parameters(OPERATIONS[operation], params, None, "error")


# --- shapes of a test ---

OPERATION = next(spec for spec in OPERATIONS.values() if spec.event)
"""An operation that creates responses, to which the tests give two models."""
PARAMETER = "temperature"
SPEC = OPERATION._replace(
    models=("small", "large", "huge"),
    parameters=OPERATION.parameters | {PARAMETER, "effort"},
    required=frozenset({"model"}),
)


def small() -> RequestShape:
    part = UnsupportedValues(frozenset({"image"}), {})
    return RequestShape(
        frozenset({PARAMETER}),
        {
            "effort": UnsupportedValues(frozenset({"max"}), {}),
            "messages": UnsupportedValues(
                frozenset(), {"content": UnsupportedValues(frozenset(), {"type": part})}
            ),
        },
        {},
    )


def large() -> RequestShape:
    return RequestShape(frozenset(), {}, {})


def use_shapes(monkeypatch: pytest.MonkeyPatch, operation: str, shapes: dict[str, RequestShape]) -> None:
    """Give the models of an operation these shapes."""
    monkeypatch.setattr(request_shapes, "REQUEST_SHAPES", {operation: dict.fromkeys(shapes, "")})
    monkeypatch.setattr(request_shapes, "request_shape", lambda _, model: shapes.get(model))


@pytest.fixture
def _two_shapes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    use_shapes(monkeypatch, SPEC.id, {"small": small(), "large": large(), "huge": large()})
    _unsupported._request_shape.cache_clear()
    yield
    _unsupported._request_shape.cache_clear()


def supported(params: Json, unsupported: Unsupported = "error", extra_body: Json = None) -> Json:
    return supported_parameters(SPEC, params, extra_body, unsupported)


@pytest.mark.usefixtures("_two_shapes")
def test_parameter_that_only_other_models_have() -> None:
    params = {"model": "small", PARAMETER: 1}
    with pytest.raises(
        TypeError, match="no parameter 'temperature' for the model 'small', only for huge and large"
    ):
        supported(params)
    with pytest.warns(UnsupportedParameterWarning, match="no parameter 'temperature' for the model 'small'"):
        assert supported(params, "warn") == {"model": "small"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert supported(params, "drop") == {"model": "small"}
        assert supported({"model": "small", PARAMETER: omit}) == {"model": "small"}
    assert params == {"model": "small", PARAMETER: 1}


@pytest.mark.usefixtures("_two_shapes")
def test_value_of_a_parameter_that_only_other_models_have() -> None:
    params = {"model": "small", "effort": "max"}
    with pytest.raises(TypeError, match="no effort 'max' for the model 'small', only for huge and large"):
        supported(params)
    assert supported(params, "drop") == {"model": "small"}
    # The service decides about values that no document has.
    assert supported({"model": "small", "effort": "new"})["effort"] == "new"


@pytest.mark.usefixtures("_two_shapes")
@pytest.mark.parametrize("unsupported", ["error", "warn", "drop"])
def test_value_inside_a_parameter_is_never_left_out(unsupported: Unsupported) -> None:
    messages = ({"content": "a"}, {"content": [{"type": "text"}, {"type": "image"}]})
    with pytest.raises(TypeError, match=r"no messages\.content\.type 'image' for the model 'small'"):
        supported({"model": "small", "messages": messages}, unsupported)


@pytest.mark.usefixtures("_two_shapes")
@pytest.mark.parametrize("model", ["large", "an-alias", "", None, omit, 1, ["small"]])
def test_other_models_are_not_refused(model: object) -> None:
    params = {"model": model, PARAMETER: 1, "effort": "max", "messages": [{"content": [{"type": "image"}]}]}
    assert supported(params) is params


@pytest.mark.usefixtures("_two_shapes")
def test_extra_body_is_not_checked() -> None:
    params = supported({"model": "small"}, extra_body={PARAMETER: 1})
    assert json.loads(request_body(SPEC, params, {PARAMETER: 1}, {})) == {"model": "small", PARAMETER: 1}
    assert PARAMETER in supported({"model": "small", PARAMETER: 1}, extra_body={"model": "large"})


def test_operations_with_one_model_load_no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_unsupported, "_request_shape", None)
    params = {"model": "small"}
    spec: OperationSpec = SPEC._replace(models=("small",))
    assert supported_parameters(spec, params, None, "error") is params


# --- through the client ---


def _methods() -> list[Any]:
    completions: Callable[[Json], Json] = lambda client: client.chat.completions  # noqa: E731
    methods = {
        "create": lambda client: completions(client).create,
        "stream": lambda client: completions(client).create,
        "run_tools": lambda client: completions(client).run_tools,
        "parse": lambda client: completions(client).parse,
        "raw": lambda client: completions(client).with_raw_response.create,
    }
    return [pytest.param(method, name == "stream", id=name) for name, method in methods.items()]


@needs(CHAT_OPERATION)
@pytest.mark.parametrize(("method", "stream"), _methods())
def test_client_refuses_before_anything_is_sent(
    any_client: AnyClient,
    aimlkit_mock: MockServer,
    monkeypatch: pytest.MonkeyPatch,
    method: Json,
    stream: bool,
) -> None:
    spec = next(each for each in OPERATIONS.values() if "messages" in each.parameters)
    model = spec.models[0]
    use_shapes(monkeypatch, spec.id, {model: RequestShape(frozenset({"seed"}), {}, {}), "another": large()})
    monkeypatch.setattr(
        "aimlkit.endpoints.chat_completions.ChatCompletionsEndpoint.spec",
        spec._replace(models=(model, "another")),
    )
    _unsupported._request_shape.cache_clear()
    params: Json = {"model": model, "messages": [{"role": "user", "content": "Hi"}], "seed": 1}
    if stream:
        params["stream"] = True
    try:
        with pytest.raises(TypeError, match=r"takes no parameter 'seed' for the model .*, only for another"):
            any_client.call(method, **params)
        assert not aimlkit_mock.requests
        any_client.options["unsupported"] = "warn"
        with pytest.warns(UnsupportedParameterWarning, match="no parameter 'seed'") as warned:
            any_client.call(method, **params)
        assert warned[0].filename.endswith("any_client.py")
        assert "seed" not in aimlkit_mock.requests[0].body
    finally:
        _unsupported._request_shape.cache_clear()
