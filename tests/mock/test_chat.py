"""Chat completions: what they say, and that it adds up."""

import re

import httpx
import pytest

from aimlkit.mock import MockServer
from tests.mock.talk import CHAT, Talk


def text(completion: dict[str, list[dict[str, dict[str, str]]]], choice: int = 0) -> str:
    return completion["choices"][choice]["message"]["content"]


def test_an_answer_is_about_the_question(talk: Talk) -> None:
    completion = talk.chat("How deep is the sea?")
    assert "How deep is the sea?" in text(completion)
    assert "mock" in text(completion)
    assert completion["choices"][0]["finish_reason"] == "stop"
    assert completion["model"] == "o3-mini"


def test_the_content_of_a_message_may_be_in_parts(talk: Talk) -> None:
    parts = [{"type": "text", "text": "How deep"}, {"type": "text", "text": "is it?"}]
    assert "How deep is it?" in text(talk.chat([{"role": "user", "content": parts}]))


def test_the_same_question_has_the_same_answer_and_its_own_id(talk: Talk) -> None:
    first, second = talk.chat("Hi"), talk.chat("Hi")
    assert text(first) == text(second)
    assert first["id"] != second["id"]
    assert re.fullmatch(r"chatcmpl-[0-9a-f]{24}", first["id"])


def test_the_seed_of_the_request_changes_the_answer(talk: Talk) -> None:
    answers = {seed: text(talk.chat("Hi", seed=seed)) for seed in range(1, 6)}
    assert len(set(answers.values())) > 1
    assert {seed: text(talk.chat("Hi", seed=seed)) for seed in answers} == answers


def test_a_reset_begins_again(talk: Talk) -> None:
    first = talk.chat("Hi")
    talk.server.reset()
    assert talk.chat("Hi")["id"] == first["id"]


def test_the_seed_of_the_server_and_a_fixed_clock() -> None:
    answers = []
    for seed in (1, 2, 2):
        with (
            MockServer(seed=seed, clock=lambda: 1_700_000_000.9) as server,
            httpx.Client(base_url=server.base_url, headers={"Authorization": "Bearer mock-key"}) as client,
        ):
            answers.append(Talk(server, client).chat("Hi"))
    assert answers[1] == answers[2]
    assert answers[0]["id"] != answers[1]["id"]
    assert text(answers[0]) != text(answers[1])
    assert {answer["created"] for answer in answers} == {1_700_000_000}


def test_usage_adds_up(talk: Talk) -> None:
    usage = talk.chat("Hi there", n=3)["usage"]
    assert usage["prompt_tokens"] == 2
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    reasoning = usage["completion_tokens_details"]["reasoning_tokens"]
    assert 0 < reasoning < usage["completion_tokens"]
    assert talk.chat("Hi there", n=1)["usage"]["completion_tokens"] < usage["completion_tokens"]


def test_more_effort_takes_more_tokens(talk: Talk) -> None:
    efforts = ["low", "medium", "high"]
    took = [talk.chat("Hi", reasoning_effort=effort)["usage"]["completion_tokens"] for effort in efforts]
    assert took == sorted(set(took))


def test_what_was_spent(talk: Talk) -> None:
    completion = talk.chat("Hi")
    spent = completion["meta"]["usage"]
    assert spent["credits_used"] > 0
    assert spent["usd_spent"] == pytest.approx(spent["credits_used"] / 2_000_000)


def test_n_choices(talk: Talk) -> None:
    completion = talk.chat("Hi", n=5)
    assert [choice["index"] for choice in completion["choices"]] == [0, 1, 2, 3, 4]
    assert len({text(completion, index) for index in range(5)}) > 1
    assert talk.chat("Hi", n=None)["choices"][0]["index"] == 0
    assert len(talk.chat("Hi", n=2.0)["choices"]) == 2  # an integer, by JSON Schema


def test_more_choices_than_the_mock_makes(talk: Talk) -> None:
    message = talk.refused(400, CHAT, {"model": "o3-mini", "messages": [], "n": 10**12}).json()["message"]
    assert message.startswith("/n: ")


@pytest.mark.parametrize("stop", ["mock", ["zebra", "mock"], ["answer", "mock"]])
def test_stop_ends_the_text(talk: Talk, stop: str | list[str]) -> None:
    whole = text(talk.chat("Hi"))
    stopped = talk.chat("Hi", stop=stop)
    assert text(stopped) == whole[: whole.index("mock")]
    assert stopped["choices"][0]["finish_reason"] == "stop"


def test_a_stop_that_does_not_come(talk: Talk) -> None:
    whole = text(talk.chat("Hi"))
    for stop in ("zebra", ["zebra"], [], [""], None):
        assert text(talk.chat("Hi", stop=stop)) == whole


@pytest.mark.parametrize("field", ["max_completion_tokens", "max_tokens"])
@pytest.mark.parametrize("limit", [1, 2, 9, 30])
def test_a_limit_cuts_the_text(talk: Talk, field: str, limit: int) -> None:
    whole = text(talk.chat("Hi"))
    cut = talk.chat("Hi", **{field: limit})
    assert cut["choices"][0]["finish_reason"] == "length"
    assert cut["usage"]["completion_tokens"] == limit
    assert whole.startswith(text(cut))
    assert 0 < len(text(cut)) < len(whole)


def test_a_limit_that_is_not_reached(talk: Talk) -> None:
    whole = talk.chat("Hi")
    assert talk.chat("Hi", max_completion_tokens=10**6)["choices"] == whole["choices"]


def test_a_conversation_without_a_question(talk: Talk) -> None:
    assert text(talk.chat([]))
    assert text(talk.chat([{"role": "assistant"}, {"role": "system", "content": "Be brief"}]))
