"""Chat completions: content, usage, limits, determinism."""

import re

import httpx
import pytest

from aimlkit.mock import MockServer
from tests.mock.client import CHAT, MockClient
from tests.models import CHAT_MODEL, CHAT_OPERATION, require_cost


def choice_text(completion: dict[str, list[dict[str, dict[str, str]]]], choice: int = 0) -> str:
    return completion["choices"][choice]["message"]["content"]


def test_completion_quotes_the_user_message(mock_client: MockClient) -> None:
    completion = mock_client.create_completion("How deep is the sea?")
    assert "How deep is the sea?" in choice_text(completion)
    assert "mock" in choice_text(completion)
    assert completion["choices"][0]["finish_reason"] == "stop"
    assert completion["model"] == CHAT_MODEL


def test_completion_reads_a_message_in_parts(mock_client: MockClient) -> None:
    parts = [{"type": "text", "text": "How deep"}, {"type": "text", "text": "is it?"}]
    assert "How deep is it?" in choice_text(
        mock_client.create_completion([{"role": "user", "content": parts}])
    )


def test_completion_is_deterministic_except_for_its_id(mock_client: MockClient) -> None:
    first, second = mock_client.create_completion("Hi"), mock_client.create_completion("Hi")
    assert choice_text(first) == choice_text(second)
    assert first["id"] != second["id"]
    assert re.fullmatch(r"chatcmpl-[0-9a-f]{24}", first["id"])


def test_completion_depends_on_the_seed_of_the_request(mock_client: MockClient) -> None:
    responses = {seed: choice_text(mock_client.create_completion("Hi", seed=seed)) for seed in range(1, 6)}
    assert len(set(responses.values())) > 1
    assert {
        seed: choice_text(mock_client.create_completion("Hi", seed=seed)) for seed in responses
    } == responses


def test_reset_restarts_the_ids(mock_client: MockClient) -> None:
    first = mock_client.create_completion("Hi")
    mock_client.server.reset()
    assert mock_client.create_completion("Hi")["id"] == first["id"]


def test_completion_depends_on_the_seed_and_clock_of_the_server() -> None:
    responses = []
    for seed in (1, 2, 2):
        with (
            MockServer(seed=seed, clock=lambda: 1_700_000_000.9) as server,
            httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer mock-key"}) as client,
        ):
            responses.append(MockClient(server, client).create_completion("Hi"))
    assert responses[1] == responses[2]
    assert responses[0]["id"] != responses[1]["id"]
    assert choice_text(responses[0]) != choice_text(responses[1])
    assert {response["created"] for response in responses} == {1_700_000_000}


def test_completion_usage_adds_up(mock_client: MockClient) -> None:
    usage = mock_client.create_completion("Hi there", n=3)["usage"]
    assert usage["prompt_tokens"] == 2
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    reasoning = usage["completion_tokens_details"]["reasoning_tokens"]
    assert 0 < reasoning < usage["completion_tokens"]
    assert (
        mock_client.create_completion("Hi there", n=1)["usage"]["completion_tokens"]
        < usage["completion_tokens"]
    )


def test_completion_uses_more_tokens_for_more_effort(mock_client: MockClient) -> None:
    efforts = ["low", "medium", "high"]
    took = [
        mock_client.create_completion("Hi", reasoning_effort=effort)["usage"]["completion_tokens"]
        for effort in efforts
    ]
    assert took == sorted(set(took))


def test_completion_reports_its_cost(mock_client: MockClient) -> None:
    require_cost(CHAT_OPERATION)
    completion = mock_client.create_completion("Hi")
    spent = completion["meta"]["usage"]
    assert spent["credits_used"] > 0
    assert spent["usd_spent"] == pytest.approx(spent["credits_used"] / 2_000_000)


def test_completion_has_n_choices(mock_client: MockClient) -> None:
    completion = mock_client.create_completion("Hi", n=5)
    assert [choice["index"] for choice in completion["choices"]] == [0, 1, 2, 3, 4]
    assert len({choice_text(completion, index) for index in range(5)}) > 1
    assert mock_client.create_completion("Hi", n=None)["choices"][0]["index"] == 0
    assert len(mock_client.create_completion("Hi", n=2.0)["choices"]) == 2  # an integer, by JSON Schema


def test_completion_rejects_too_many_choices(mock_client: MockClient) -> None:
    message = mock_client.assert_error(400, CHAT, {"model": CHAT_MODEL, "messages": [], "n": 10**12}).json()[
        "message"
    ]
    assert message.startswith("/n: ")


@pytest.mark.parametrize("stop", ["mock", ["zebra", "mock"], ["response", "mock"]])
def test_completion_ends_at_a_stop_sequence(mock_client: MockClient, stop: str | list[str]) -> None:
    complete = choice_text(mock_client.create_completion("Hi"))
    stopped = mock_client.create_completion("Hi", stop=stop)
    assert choice_text(stopped) == complete[: complete.index("mock")]
    assert stopped["choices"][0]["finish_reason"] == "stop"


def test_completion_ignores_stop_sequences_that_do_not_occur(mock_client: MockClient) -> None:
    complete = choice_text(mock_client.create_completion("Hi"))
    for stop in ("zebra", ["zebra"], [], [""], None):
        assert choice_text(mock_client.create_completion("Hi", stop=stop)) == complete


@pytest.mark.parametrize("field", ["max_completion_tokens", "max_tokens"])
@pytest.mark.parametrize("limit", [1, 2, 9, 30])
def test_completion_is_truncated_at_the_token_limit(mock_client: MockClient, field: str, limit: int) -> None:
    complete = choice_text(mock_client.create_completion("Hi"))
    truncated = mock_client.create_completion("Hi", **{field: limit})
    assert truncated["choices"][0]["finish_reason"] == "length"
    assert truncated["usage"]["completion_tokens"] == limit
    assert complete.startswith(choice_text(truncated))
    assert 0 < len(choice_text(truncated)) < len(complete)


def test_completion_ignores_a_limit_that_it_does_not_reach(mock_client: MockClient) -> None:
    complete = mock_client.create_completion("Hi")
    assert mock_client.create_completion("Hi", max_completion_tokens=10**6)["choices"] == complete["choices"]


def test_completion_without_a_user_message_has_choice_text(mock_client: MockClient) -> None:
    assert choice_text(mock_client.create_completion([]))
    assert choice_text(
        mock_client.create_completion([{"role": "assistant"}, {"role": "system", "content": "Be brief"}])
    )
