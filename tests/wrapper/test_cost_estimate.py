"""Estimates of a cost from a usage and the prices of the catalogue."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI, CostEstimate
from aimlkit.endpoints import _registry
from aimlkit.mock import MockServer
from aimlkit_api.models import CompletionUsage
from aimlkit_api.operations import OPERATIONS
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs
from tests.wrapper.any_client import AnyClient

Json = Any

INPUT = {"name": "token", "measure": "input", "price": 1.1, "per": 1_000_000}
OUTPUT = {"name": "token", "measure": "output", "price": 4.4, "per": 1_000_000}
CACHED = {"name": "token", "measure": "cached_input", "price": 0.55, "per": 1_000_000}
REASONING = {"name": "token", "measure": "reasoning", "price": 10, "per": 1000}
SECONDS = {"name": "second", "price": 0.5, "per": 1}

CHAT_USAGE = {
    "prompt_tokens": 1000,
    "completion_tokens": 200,
    "total_tokens": 1200,
    "prompt_tokens_details": {"cached_tokens": 400},
    "completion_tokens_details": {"reasoning_tokens": 150},
}
RESPONSES_USAGE = {
    "input_tokens": 1000,
    "output_tokens": 200,
    "total_tokens": 1200,
    "input_tokens_details": {"cached_tokens": 400},
    "output_tokens_details": {"reasoning_tokens": 150},
}
#: A usage of an API that the sources have.
USAGE = CHAT_USAGE if CHAT_OPERATION in OPERATIONS else RESPONSES_USAGE
USAGES = pytest.mark.parametrize(
    "usage",
    [
        pytest.param(CHAT_USAGE, id="chat", marks=needs(CHAT_OPERATION)),
        pytest.param(RESPONSES_USAGE, id="responses", marks=needs(RESPONSES_OPERATION)),
    ],
)


def fixed(*units: Json, currency: str | None = "USD") -> Json:
    return {"kind": "fixed", "units": [*units], **({"currency": currency} if currency else {})}


def estimate(usage: Json, pricing: Json) -> CostEstimate:
    """Return the estimate of a client whose catalogue has one model with this price."""
    model = {"id": "vendor/m", "aliases": ["m"], "type": "t", "info": {}, "tags": []}
    if pricing is not None:
        model["pricing"] = pricing
    listed = {"object": "list", "data": [model]}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=listed))
    client = AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport))
    return client.estimate_cost(usage, model="m")


@USAGES
def test_estimate_is_the_price_of_input_and_output_tokens(usage: Json) -> None:
    result = estimate(usage, fixed(INPUT, OUTPUT))
    assert result == CostEstimate("vendor/m", 0.00198, {"input": 0.0011, "output": 0.00088}, ())


@needs(CHAT_OPERATION, RESPONSES_OPERATION)
@USAGES
def test_cached_and_reasoning_tokens_have_their_own_price_if_there_is_one(usage: Json) -> None:
    result = estimate(usage, fixed(INPUT, OUTPUT, CACHED, REASONING))
    assert result.parts == {
        "input": 0.00066,  # 600 tokens
        "output": 0.00022,  # 50 tokens
        "cached-input": 0.00022,  # 400 tokens
        "reasoning": 1.5,  # 150 tokens, at a price for 1,000
    }
    assert result.cost_usd == 1.5011


def test_price_is_for_as_many_units_as_the_rate_states() -> None:
    per_token = [{"name": "token", "measure": m, "price": 0.25, "per": 1} for m in ("input", "output")]
    per_thousand = [{"name": "token", "measure": m, "price": 250, "per": 1000} for m in ("input", "output")]
    assert estimate(USAGE, fixed(*per_token)).cost_usd == 300
    assert estimate(USAGE, fixed(*per_thousand)).cost_usd == 300


def test_rate_without_a_measure_applies_to_all_tokens() -> None:
    assert estimate(USAGE, fixed({"name": "token", "price": 1, "per": 1000})).cost_usd == 1.2


def test_other_rates_are_named_and_not_counted() -> None:
    image = {"name": "token", "measure": "image_input", "price": 1, "per": 1}
    result = estimate(USAGE, fixed(INPUT, OUTPUT, image, SECONDS))
    assert (result.cost_usd, result.not_counted) == (0.00198, ("image_input", "second"))


def test_currency_may_be_left_out() -> None:
    assert estimate(USAGE, fixed(INPUT, OUTPUT, currency=None)).cost_usd == 0.00198


@needs(CHAT_OPERATION)
def test_usage_without_output_needs_no_price_for_it() -> None:
    assert estimate({"prompt_tokens": 1000, "completion_tokens": 0}, fixed(INPUT)).cost_usd == 0.0011


@pytest.mark.parametrize(
    ("pricing", "message"),
    [
        (None, "the catalogue states no price for vendor/m"),
        ("x", "the catalogue states no price for vendor/m"),
        ({}, "the price of vendor/m is of an unknown type: it is not known in advance"),
        ({"kind": "variable"}, "the price of vendor/m is variable: it is not known in advance"),
        (
            {"kind": "variants", "dimensions": ["resolution", "seconds"]},
            "the price of vendor/m depends on resolution, seconds, not on its usage alone",
        ),
        (fixed(INPUT, OUTPUT, currency="EUR"), "the price of vendor/m is in EUR, not in US dollars"),
        (fixed(), "the catalogue states no price per token for vendor/m"),
        (fixed(SECONDS), "the catalogue states no price per token for vendor/m"),
        (fixed(OUTPUT), "the catalogue states no price for the input tokens of vendor/m"),
        (fixed(INPUT), "the catalogue states no price for the output tokens of vendor/m"),
        (fixed(INPUT, INPUT, OUTPUT), "the catalogue states several prices for the input tokens of vendor/m"),
        (fixed({**INPUT, "per": 0}, OUTPUT), "the catalogue states no usable price for vendor/m"),
        (fixed({**INPUT, "price": "1"}, OUTPUT), "the catalogue states no usable price for vendor/m"),
        (fixed({**INPUT, "price": -1}, OUTPUT), "the catalogue states no usable price for vendor/m"),
    ],
)
def test_unknown_price_is_an_error_of_one_line(pricing: Json, message: str) -> None:
    with pytest.raises(aimlkit.PriceUnknownError) as raised:
        estimate(USAGE, pricing)
    assert str(raised.value) == message
    assert raised.value.model == "vendor/m"


@pytest.mark.parametrize(
    "usage",
    [
        *(None, 3, "x", [], {}, {"total_tokens": 3}, {"prompt_tokens": 3}, CompletionUsage.from_dict({})),
        {"prompt_tokens": "3", "completion_tokens": 3},
        {"prompt_tokens": -3, "completion_tokens": 3},
        {"input_tokens": float("inf"), "output_tokens": 3},
    ],
)
def test_usage_without_numbers_is_a_type_error_before_the_request(usage: Json) -> None:
    with pytest.raises(TypeError, match="usage must be the `usage` of a response"):
        AIMLAPI(api_key="a", base_url="http://127.0.0.1:9").estimate_cost(usage, model="m")


@pytest.mark.parametrize("details", [None, 3, "x", {}, {"cached_tokens": "many"}, {"cached_tokens": None}])
@needs(CHAT_OPERATION)
def test_details_of_any_form_are_read(details: Json) -> None:
    usage = {**CHAT_USAGE, "prompt_tokens_details": details, "completion_tokens_details": details}
    assert estimate(usage, fixed(INPUT, OUTPUT, CACHED)).cost_usd == 0.00198


@needs(CHAT_OPERATION)
def test_no_more_tokens_are_cached_than_there_are() -> None:
    usage = {**CHAT_USAGE, "prompt_tokens_details": {"cached_tokens": 5000}}
    assert estimate(usage, fixed(INPUT, OUTPUT, CACHED)).parts["input"] == 0


def test_estimate_equals_the_cost_that_the_mock_reports(any_client: AnyClient) -> None:
    for created, name in (
        (any_client.create_chat_completion(), CHAT_MODEL),
        (any_client.create_response(), RESPONSES_MODEL),
    ):
        result = any_client.call(lambda client: client.estimate_cost, usage=created.usage, model=name)
        assert result.cost_usd == pytest.approx(created.cost_usd)
        assert result.model == created.model


def test_estimate_for_an_unknown_model_is_not_found(client: AIMLAPI, aimlkit_mock: MockServer) -> None:
    with pytest.raises(aimlkit.NotFoundError):
        client.estimate_cost(USAGE, model="nope")
    assert [request.query for request in aimlkit_mock.requests] == ["include=pricing&id=nope"]


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS.keys() & {CHAT_OPERATION, RESPONSES_OPERATION}))
def test_usage_of_an_api_that_no_source_has_is_a_type_error(
    operation_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client has no classes to read such a usage with."""
    usage = CHAT_USAGE if operation_id == CHAT_OPERATION else RESPONSES_USAGE
    others = [endpoint for endpoint in _registry.ENDPOINTS if endpoint.spec.id != operation_id]
    monkeypatch.setattr(_registry, "ENDPOINTS", others)
    with pytest.raises(TypeError, match="usage must be the `usage` of a response"):
        estimate(usage, fixed(INPUT, OUTPUT))
