"""The spend of a client: it adds up the cost of responses, and limits it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

import aimlkit
from aimlkit import AIMLAPI
from aimlkit._spend import SpendTracker
from aimlkit.mock import MockServer
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import CHAT_PARAMS, COMPLETION

Json = Any


def client_of(completion: Json, **options: Json) -> AIMLAPI:
    """Return a client whose requests all get this chat completion."""
    content = json.dumps(completion).encode()
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=content))
    return AIMLAPI(api_key="a", http_client=httpx.Client(transport=transport), **options)


def test_spend_tracker_adds_costs_and_ignores_unknown_ones() -> None:
    tracker = SpendTracker()
    for cost_usd in (0.1, None, 0.2, 0.0):
        tracker.add(cost_usd)
    assert tracker.total == pytest.approx(0.3)


def test_response_states_its_cost(any_client: AnyClient) -> None:
    completion = any_client.create_chat_completion()
    assert completion.cost_usd == completion.meta.usage.usd_spent > 0
    assert any_client.create_response().cost_usd > 0


@pytest.mark.parametrize("usd", [None, "1", True, -1, float("nan"), float("inf"), [], {}])
def test_cost_usd_is_none_unless_it_is_a_plausible_number(usd: Json) -> None:
    client = client_of({**COMPLETION, "meta": {"usage": {"usd_spent": usd}}})
    assert client.chat.completions.create(**CHAT_PARAMS).cost_usd is None
    assert client.spend == 0


def test_max_spend_usd_stops_further_requests() -> None:
    client = client_of(COMPLETION, max_spend_usd=0.5)
    assert client.spend == 0
    client.chat.completions.create(**CHAT_PARAMS)
    client.chat.completions.create(**CHAT_PARAMS)
    assert client.spend == 0.5
    with pytest.raises(aimlkit.SpendLimitError, match=r"spent \$0\.5 of max_spend_usd=\$0\.5") as raised:
        client.chat.completions.create(**CHAT_PARAMS)
    assert (raised.value.spent, raised.value.limit) == (0.5, 0.5)


def test_max_spend_usd_can_be_lifted_with_options() -> None:
    client = client_of(COMPLETION, max_spend_usd=0.1)
    client.chat.completions.create(**CHAT_PARAMS)
    unlimited = client.with_options(max_spend_usd=None)
    assert unlimited.chat.completions.create(**CHAT_PARAMS).cost_usd == 0.25


def test_spend_includes_streams(client: AIMLAPI) -> None:
    events: Json = [*client.responses.create(model="o3-mini", input="Hi", stream=True)]
    assert events[-1].type == "response.completed"
    assert client.spend == events[-1].response.meta.usage.usd_spent > 0


def test_spend_is_shared_by_copies(client: AIMLAPI) -> None:
    copy = client.with_options(max_retries=0)
    costs = [each.chat.completions.create(**CHAT_PARAMS).cost_usd or 0 for each in (client, copy)]
    assert client.spend == copy.spend == pytest.approx(sum(costs))


def test_spend_is_exact_with_threads(aimlkit_mock: MockServer) -> None:
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url) as client:

        def create(_: int) -> float | None:
            return client.chat.completions.create(**CHAT_PARAMS).cost_usd

        with ThreadPoolExecutor(8) as threads:
            costs = [cost for cost in threads.map(create, range(64)) if cost]
        assert len(costs) == 64
        assert client.spend == pytest.approx(sum(costs))
